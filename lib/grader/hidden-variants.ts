import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { HiddenVariants } from "../exercises/examination.ts";

const LESSONS = join(import.meta.dirname, "..", "lessons");

/**
 * What makes variants that the repository's published ones do not hold, by exercise: each
 * `*.hidden` file of the lessons. None in a class copy, which has no such files.
 */
export async function hiddenVariants(): Promise<ReadonlyMap<string, HiddenVariants["generate"]>> {
  const files = readdirSync(LESSONS, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.hidden\.[jt]s$/.test(name))
    .toSorted();
  const modules = await Promise.all(
    files.map(async (name): Promise<{ hidden: HiddenVariants }> => {
      return await import(pathToFileURL(join(LESSONS, name)).href);
    }),
  );
  return new Map(modules.map(({ hidden }) => [hidden.exercise, hidden.generate]));
}
