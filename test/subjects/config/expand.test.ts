import { describe, expect, it } from "vitest";
import { expandConfig } from "../../../lib/subjects/config/expand.ts";
import type { McpConfig, McpServerEntry } from "../../../lib/subjects/config/mcp-config.ts";

type Env = Record<string, string | undefined>;

function configWith(text: string): McpConfig {
  return { mcpServers: { crm: { command: "node", env: { X: text } } } };
}

/** What was set when the texts were observed. */
const set: Env = {
  A: "a",
  B: "b",
  EMPTY: "",
  REF: "${B}",
  REF2: "${REF}",
  DOLLAR: "a$&b$1c$$d",
  SPACED: "  s  ",
  QUOTE: 'say "hi" \\ bye',
  _A: "under",
  X1: "x1",
};

/**
 * Observed with Claude Code 2.1.332 on 2026-11-30, without a key: the environment and the arguments of a
 * server that `claude mcp list` started, and the addresses and headers that another one was asked with.
 */
const observed: [text: string, once: string][] = [
  ["${A}", "a"],
  ["x-${A}-${B}", "x-a-b"],
  ["${A}${B}/${A}", "ab/a"],
  ["${UNSET}", "${UNSET}"],
  ["${A:-d}", "a"],
  ["${UNSET:-d}", "d"],
  ["${EMPTY:-d}", ""],
  ["${EMPTY}", ""],
  ["${UNSET:-${B}}", "${B}"],
  ["${UNSET:-}", ""],
  ["[${UNSET:-}]", "[]"],
  ["$A", "$A"],
  ["$A ${A}", "$A a"],
  ["\\${A}", "\\a"],
  ["${env:A}", "${env:A}"],
  ["${input:A}", "${input:A}"],
  ["${A:d}", "${A:d}"],
  ["${A:}", "${A:}"],
  ["${A:=d}", "${A:=d}"],
  ["${A:+d}", "${A:+d}"],
  ["${A:?d}", "${A:?d}"],
  ["${A-d}", "${A-d}"],
  ["${UNSET-d}", "${UNSET-d}"],
  ["${}", "${}"],
  ["${:-d}", "${:-d}"],
  ["${ }", "${ }"],
  ["${ A }", "${ A }"],
  ["${ A}", "${ A}"],
  ["${A }", "${A }"],
  ["${ UNSET :-d4}", "${ UNSET :-d4}"],
  ["${1X}", "${1X}"],
  ["${1X:-d2}", "${1X:-d2}"],
  ["${X1:-d}", "x1"],
  ["${_A:-d}", "under"],
  ["${A.B:-d}", "${A.B:-d}"],
  ["${A-B:-d}", "${A-B:-d}"],
  ["${UNSET:-a:-b}", "a:-b"],
  ["${UNSET:-http://h:1/}", "http://h:1/"],
  ["${UNSET:-a b}", "a b"],
  ["${UNSET:- d }", " d "],
  ["${UNSET:-d}}", "d}"],
  ["${UNSET:-{d}}", "{d}"],
  ["${UNSET:-'d'}", "'d'"],
  ['${UNSET:-"d"}', '"d"'],
  ["${UNSET:-$A}", "$A"],
  ["{A} {{A}}", "{A} {{A}}"],
  ["{${A}}", "{a}"],
  ["$(echo A)", "$(echo A)"],
  ["`echo A`", "`echo A`"],
  ["%A%", "%A%"],
  ["${REF}", "${B}"],
  ["${REF2}", "${REF}"],
  ["${REF:-d}", "${B}"],
  ["${DOLLAR}", "a$&b$1c$$d"],
  ["${constructor}", "${constructor}"],
  ["${constructor:-d}", "d"],
  ["${__proto__}", "${__proto__}"],
  ["${toString:-d}", "d"],
  ["${A", "${A"],
  ["${A:-", "${A:-"],
  ["$${A}", "$a"],
  ["$$A", "$$A"],
  ["${a:-lower}", "lower"],
  ["${ÄA:-d}", "${ÄA:-d}"],
  ["${A\u00A0:-d}", "${A\u00A0:-d}"],
  ["${A:-d\ne}", "a"],
  ["${UNSET:-d\ne}", "d\ne"],
  ["${UNSET:-${A}-${B}}", "${A-b}"],
  ["${SPACED}", "  s  "],
  ["${QUOTE}", 'say "hi" \\ bye'],
];

