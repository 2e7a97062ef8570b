import type { Listing, Observations } from "../../../lib/subjects/server-rules/observations.ts";

export const listing = (...items: unknown[]): Listing => ({
  first: { status: "result", result: {} },
  items,
  pages: 1,
  end: "done",
});

/** A server that opens in both eras and has nothing. */
export const nothing: Observations = {
  transport: "http",
  server: "nothing",
  opening: {
    modern: { status: "result", result: { capabilities: { tools: {} }, instructions: "Hi." } },
    legacy: { status: "result", result: { capabilities: { tools: {} }, instructions: "Hi." } },
  },
  diesOnDiscover: false,
  sdk: {},
  era: "modern",
  lists: {},
  calls: [],
  reads: [],
  noise: { lines: 0, first: "" },
};

export const tool = (name: string): object => ({
  name,
  description: `Does ${name}.`,
  inputSchema: { type: "object" },
  annotations: { readOnlyHint: true },
});

export const described = (name: string, words: string): object => ({
  ...tool(name),
  description: `Notes | ${words}. Error responses: 400: bad request`,
});
