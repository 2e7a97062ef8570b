import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { writeClass } from "./generated-class.ts";
import { gradeParts } from "./grade-parts.ts";
import { ProcessorAccount } from "./processor.ts";

const ROOT = process.cwd();
const STARTS = 10;

/** Twice what was measured: a machine's own ways do not matter, a lost factor of two does. */
const AT_MOST = 40;

it(`grades a notebook in the time that a processor takes to start an empty Node ${AT_MOST} times`, async () => {
  const folder = mkdtempSync(join(tmpdir(), "grading-cost-"));
  try {
    writeClass(folder, 2, ROOT, { mark: "cost", where: "inside" });
    const { compile, start, execute, judge } = await gradeParts(ROOT, folder, readdirSync(folder));
    const starts = (compile + start + execute + judge) / (await emptyStart());
    console.log(`A graded notebook takes as long as ${starts.toFixed(1)} starts of an empty Node.`);
    expect(starts).toBeLessThan(AT_MOST);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/**
 * Milliseconds on a processor. As in a sandbox nothing is in its environment: where `NODE_EXTRA_CA_CERTS` is
 * set, Node reads those certificates at each start, and takes more than twice as long.
 */
async function emptyStart(): Promise<number> {
  const account = new ProcessorAccount("empty");
  const { PATH } = process.env;
  const env = PATH === undefined ? {} : { PATH };
  try {
    for (let time = 0; time < STARTS; time += 1)
      await account.run([process.execPath, "-e", "0"], { cwd: ROOT, env });
    return account.used() / STARTS;
  } finally {
    await account.close();
  }
}
