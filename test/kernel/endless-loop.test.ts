import { afterAll, beforeAll, expect, test } from "vitest";
import { PROJECT } from "../cli/temporary-project.ts";
import { type Jupyter, startJupyter } from "../counterparts/jupyter.ts";
import { RealKernel } from "./real-kernel.ts";

let jupyter: Jupyter;
let kernel: RealKernel;

beforeAll(async () => {
  jupyter = await startJupyter({ notebookDir: PROJECT });
  kernel = await RealKernel.start(jupyter, "notebooks/00-start-here.ipynb");
});

afterAll(async () => {
  await kernel.close();
  await jupyter.stop();
});

const text = async (code: string): Promise<string> =>
  JSON.stringify((await kernel.execute(code)).outputs);

test("an answer that loops without an end, at once or after a pause, is ended and told so", async () => {
  expect(await text('import { tryOut } from "mcp-lab";')).toBe("[]");
  const loops = [
    "() => { for (;;) {} }",
    "async () => { await new Promise((done) => setTimeout(done, 50)); for (;;) {} }",
  ];
  for (const loop of loops) {
    expect(await text(`await tryOut("00.2", ${loop});`)).toContain(
      "it had not finished after 10 s: does a loop never end",
    );
    expect(await text("6 * 7")).toContain("42");
  }
});
