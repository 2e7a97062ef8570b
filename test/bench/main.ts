/** Takes the figures of the project and prints them: `npm run bench [-- --json] [-- <group> …]`. */
import { checkFigures } from "./checks.ts";
import { crmFigures } from "./crm.ts";
import { connectorFigures } from "./connector.ts";
import type { Figure } from "./figure.ts";
import { firstSuccessFigures } from "./first-success.ts";
import { classFigures } from "./class.ts";
import { gradeFigures } from "./grade.ts";
import { kernelFigures } from "./kernel.ts";
import { notebookFigures } from "./notebook.ts";
import { drawTable } from "./table.ts";

const groups: Record<string, () => Promise<Figure[]>> = {
  connector: connectorFigures,
  crm: crmFigures,
  kernel: kernelFigures,
  checks: checkFigures,
  notebook: notebookFigures,
  grade: gradeFigures,
};

/** Groups that take many minutes: only on request. */
const longGroups: Record<string, () => Promise<Figure[]>> = {
  class: classFigures,
  first: firstSuccessFigures,
};

// Node reads these certificates at each start, twice as long as it starts otherwise: no figure of ours.
delete process.env.NODE_EXTRA_CA_CERTS;

const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const figures: Figure[] = [];
for (const [name, take] of Object.entries({ ...groups, ...longGroups })) {
  if (words.length > 0 ? !words.includes(name) : name in longGroups) continue;
  process.stderr.write(`${name} …\n`);
  try {
    figures.push(...(await take()));
  } catch (error) {
    // A figure that this machine cannot take must not cost the others.
    process.stderr.write(`${name} was not measured: ${String(error)}\n`);
  }
}
console.log(process.argv.includes("--json") ? JSON.stringify(figures) : drawTable(figures));
process.exit();
