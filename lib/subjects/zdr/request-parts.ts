import { isObject, type Json, type JsonObject } from "../../base/json.ts";

/** A part of a request, and the way to it from the body, such as `tools[1]`. */
export interface Part {
  where: string;
  value: JsonObject;
}

/** The objects in a list, each with the way to it; nothing where it is no list. */
export function partsOf(value: Json | undefined, where: string): Part[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry, index) =>
    isObject(entry) ? [{ where: `${where}[${index}]`, value: entry }] : [],
  );
}

/** Every content block of the messages, also those inside tool results and documents. */
export function blocksOf(body: JsonObject, where: string): Part[] {
  const messages = partsOf(body["messages"], `${where}messages`);
  return messages.flatMap((message) => blocksIn(message));
}

function blocksIn({ where, value }: Part): Part[] {
  const blocks = partsOf(value["content"], `${where}.content`);
  return blocks.flatMap((block) => {
    const { source } = block.value;
    const inner = isObject(source) ? [{ where: `${block.where}.source`, value: source }] : [];
    return [block, ...[block, ...inner].flatMap((part) => blocksIn(part))];
  });
}

/** Every tool that the model is offered, also those that a message adds later. */
export function toolsOf(body: JsonObject, where: string): Part[] {
  const added = blocksOf(body, where).flatMap((block) => {
    const { type, tool } = block.value;
    return type === "tool_addition" && isObject(tool)
      ? [{ where: `${block.where}.tool`, value: tool }]
      : [];
  });
  return [...partsOf(body["tools"], `${where}tools`), ...added];
}
