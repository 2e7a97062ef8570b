import { createHash, scryptSync } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import type { Examination, HiddenVariants } from "../exercises/examination.ts";
import type { Json } from "../base/json.ts";
import { LabError } from "../base/lab-error.ts";
import { createRandom } from "../base/random.ts";
import type { Report } from "./report.ts";

/** Where the variants beside the published ones come from. */
export type VariantSource =
  | { source: "public" }
  | { source: "seed"; seed: string; count: number }
  | { source: "folder"; folder: string };

/** The variants that are added to each exercise. */
export interface PrivateVariants {
  /** What the report says of them; it gives none of them away. */
  said: Report["variants"];
  addTo: (exercise: string, examination: Examination) => Examination;
}

/** Variants of each exercise that a seed makes. */
export const SEEDED = 2;

/**
 * Prepares the variants.
 *
 * @throws LabError `variants-not-readable` for a folder that cannot be read
 */
export async function privateVariants(from: VariantSource): Promise<PrivateVariants> {
  switch (from.source) {
    case "public":
      return { said: from, addTo: (_exercise, examination) => examination };
    case "seed":
      return seeded(from.seed, from.count, await hiddenVariants());
    case "folder":
      return fromFolder(from.folder);
  }
}

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

function seeded(
  seed: string,
  count: number,
  generators: Awaited<ReturnType<typeof hiddenVariants>>,
): PrivateVariants {
  // Slow on purpose: a person who reads the digest and guesses at the seed has to do this for each guess.
  const digest = scryptSync(seed, "mcp-lab variants", 4, { N: 2 ** 15, maxmem: 2 ** 26 }).toString(
    "hex",
  );
  return {
    said: { source: "seed", digest, count },
    addTo(exercise, examination) {
      const number = createHash("sha256").update(`${seed}\0${exercise}`).digest().readUInt32BE();
      const random = createRandom(number);
      const generate = generators.get(exercise);
      if (generate === undefined) return examination;
      return examination.withVariants(Array.from({ length: count }, () => generate(random)));
    },
  };
}

const json: z.ZodType<Json> = z.json();
const variantList = z.array(json);

/** `<exercise>.json` in the folder, such as `03.1.json`: a list of variants in the shape of its drive's. */
function fromFolder(folder: string): PrivateVariants {
  const lists = new Map<string, Json[]>();
  const hash = createHash("sha256");
  for (const name of namesIn(folder)) {
    const exercise = /^(\d\d\.\d+)\.json$/.exec(name)?.[1];
    if (exercise === undefined) continue;
    const text = readFileSync(join(folder, name), "utf8");
    hash.update(`${name}\0${text}\0`);
    lists.set(exercise, listIn(text, join(folder, name)));
  }
  const count = [...lists.values()].reduce((sum, list) => sum + list.length, 0);
  return {
    said: { source: "folder", digest: hash.digest("hex").slice(0, 8), count },
    addTo: (exercise, examination) => examination.withVariants(lists.get(exercise) ?? []),
  };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch (cause) {
    throw unreadable(folder, "There is no readable folder of variants.", cause);
  }
}

function listIn(text: string, where: string): Json[] {
  try {
    return variantList.parse(JSON.parse(text));
  } catch (cause) {
    throw unreadable(where, "This is not a JSON list of variants.", cause);
  }
}

function unreadable(where: string, what: string, cause: unknown): LabError {
  return new LabError("variants-not-readable", {
    what,
    where,
    remedy:
      "Name a folder with files such as 03.1.json, each a list of variants in the shape of that exercise's.",
    cause,
  });
}
