import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "../cli/temporary-project.ts";
import { join } from "node:path";
import { type Jupyter, startJupyter } from "../counterparts/jupyter.ts";
import { RealKernel } from "./real-kernel.ts";

let jupyter: Jupyter;
let kernel: RealKernel;

beforeAll(async () => {
  const own = join(PROJECT, "lib", "dist", "cli", "jupyter", "warm-kernel.js");
  jupyter = await startJupyter({ notebookDir: PROJECT, kernel: own });
  kernel = await RealKernel.start(jupyter, "notebooks/00-start-here.ipynb");
});

afterAll(async () => {
  await kernel.close();
  await jupyter.stop();
});

/** What a cell shows; the kernel drops what comes within 200 ms of an error. */
async function shown(code: string): Promise<string> {
  const { status, outputs } = await kernel.execute(code);
  if (status === "error") await new Promise((resolve) => setTimeout(resolve, 300));
  return JSON.stringify(outputs).replaceAll("\\n", " ");
}

/** `tryOut` judges as `check` does, and keeps no progress of this project's. */
const CHECK = 'await tryOut("00.1", seen);';
const SEEN = "const seen = { answeredBy: 'nobody', tool: '' };";

test("an answer whose cell ended in an error is not judged by its version before", async () => {
  expect(await shown('import { tryOut } from "mcp-lab";')).toBe("[]");
  await shown(SEEN);
  expect(await shown(CHECK)).toContain("Who wrote the reply");
  // It does not compile, it throws, it does not parse.
  for (const wrong of [`${SEEN} nobody;`, `${SEEN} throw new Error("no");`, SEEN.slice(0, -2)]) {
    await shown(wrong);
    const said = await shown(CHECK);
    expect(said).toContain("not judged");
    expect(said).toContain("`seen` is still the version before");
    expect(said).not.toContain("Who wrote the reply");
  }
  await shown(SEEN);
  expect(await shown(CHECK)).toContain("Who wrote the reply");
});

test("neither is one that uses such a value by way of others, and others are", async () => {
  await shown("const tool = 'x';");
  await shown("const fill = () => tool;");
  await shown("const unused = 1;\nconst seen = { answeredBy: 'nobody', tool: fill() };");
  await shown("const unused = nobody;");
  expect(await shown(CHECK)).toContain("Who wrote the reply");
  await shown("const tool = nobody;");
  expect(await shown(CHECK)).toContain("`tool` is still the version before");
});
