import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sketchExamples } from "../../lib/subjects/sketch/examples/examples.ts";
import type { Sketch } from "../../lib/subjects/sketch/sketch.ts";
import { buildExport, folderForExport, mainOf, serveExport } from "../subjects/sketch/exported.ts";
import { inspectorEntry, installCounterparts, node, runSuite } from "./suite.ts";

const run = promisify(execFile);

const { helpDesk, warehouse, clinic } = sketchExamples;

/** Scenarios that look for no fixtures and whose outcome is the sketch's. */
const LISTS = [
  ["2025-11-25", "tools-list"],
  ["2025-11-25", "resources-list"],
  ["2026-07-28", "tools-list"],
  ["2026-07-28", "resources-list"],
] as const;

/** Those whose outcome is the skeleton's; it has no sessions and no prompts. */
const PLUMBING = [
  ["2025-11-25", "server-initialize"],
  ["2025-11-25", "ping"],
  ["2025-11-25", "dns-rebinding-protection"],
  ["2026-07-28", "dns-rebinding-protection"],
  ["2026-07-28", "sep-2164-resource-not-found"],
  ["2026-07-28", "http-header-validation"],
] as const;

beforeAll(installCounterparts);

/** Exports and serves a sketch for the tests of a group. */
function exported(sketch: Sketch): { folder: string; url: () => string } {
  const { folder, remove } = folderForExport();
  let served: { url: string; close: () => void };
  beforeAll(async () => {
    await buildExport(sketch, folder);
    served = await serveExport(folder);
  });
  afterAll(() => {
    served.close();
    remove();
  });
  return { folder, url: () => served.url };
}

/** Whether all passed that a scenario of the suite checks, and whether it checked something. */
async function outcomeOf(url: string, revision: string, scenario: string): Promise<object> {
  const options = ["--spec-version", revision, "--scenario", scenario];
  const { required, exitCode } = await runSuite(url, ...options);
  return { failed: required.failed, checked: required.passed > 0, exitCode };
}

const PASSED = { failed: 0, checked: true, exitCode: 0 };

describe.each(Object.entries({ helpDesk, warehouse, clinic }))(
  "the %s, exported",
  (_name, sketch) => {
    const { url } = exported(sketch);

    it.each(LISTS)("passes on %s %s", async (revision, scenario) => {
      expect(await outcomeOf(url(), revision, scenario)).toEqual(PASSED);
    });
  },
);

// What the sketch has no part in is the same in all of them: one serves for it.
describe("the helpDesk's skeleton", () => {
  const { folder, url } = exported(helpDesk);

  it.each(PLUMBING)("passes on %s %s", async (revision, scenario) => {
    expect(await outcomeOf(url(), revision, scenario)).toEqual(PASSED);
  });

  it.each(["legacy", "modern"])("is listed by the Inspector, %s era", async (era) => {
    for (const target of [
      [url(), "--transport", "http"],
      [process.execPath, mainOf(folder)],
    ]) {
      const list = async (method: string): Promise<string> => {
        const words = [inspectorEntry, "--cli", ...target, "--method", method];
        const options = ["--format", "json", "--protocol-era", era];
        return (await run(node, [...words, ...options])).stdout;
      };
      const tools = await list("tools/list");
      for (const tool of helpDesk.tools) expect(tools).toContain(`"name":"${tool.name}"`);
      const entries = (await list("resources/list")) + (await list("resources/templates/list"));
      for (const { uri } of helpDesk.resources) expect(entries).toContain(`"${uri}"`);
    }
  });
});
