import type { Json } from "../../../../lib/base/json.ts";
import type { Listening } from "../serve-twin.ts";
import { text, type Twin } from "../twin.ts";

/** Makes a twin wrong. */
export type Plant = (twin: Twin) => void;

/** A fault: the rule that has to find it, and no other; what is wrong; and how the twin gets it. */
export interface Planted {
  rule: string;
  fault: string;
  plant?: Plant;
  listening?: Listening;
  /** Where a row waits for what never comes. */
  timeoutMs?: number;
}

export type Tool = Twin["tools"][number];

/** Changes the tool that only reads. */
export const reader =
  (change: Tool): Plant =>
  ({ tools }) => {
    Object.assign(tools[0] ?? {}, change);
  };

/** Adds a tool that is not called. */
export const more =
  (...tools: Tool[]): Plant =>
  (twin) => {
    twin.tools.push(...tools);
  };

/** A tool that is listed as it should be. */
export const writer = (name: string, change: Tool = {}): Tool => ({
  name,
  description: `Does what ${name} says and nothing else at all.`,
  inputSchema: { type: "object" },
  annotations: { readOnlyHint: false, destructiveHint: true },
  ...change,
});

export const data = { city: "Bern", degrees: 21 };
export const success = (
  words: string,
  rest: { [name: string]: Json } = { structuredContent: data },
) => ({
  result: { content: text(words), ...rest },
});

/** What the tool that only reads says of a fitting call. */
export const says =
  (answer: ReturnType<Twin["calls"][string]>): Plant =>
  (twin) => {
    const before = twin.calls["get_weather"];
    twin.calls["get_weather"] = (args) =>
      typeof args["city"] === "string" ? answer : (before?.(args) ?? "silence");
  };

/** What it says of a call that does not fit. */
export const refuses =
  (answer: ReturnType<Twin["calls"][string]>): Plant =>
  (twin) => {
    const before = twin.calls["get_weather"];
    twin.calls["get_weather"] = (args) =>
      typeof args["city"] === "string" ? (before?.(args) ?? "silence") : answer;
  };

/** Without an output schema, whose breach would be a fault of its own. */
export const withoutSchema =
  (then: Plant): Plant =>
  (twin) => {
    delete twin.tools[0]?.["outputSchema"];
    then(twin);
  };