/** Its headers differ: they were gone through twice. */
const observedInHeaders: Record<string, string> = {
  "${UNSET:-${B}}": "b",
  "${REF}": "b",
  "${REF:-d}": "b",
  "${REF2}": "${B}",
};

const entry = (value: string): McpServerEntry => ({
  type: "http",
  command: value,
  args: ["a", value],
  env: { "${A}": value },
  url: value,
  headers: { "${A}": value },
});

describe("the claude-code dialect puts in", () => {
  it.each(observed)("%j: %j", (text, once) => {
    const entries: McpServerEntry = { command: text, args: [text], env: { X: text }, url: text };
    const given = { ...entries, headers: { X: text } };
    const { config } = expandConfig({ mcpServers: { crm: given } }, set, "claude-code");
    const twice = observedInHeaders[text] ?? once;
    expect(config.mcpServers.crm).toEqual({
      command: once,
      args: [once],
      env: { X: once },
      url: once,
      headers: { X: twice },
    });
  });

  it("nothing that is inherited, which is missing as Claude Code says", () => {
    const texts = ["${constructor}", "${__proto__}", "${UNSET}", "${ A }", "${1X:-d}", "${}"];
    const { missing } = expandConfig(
      { mcpServers: { crm: { args: texts, headers: { X: "${UNSET} ${UNSET}" } } } },
      set,
      "claude-code",
    );
    expect(missing.map(({ variable, field }) => `${variable} ${field}`)).toEqual([
      "constructor args[0]",
      "__proto__ args[1]",
      "UNSET args[2]",
      "UNSET headers.X",
    ]);
  });

  it("values in five fields, not in names and not in others", () => {
    const kept = { headersHelper: "${A}", timeout: 5, oauth: { clientId: "${A}" } };
    const { config } = expandConfig(
      { mcpServers: { "${A}": { ...entry("${A}"), ...kept } } },
      { A: "a" },
      "claude-code",
    );
    expect(config).toEqual({ mcpServers: { "${A}": { ...entry("a"), ...kept } } });
  });

  it("and says which variable is missing where, in the order of the file", () => {
    const { missing } = expandConfig(
      {
        mcpServers: {
          crm: { command: "node", args: ["x", "${B}"], env: { KEY: "${A}" } },
          hub: { type: "http", url: "https://h", headers: { Authorization: "Bearer ${C}" } },
        },
      },
      {},
      "claude-code",
    );
    expect(missing).toEqual([
      { variable: "B", server: "crm", field: "args[1]" },
      { variable: "A", server: "crm", field: "env.KEY" },
      { variable: "C", server: "hub", field: "headers.Authorization" },
    ]);
  });
});

describe("the strict dialect", () => {
  it("is the same where nothing is missing", () => {
    for (const [text] of observed) {
      const lenient = expandConfig(configWith(text), set, "claude-code");
      if (lenient.missing.length > 0) continue;
      expect(expandConfig(configWith(text), set, "strict")).toEqual(lenient);
    }
  });

  it("names every missing variable with server and field, and shows no value", () => {
    const config: McpConfig = {
      mcpServers: { crm: { command: "node", env: { KEY: "${A}", OTHER: "${B} ${C}" } } },
    };
    const expand = (): unknown => expandConfig(config, { B: "planted-secret" }, "strict");
    expect(expand).toThrow(
      expect.objectContaining({
        code: "config-variable-missing",
        what: 'Not set: A (server "crm", field env.KEY), C (server "crm", field env.OTHER).',
      }),
    );
    expect(expand).not.toThrow(/planted-secret/);
  });
});
