import type { CallToolResult } from "@modelcontextprotocol/server";
import type { ToolError } from "./errors.ts";

/**
 * What a tool answers: facts, which reach the model as data and as text, or a text alone. Facts are JSON
 * when they arrive, so that a date is the same in both.
 */
export type Answer = string | object;

/**
 * A result. Claude Code drops the text of a success and the structured content of a failure; other hosts
 * show text only. So both halves hold the same facts.
 */
export function answerResult(answer: Answer): CallToolResult {
  if (typeof answer === "string") return { content: [textBlock(answer)] };
  const json: unknown = JSON.parse(JSON.stringify(answer));
  const facts = Array.isArray(json) || !isObject(json) ? { items: json } : json;
  return { content: [textBlock(asText(facts))], structuredContent: { ...facts } };
}

/** The result of a call that failed. */
export function errorResult(error: ToolError): CallToolResult {
  return { isError: true, content: [textBlock(asText(error))], structuredContent: { error } };
}

/** The Messages API refuses a text without a character that is seen. */
const textBlock = (text: string) =>
  ({ type: "text", text: text.trim() === "" ? "(nothing)" : text }) as const;

/** A line for each fact, and for each record of a list. */
function asText(facts: object): string {
  const lines = Object.entries(facts).map(([name, value]: [string, unknown]) => {
    const isList = Array.isArray(value) && value.some(isObject);
    return isList
      ? [name + ":", ...value.map((row) => "- " + onOneLine(row))].join("\n")
      : name + ": " + (onOneLine(value) || "none");
  });
  return lines.join("\n");
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return value.map(onOneLine).join(" | ");
  if (!isObject(value)) return String(value);
  return Object.entries(value)
    .map(([name, item]) => name + ": " + onOneLine(item))
    .join("; ");
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
