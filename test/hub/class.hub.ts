import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { expect, onTestFinished, test } from "vitest";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { loadProgress } from "../../lib/exercises/progress.ts";
import { readNotebook } from "../../lib/notebook/notebook.ts";
import { progressFolder } from "../../lib/session/progress.ts";
import { lab } from "../cli/lab.ts";
import { PROJECT, temporaryFolder } from "../cli/temporary-project.ts";
import { RealKernel } from "../kernel/real-kernel.ts";
import { startJupyterHub, type TrialHub } from "./jupyterhub.ts";
import { memoryOf } from "./memory.ts";

const USERS = ["trial-ada", "trial-boris", "trial-chen", "trial-dana"];
const SLUG = "01-connector-call";
const EXERCISES = lessons.find(({ slug }) => slug === SLUG)?.exercises ?? [];
const COPIES = join(PROJECT, ".lab", "class");

/** What one user's hour came to: seconds, and MiB while the kernel still runs. */
interface Stay {
  user: string;
  server: number;
  lesson: number;
  memory: number;
  points: number;
  failed: string[];
}

test("a class does lesson 01 at once, each in a copy of their own", async () => {
  const [folder, prefix] = [temporaryFolder(), temporaryFolder()];
  onTestFinished(forgetCopies);
  forgetCopies();
  expect(await lab(PROJECT, ["kernel", "--prefix", prefix])).toMatchObject({ code: 0 });
  const hub = await startJupyterHub(folder, prefix);
  const cells = codeCells();

  const alone = await stay(hub, USERS[0] ?? "", cells);
  forgetCopies();
  const together = await Promise.all(USERS.slice(1).map((user) => stay(hub, user, cells)));

  console.table(
    [alone, ...together].map(({ user, server, lesson, memory, points }, place) => ({
      user: place === 0 ? `${user}, alone` : user,
      "server ready, s": server.toFixed(1),
      "lesson 01 run, s": lesson.toFixed(1),
      "memory, MiB": Math.round(memory),
      points,
    })),
  );
  const checks = EXERCISES.flatMap((exercise) => exercise.checks);
  const all = checks.reduce((sum, check) => sum + check.points, 0);
  for (const one of [alone, ...together]) expect(one).toMatchObject({ failed: [], points: all });
});

function codeCells(): { id: string; source: string }[] {
  const path = join(PROJECT, "solutions", `${SLUG}.ipynb`);
  return readNotebook(readFileSync(path, "utf8"), path)
    .cells.filter((cell) => cell.cell_type === "code")
    .map(({ id, source }) => ({ id, source }));
}

/** Opens the user's server, runs the cells in a kernel of the notebook there, and looks back. */
async function stay(
  hub: TrialHub,
  user: string,
  cells: readonly { id: string; source: string }[],
): Promise<Stay> {
  const start = performance.now();
  const url = await hub.open(user);
  const ready = performance.now();
  const jupyter = { url, token: hub.token, stop: () => Promise.resolve() };
  const kernel = await RealKernel.start(jupyter, `notebooks/${SLUG}.ipynb`);
  const failed: string[] = [];
  for (const { id, source } of cells) {
    if ((await kernel.execute(source)).status !== "ok") failed.push(id);
  }
  const end = performance.now();
  const memory = memoryOf(user);
  await kernel.close();
  const copy = join(COPIES, user);
  expect(existsSync(join(copy, "notebooks", `${SLUG}.ipynb`))).toBe(true);
  const earned = EXERCISES.map(({ id }) => loadProgress(progressFolder(copy), id).earned);
  const points = earned.reduce((sum, one) => sum + one, 0);
  return {
    user,
    server: (ready - start) / 1000,
    lesson: (end - ready) / 1000,
    memory,
    points,
    failed,
  };
}

function forgetCopies(): void {
  for (const user of USERS) rmSync(join(COPIES, user), { recursive: true, force: true });
}
