import { expect, it } from "vitest";
import { cellRunner, printed } from "../notebook/run-cells.ts";

const runCells = cellRunner();

it("a cell draws a recorded run, and lists what the host changed", async () => {
  const run = await runCells([
    'import { drawHostRun, hostChanges, type HostRun, recordedHostRuns } from "mcp-lab";\n' +
      "const recorded = await recordedHostRuns();\n" +
      "const crmRun: HostRun = recorded.crm;",
    'drawHostRun(crmRun, "The CRM in Claude Code");',
    "for (const { kind, subject } of hostChanges(crmRun)) console.log(kind, subject);",
  ]);
  expect(printed(run, 0)).toBe("");
  expect(JSON.stringify(run.cells[1]?.outputs)).toContain("The CRM in Claude Code: ");
  expect(printed(run, 2)).toContain("text-dropped crm_search");
});
