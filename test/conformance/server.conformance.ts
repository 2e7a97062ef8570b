import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LoopbackServer } from "../../lib/services/crm/loopback.ts";
import { serveCrmHttp } from "../../lib/services/crm/server/serve-http.ts";
import { serveFixtures } from "./fixture-server.ts";
import { installCounterparts, runSuite, type SuiteResult } from "./suite.ts";

let fixtures: LoopbackServer;
let crm: LoopbackServer;

beforeAll(async () => {
  await installCounterparts();
  fixtures = await serveFixtures();
  crm = await serveCrmHttp({ env: {}, log: () => {} });
});

afterAll(async () => {
  await fixtures.close();
  await crm.close();
});

const report = (what: string, { required, unscored }: SuiteResult): void =>
  void process.stdout.write(
    `${what}: ${required.passed} checks passed, ${required.failed} failed` +
      ` (not scored: ${unscored.passed} passed, ${unscored.failed} failed)\n`,
  );

describe("the CRM's server plumbing, with the fixtures that scenarios look for", () => {
  it.each(["2025-11-25", "2026-07-28"])("passes all that %s requires", async (revision) => {
    const result = await runSuite(fixtures.url, "--requirements", revision);
    report(`required for ${revision}`, result);
    expect(result.required.passed).toBeGreaterThan(60);
    expect(result.required.failed).toBe(0);
    expect(result.exitCode).toBe(0);
  });
});

describe("the CRM as it ships", () => {
  it.each([
    ["2025-11-25", "server-initialize"],
    ["2025-11-25", "ping"],
    ["2025-11-25", "tools-list"],
    ["2025-11-25", "resources-list"],
    ["2025-11-25", "dns-rebinding-protection"],
    ["2025-11-25", "server-session-lifecycle"],
    ["2025-11-25", "server-sse-multiple-streams"],
    ["2026-07-28", "tools-list"],
    ["2026-07-28", "resources-list"],
    ["2026-07-28", "dns-rebinding-protection"],
    ["2026-07-28", "sep-2164-resource-not-found"],
    ["2026-07-28", "http-header-validation"],
    ["2026-07-28", "caching"],
    ["2025-11-25", "prompts-list"],
    ["2026-07-28", "prompts-list"],
  ])("passes on %s %s", async (revision, scenario) => {
    const options = ["--spec-version", revision, "--scenario", scenario];
    const result = await runSuite(crm.url, ...options);
    report(`CRM, ${revision}, ${scenario}`, result);
    expect(result).toMatchObject({ required: { failed: 0 }, exitCode: 0 });
    expect(result.required.passed).toBeGreaterThan(0);
  });
});
