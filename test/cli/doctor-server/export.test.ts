import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { sketchExamples } from "../../../lib/subjects/sketch/examples/examples.ts";
import {
  buildExport,
  folderForExport,
  mainOf,
  serveExport,
} from "../../subjects/sketch/exported.ts";
import { lab } from "../lab.ts";
import { PROJECT } from "../temporary-project.ts";

const OPTIONS = ["doctor-server", "--json", "--timeout", "120"];

let built: ReturnType<typeof folderForExport>;

beforeAll(async () => {
  built = folderForExport();
  await buildExport(sketchExamples.warehouse, built.folder);
});

afterAll(() => built.remove());

/** What the doctor finds, by rule and place. */
async function findings(words: string[]): Promise<string[]> {
  const { stdout } = await lab(PROJECT, [...OPTIONS, ...words]);
  const report: { findings: { rule: string; severity: string; where: string }[] } =
    JSON.parse(stdout);
  return report.findings.map(({ rule, severity, where }) => `${severity} ${rule} ${where}`);
}

it("a sketch's server has nothing to report on stdio", async () => {
  expect(await findings([process.execPath, mainOf(built.folder)])).toEqual([]);
});

it("a sketch's server has nothing to report over HTTP", async () => {
  const served = await serveExport(built.folder);
  onTestFinished(() => served.close());
  expect(await findings([served.url])).toEqual([]);
});
