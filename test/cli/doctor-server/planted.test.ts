import { describe, expect, it } from "vitest";
import { observe } from "../../../lib/cli/doctor-server/observe.ts";
import { findingsOf, type ServerFinding } from "../../../lib/subjects/server-rules/findings.ts";
import { planted } from "./planted/planted.ts";
import { type Listening, serveTwin } from "./serve-twin.ts";
import { cleanTwin, type Twin } from "./twin.ts";

async function look(
  twin: Twin,
  listening?: Listening,
  timeoutMs = 30_000,
): Promise<ServerFinding[]> {
  const url = await serveTwin(twin, listening);
  const seen = await observe(
    { kind: "http", url, headers: {} },
    { call: [], timeoutMs, signal: new AbortController().signal, status: () => {} },
  );
  return findingsOf(seen);
}

describe("a server with one planted fault", () => {
  it.each(planted)("$fault: $rule and nothing else", async ({ plant, rule, ...row }) => {
    const twin = cleanTwin();
    plant?.(twin);
    const findings = await look(twin, row.listening, row.timeoutMs);
    expect(new Set(findings.map((one) => one.rule))).toEqual(new Set([rule]));
  });
});

it("the same server without a fault has nothing to report", async () => {
  expect(await look(cleanTwin())).toEqual([]);
});
