import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { MAIN, PROJECT, runNode, temporaryFolder } from "../cli/temporary-project.ts";
import { allOf, lab, projectWithSecrets, shell } from "./notebook.ts";
import { filesBelow, inDotenv, planted, secretsFoundIn } from "./planted.ts";

const secrets = [...Object.values(planted), ...Object.values(inDotenv)];
const LESSON = "00-start-here";

it("build writes no planted secret into the notebooks of a lesson", async () => {
  const root = projectWithSecrets();
  const source = join("solutions", `${LESSON}.ts`);
  copyFileSync(join(PROJECT, source), join(root, source));
  const written = await lab(root, ["build"]);
  expect(written).toMatchObject({ code: 0, stdout: expect.stringContaining(LESSON) });
  expect(secretsFoundIn(allOf(written), secrets)).toEqual([]);
});

/** A class of one, whose first answer cell throws all that it finds in its environment. */
function curiousClass(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "ada"));
  const file = join("solutions", `${LESSON}.ipynb`);
  const notebook = JSON.parse(readFileSync(join(PROJECT, file), "utf8"));
  const answer = notebook.cells.find(
    (cell: { metadata: { mcp_lab?: { role: string } } }) =>
      cell.metadata.mcp_lab?.role === "answer",
  );
  answer.source = ['throw new Error("FOUND " + JSON.stringify(process.env));'];
  writeFileSync(join(folder, "ada", `${LESSON}.ipynb`), JSON.stringify(notebook));
  return folder;
}

it("grade tells no secret of the instructor's, though a cell reports its environment", async () => {
  const out = join(temporaryFolder(), "graded");
  const vouched = ["--sandbox", "none", "--trust-submissions"];
  const words = [MAIN, "grade", curiousClass(), "--out", out, ...vouched];
  const run = runNode(words, PROJECT, shell);
  expect(await run.ended).toBe(0);
  const graded = [...filesBelow(out).values()].join("\n");
  expect(graded).toContain("FOUND");
  const said = run.output.stdout + run.output.stderr;
  expect(secretsFoundIn(said + graded, secrets)).toEqual([]);
});
