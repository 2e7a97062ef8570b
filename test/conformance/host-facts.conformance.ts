import { beforeAll, describe, expect, it } from "vitest";
import { CLAUDE_CODE_VERSION } from "../../lib/cli/host/claude-code.ts";
import type { HostOutcome } from "../../lib/cli/host/run-host.ts";
import { hostChanges } from "../../lib/subjects/hosts/changes.ts";
import type { HostRun } from "../../lib/subjects/hosts/host-run.ts";
import { recordedRuns } from "../../lib/subjects/hosts/recorded.ts";
import { configFor, hostRun, serverScript, SHAPES, textsFor } from "./host-runs.ts";
import { whenFileIsOver } from "../cli/clean-ups.ts";

const { shapes } = recordedRuns;

describe(`Claude Code ${CLAUDE_CODE_VERSION}, with a server of every shape`, () => {
  let outcome: HostOutcome;
  beforeAll(async () => (outcome = await hostRun(SHAPES)));

  it("does what the recording says, text for text", () => {
    expect(outcome.run.host.version).toBe(shapes.host.version);
    expect(outcome.run.seen).toEqual(shapes.seen);
    expect(outcome.run.offered).toEqual(shapes.offered);
    expect(outcome.run.instructions).toEqual(shapes.instructions);
    expect(hostChanges(outcome.run)).toEqual(hostChanges(shapes));
  });

  it("asks the server for the same, in the same order", () => {
    const [now, recorded] = [outcome.run, shapes].map(({ asked }) =>
      asked.map(({ method, outcome: answer }) => [method, answer]),
    );
    expect(now).toEqual(recorded);
  });
});

/** A server whose tools answer with as many thousand characters as their names say. */
const LARGE = serverScript(
  ["text40", "text60", "text200", "failure9", "failure20", "allowed200"].map((name) => ({
    name,
    inputSchema: { type: "object" },
    annotations: { readOnlyHint: true },
    ...(name.startsWith("allowed") ? { _meta: { "anthropic/maxResultSizeChars": 500_000 } } : {}),
  })),
  `{
    content: [{ type: "text", text: "many words ".repeat(20000).slice(0, 1000 * Number(/\\d+/.exec(name)[0])) }],
    isError: name.startsWith("failure"),
  }`,
);

const TOO_LARGE = /^<persisted-output>\nOutput too large/;
const TOO_MANY =
  /^Error: result \(200,000 characters across 1 line\) exceeds maximum allowed tokens/;

describe(`Claude Code ${CLAUDE_CODE_VERSION}, with large results`, () => {
  const whenOver = whenFileIsOver();
  let run: HostRun;
  beforeAll(async () => {
    const entry = { command: process.execPath, args: ["-e", LARGE] };
    const path = configFor("large", entry, whenOver);
    ({ run } = await hostRun(path));
  });

  it.each([
    ["a text of 40,000 characters arrives whole", "text40", 40_000],
    ["one of 200,000 does so where the tool's _meta allows it", "allowed200", 200_000],
    ["a failure of 9,000 characters arrives whole", "failure9", 9000],
  ])("%s", (_fact, tool, length) => {
    expect(textsFor(tool, run)).toMatch(/^(many words ){100}/);
    expect(textsFor(tool, run)).toHaveLength(length);
  });

  it.each([
    ["a text of 60,000 goes into a file, and the model gets its beginning", "text60", TOO_LARGE],
    ["one of 200,000 goes into a file, and the model gets an error in words", "text200", TOO_MANY],
  ])("%s", (_fact, tool, beginning) => {
    expect(textsFor(tool, run)).toMatch(beginning);
    expect(textsFor(tool, run).length).toBeLessThan(5000);
  });

  it("a failure of 20,000 characters loses its middle", () => {
    const text = textsFor("failure20", run);
    expect(text).toMatch(/truncated/);
    expect(text.length).toBeLessThan(10_200);
  });

  it("what went into a file is no failure", () => {
    const failed = run.seen.filter(({ isError }) => isError).map(({ tool }) => tool);
    expect(failed).toEqual(["mcp__large__failure9", "mcp__large__failure20"]);
  });
});
