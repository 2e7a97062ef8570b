import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findingsOf, serverRules } from "../../../lib/subjects/server-rules/findings.ts";
import type { Listing, Observations } from "../../../lib/subjects/server-rules/observations.ts";
import { planted } from "../../cli/doctor-server/planted.ts";

const listing = (...items: unknown[]): Listing => ({
  first: { status: "result", result: {} },
  items,
  pages: 1,
  end: "done",
});

/** A server that opens in both eras and has nothing. */
const nothing: Observations = {
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

const tool = (name: string): object => ({
  name,
  description: `Does ${name}.`,
  inputSchema: { type: "object" },
  annotations: { readOnlyHint: true },
});

/** What no server here can be made to show alone. */
const seen: [rule: string, what: string, observed: Partial<Observations>][] = [
  ["tool-names-collide", "a.b beside a_b", { lists: { tools: listing(tool("a.b"), tool("a_b")) } }],
  [
    "listens-everywhere",
    "the port at another address",
    { http: { reachableAt: ["192.0.2.7"], streamAnswers: true } },
  ],
  ["discover-kills", "a process that is gone", { diesOnDiscover: true }],
  ["stdout-noise", "a line that is no message", { noise: { lines: 1, first: "ready" } }],
];

const rulesOf = (observed: Observations): string[] => findingsOf(observed).map(({ rule }) => rule);

describe("the rules", () => {
  it("find nothing in a server that has nothing", () => {
    expect(rulesOf(nothing)).toEqual([]);
  });

  it.each(seen)("%s: %s", (rule, _what, observed) => {
    expect(rulesOf({ ...nothing, ...observed })).toContain(rule);
  });

  it("are each tried on a planted fault", () => {
    const tried = new Set(
      [...planted, ...seen.map(([rule]) => ({ rule }))].map(({ rule }) => rule),
    );
    expect(serverRules.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
    expect(planted.length).toBeGreaterThan(60);
  });

  it("have an id of their own, and name only rules that there are", () => {
    const ids = serverRules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const named = serverRules.flatMap(({ unless = [] }) => unless);
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it("bear whatever a server sends", () => {
    const anything = fc.jsonValue();
    const entry = fc.oneof(
      anything,
      fc.record({ name: fc.string(), inputSchema: anything, annotations: anything }),
      fc.record({ uri: fc.string(), annotations: anything, description: anything }),
    );
    const reply = fc.oneof(
      fc.record({ status: fc.constant("result" as const), result: anything }),
      fc.record({
        status: fc.constant("error" as const),
        code: fc.integer(),
        message: fc.string(),
        data: anything,
      }),
      fc.record({
        status: fc.constant("result" as const),
        result: fc.record({
          content: anything,
          structuredContent: anything,
          isError: fc.boolean(),
        }),
      }),
    );
    fc.assert(
      fc.property(fc.array(entry), reply, reply, (items, one, other) => {
        const call = { tool: "any", arguments: {}, reply: one };
        const findings = findingsOf({
          ...nothing,
          opening: { modern: one, legacy: other },
          lists: { tools: listing(...items), resources: listing(...items) },
          calls: [
            { ...call, kind: "fitting" },
            { ...call, kind: "wrong", wrong: "a" },
          ],
          unknownTool: other,
          unknownResource: one,
        });
        for (const { found, where } of findings) {
          expect(found.length).toBeLessThan(260);
          expect(where).not.toContain("\n");
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** The rules as a Markdown table, as wide as its contents. */
function ruleTable(): string {
  const rows = serverRules.map(({ id, severity, title, concerns, rests }) => [
    `\`${id}\``,
    severity,
    title,
    concerns,
    rests,
  ]);
  const head = ["rule", "severity", "what it reports", "concerns", "rests on"];
  const widths = head.map((name, at) =>
    Math.max(...[head, ...rows].map((row) => (row[at] ?? name).length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |\n`;
  const dashes = widths.map((width) => "-".repeat(width));
  return [head, dashes, ...rows].map(line).join("");
}

it("the README's table is that of the rules", () => {
  const file = join(import.meta.dirname, "../../../lib/cli/doctor-server/README.md");
  const page = readFileSync(file, "utf8");
  const [head = "", rest = ""] = page.split("<!-- rules -->\n");
  const [, tail = ""] = rest.split("<!-- end of rules -->");
  const right = `${head}<!-- rules -->\n\n${ruleTable()}\n<!-- end of rules -->${tail}`;
  if (process.env.UPDATE === "1") writeFileSync(file, right);
  expect(readFileSync(file, "utf8")).toBe(right);
});
