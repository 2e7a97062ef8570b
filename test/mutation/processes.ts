import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import type { Choice, Tried } from "./run.ts";

/**
 * Tries each lesson in a process of its own, so many at a time; for a sample several lessons in each, which
 * starts fewer compilers. Tells on stderr of each exercise that is done, and resolves with what came of
 * them, in order.
 *
 * @param main the program to run with `--json`
 */
export async function tryInProcesses(
  main: string,
  { every, exercises }: Choice,
  jobs: number,
): Promise<Tried[]> {
  const started = performance.now();
  const tell = ({ exercise, fates }: Tried): void => {
    const seconds = Math.round((performance.now() - started) / 1000);
    process.stderr.write(`${exercise}: ${fates.length} mutants, after ${seconds} s\n`);
  };
  const parts = lessons.map((lesson) =>
    lesson.exercises
      .map(({ id }) => id)
      .filter((id) => exercises.length === 0 || exercises.includes(id)),
  );
  const perJob = Array.from({ length: jobs }, (_, job) =>
    parts.filter((_ids, lesson) => lesson % jobs === job).flat(),
  );
  const tried: Tried[] = [];
  const queue = (every === 1 ? parts : perJob).values();
  const work = async (): Promise<void> => {
    for (const ids of queue) {
      if (ids.length > 0)
        tried.push(...(await tryInProcess([main, `--every=${every}`, ...ids], tell)));
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  const order = parts.flat();
  return tried.toSorted((a, b) => order.indexOf(a.exercise) - order.indexOf(b.exercise));
}

async function tryInProcess(
  words: readonly string[],
  tell: (tried: Tried) => void,
): Promise<Tried[]> {
  // Mutants start processes too, whose complaints nobody wants to see.
  const stdio = ["ignore", "pipe", "ignore"] as const;
  const child = spawn(process.execPath, [...words, "--json"], { stdio: [...stdio] });
  const ended = once(child, "exit");
  const all: Tried[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const tried: Tried = JSON.parse(line);
    tell(tried);
    all.push(tried);
  }
  const [code] = await ended;
  if (code !== 0) {
    throw new Error(`The process ended with ${code}. See: node ${words.join(" ")} --json`);
  }
  return all;
}
