import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { KnownConversion } from "../notebook/remembering-converter.ts";
import { type CellConverter, convertSources } from "../notebook/run.ts";
import { convertReply } from "../notebook/process/messages.ts";
import { makeFolders, writeWhole } from "../base/project.ts";
import { aborted } from "../base/waiting.ts";
import { courseNotebooks } from "./course-notebooks.ts";
import { openGradingContext } from "./grading-context.ts";
import type { WorkSettings } from "./process/messages.ts";
import { restore } from "./restore.ts";
import { type CellToRun, cellsToRun } from "./slice.ts";

const known: z.ZodType<KnownConversion[]> = z.array(
  z.object({ prevDecl: z.string(), src: z.string(), conversion: convertReply }),
);

const NEVER = new AbortController().signal;

/**
 * Converts, once for each state of the project, the course's own cells of these lessons, which most
 * cells of a class are. No submission has a part in it.
 *
 * @param settings with the folder in which the conversions are kept
 * @param options `onLesson` is told of each lesson whose turn it is; `signal` ends the work
 * @throws the signal's reason
 */
export async function convertCourse(
  settings: WorkSettings & { conversions: string },
  slugs: ReadonlySet<string>,
  { onLesson, signal = NEVER }: { onLesson?: (slug: string) => void; signal?: AbortSignal } = {},
): Promise<void> {
  const { root, conversions } = settings;
  const missing = [...slugs].filter((slug) => !existsSync(fileOf(conversions, slug)));
  if (missing.length === 0) return;
  makeFolders([conversions]);
  const courses = courseNotebooks(root);
  const { converter, close } = await openGradingContext(settings);
  const over = aborted(signal);
  try {
    for (const slug of missing) {
      const course = courses.get(slug);
      if (course === undefined) continue;
      onLesson?.(slug);
      signal.throwIfAborted();
      const solved = course.solved.cells.filter((cell) => cell.cell_type === "code");
      const cells = cellsToRun(restore(course.learner, solved).cells);
      const ended = converter.ended.then(() => undefined);
      const converted = await Promise.race([convertAll(cells, converter), ended, over]);
      signal.throwIfAborted();
      // Without a compiler grading itself will say what is wrong.
      if (converted === undefined) return;
      writeWhole(fileOf(conversions, slug), JSON.stringify(converted));
    }
  } finally {
    await close();
  }
}

/** All conversions that a run of these cells asks for. */
async function convertAll(
  cells: readonly CellToRun[],
  converter: CellConverter,
): Promise<KnownConversion[]> {
  const all: KnownConversion[] = [];
  const convert: CellConverter["convert"] = async (prevDecl, src) => {
    const conversion = await converter.convert(prevDecl, src);
    all.push({ prevDecl, src, conversion });
    return conversion;
  };
  await convertSources(cells, { convert });
  return all;
}

/** What {@link convertCourse} kept in this folder, of those of the lessons that can be read. */
export function readConversions(folder: string, slugs: readonly string[]): KnownConversion[] {
  return slugs.flatMap((slug) => {
    try {
      return known.parse(JSON.parse(readFileSync(fileOf(folder, slug), "utf8")));
    } catch {
      return [];
    }
  });
}

function fileOf(folder: string, slug: string): string {
  return join(folder, `${slug}.json`);
}
