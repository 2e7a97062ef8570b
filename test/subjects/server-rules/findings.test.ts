import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findingsOf, serverRules } from "../../../lib/subjects/server-rules/findings.ts";
import type { Observations } from "../../../lib/subjects/server-rules/observations.ts";
import { planted } from "../../cli/doctor-server/planted/planted.ts";
import { described, listing, nothing, tool } from "./samples.ts";

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

  it("find descriptions alike by what tells them apart, not by what all of them say", () => {
    const tools = [
      described("get_page", "Retrieve a page"),
      described("list_pages", "Show the pages of a space"),
      described("get_user", "Retrieve a user"),
      described("list_users", "List the users of a team"),
      described("get_users", "List the users of a team now"),
    ];
    const found = findingsOf({ ...nothing, lists: { tools: listing(...tools) } });
    expect(found.map(({ rule, where }) => [rule, where])).toEqual([
      ["tools-look-alike", "get_users"],
    ]);
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
