import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { buildConverter } from "../../../lib/maintain/build.ts";
import { startNode } from "../../../lib/notebook/node-process.ts";
import { rehearsalEnvironment } from "../../../lib/notebook/rehearsal-environment.ts";
import { structuredErrorsExaminations } from "../../../lib/lessons/04-structured-errors/index.ts";
import { Answer } from "../../../lib/exercises/answer.ts";
import { toJson } from "../../../lib/wire/error-json.ts";
import { findExercise } from "../../../lib/exercises/manifest/manifest.ts";
import { runNotebook } from "../../../lib/notebook/run.ts";
import { createRandom } from "../../../lib/base/random.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const converter = buildConverter(root);
afterAll(() => converter.close());

const VARIANTS = 20;

it("the solved notebook passes on variants that the repository does not hold", async () => {
  const failed: string[] = [];
  const seen: string[] = [];
  const run = await runNotebook(join(root, "solutions", "04-structured-errors.ipynb"), {
    env: rehearsalEnvironment,
    converter,
    start: startNode,
    onAnswer: async (id, pipe) => {
      const published = structuredErrorsExaminations[id];
      if (published === undefined) throw new Error(`${id} is not examined`);
      const examination = published.withPrivate(createRandom(2026), VARIANTS);
      let world = examination.createWorld(0);
      const answer = new Answer(pipe, (request) => world.fetch(request));
      await answer.shape();
      for (let variant = 0; variant < examination.variants; variant += 1) {
        world = examination.createWorld(variant);
        for (const { check, passed, found } of await examination.examine(answer, world, variant)) {
          seen.push(check);
          if (!passed) failed.push(`${check}, variant ${variant}: ${found}`);
        }
      }
      pipe.close();
      const { title } = findExercise(id);
      return toJson({ id, title, points: 0, earned: 0, verdicts: [] }) ?? null;
    },
  });
  expect(run.cells.filter((cell) => cell.status !== "ok")).toEqual([]);
  expect(failed).toEqual([]);
  expect(new Set(seen).size).toBe(27);
  expect(seen.length).toBe(27 * (VARIANTS + 2));
}, 240_000);
