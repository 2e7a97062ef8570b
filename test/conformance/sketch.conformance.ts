import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sketchExamples } from "../../lib/subjects/sketch/examples/examples.ts";
import { buildExport, folderForExport, mainOf, serveExport } from "../subjects/sketch/exported.ts";
import { inspectorEntry, installCounterparts, node, runSuite } from "./suite.ts";

const run = promisify(execFile);

const { helpDesk, warehouse, clinic } = sketchExamples;

/** Scenarios that look for no fixtures; a skeleton has no sessions and no prompts. */
const SCENARIOS = [
  ["2025-11-25", "server-initialize"],
  ["2025-11-25", "ping"],
  ["2025-11-25", "tools-list"],
  ["2025-11-25", "resources-list"],
  ["2025-11-25", "dns-rebinding-protection"],
  ["2026-07-28", "tools-list"],
  ["2026-07-28", "resources-list"],
  ["2026-07-28", "dns-rebinding-protection"],
  ["2026-07-28", "sep-2164-resource-not-found"],
  ["2026-07-28", "http-header-validation"],
] as const;

beforeAll(installCounterparts);

describe.each(Object.entries({ helpDesk, warehouse, clinic }))(
  "the %s, exported",
  (_name, sketch) => {
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

    it.each(["legacy", "modern"])("is listed by the Inspector, %s era", async (era) => {
      for (const target of [
        [served.url, "--transport", "http"],
        [process.execPath, mainOf(folder)],
      ]) {
        const list = async (method: string): Promise<string> => {
          const words = [inspectorEntry, "--cli", ...target, "--method", method];
          const options = ["--format", "json", "--protocol-era", era];
          return (await run(node, [...words, ...options])).stdout;
        };
        const tools = await list("tools/list");
        for (const tool of sketch.tools) expect(tools).toContain(`"name":"${tool.name}"`);
        const entries = (await list("resources/list")) + (await list("resources/templates/list"));
        for (const { uri } of sketch.resources) expect(entries).toContain(`"${uri}"`);
      }
    });

    it.each(SCENARIOS)("passes on %s %s", async (revision, scenario) => {
      const options = ["--spec-version", revision, "--scenario", scenario];
      const result = await runSuite(served.url, ...options);
      expect(result).toMatchObject({ required: { failed: 0 }, exitCode: 0 });
      expect(result.required.passed).toBeGreaterThan(0);
    });
  },
);
