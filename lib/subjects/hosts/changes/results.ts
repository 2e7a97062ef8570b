import { z } from "zod";
import { isObject, type Json, sameJson } from "../../../base/json.ts";
import type { Asked, PairedCall, Seen } from "../pair-calls.ts";
import type { HostChange } from "./change.ts";

const json = z.json();
const toolResult = z.looseObject({
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })).default([]),
  structuredContent: json.optional(),
  isError: z.boolean().default(false),
});

/** What became of a result on its way to the model. */
export function resultChanges({ seen, asked }: PairedCall): HostChange[] {
  const last = asked.at(-1);
  if (last === undefined) return [];
  const subject = subjectOf(last);
  if (last.outcome.status === "error") {
    const words = `${subject} failed: the model gets a text, and no is_error.`;
    return seen.isError ? [] : [{ kind: "failure-as-success", subject, words }];
  }
  const read = toolResult.safeParse(last.outcome.result).data;
  return last.method === "tools/call" && read !== undefined ? halves(subject, read, seen) : [];
}

/** Which of the two halves of a tool's result did not arrive. */
function halves(subject: string, result: z.infer<typeof toolResult>, seen: Seen): HostChange[] {
  const { content, structuredContent, isError } = result;
  const texts = content.flatMap(({ type, text = "" }) => (type === "text" ? [text] : []));
  const hasText = texts.every((text) => seen.content.some((one) => one.includes(text)));
  const hasData =
    structuredContent !== undefined &&
    seen.content.some((one) => sameJson(parsed(one), structuredContent));
  const when = isError ? "failed" : "succeeded";
  const change = (kind: HostChange["kind"], words: string): HostChange[] => [
    { kind, subject, words: `${subject} ${when}: ${words}.` },
  ];
  return [
    ...(!hasText && hasData
      ? change("text-dropped", "the model gets the structuredContent, and none of the text")
      : []),
    ...(hasText && !hasData && structuredContent !== undefined
      ? change("structured-dropped", "the model gets the text, and no structuredContent")
      : []),
    ...(!hasText && !hasData
      ? change("result-changed", "the model gets another text than the server's")
      : []),
  ];
}

function subjectOf({ method, params }: Asked): string {
  const { name, uri } = isObject(params) ? params : {};
  return [name, uri].find((one) => typeof one === "string")?.toString() ?? method;
}

function parsed(text: string): Json | undefined {
  try {
    return json.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
