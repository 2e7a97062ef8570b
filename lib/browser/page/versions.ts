import { cellRole, comparable } from "../../notebook/cell-role.ts";
import { identify } from "../../notebook/identify.ts";
import { type MergedNotebook, mergeNotebook } from "../../notebook/merge/merge-notebook.ts";
import { type Notebook, readNotebook } from "../../notebook/notebook.ts";

/** Brings the lesson as it is now into a learner's notebook; what they wrote stays. */
export async function withNewVersion(
  base: Notebook | undefined,
  mine: Notebook,
  next: Notebook,
): Promise<MergedNotebook> {
  const sources = [...mine.cells, ...next.cells].map(({ source }) => comparable(source));
  const checksums = new Map(
    await Promise.all(sources.map(async (source) => [source, await checksum(source)] as const)),
  );
  const checksumOf = (source: string): string => checksums.get(comparable(source)) ?? "";
  return mergeNotebook({ base, mine, next, checksumOf });
}

/**
 * Whether a notebook is of the lesson as it is given now: then what differs is the learner's. Its texts
 * and its checks tell, which learners do not change.
 */
export function isOfVersion(mine: Notebook, given: Notebook): boolean {
  const sources = new Map(mine.cells.map(({ id, source }) => [id, comparable(source)]));
  return given.cells
    .filter(isGiven)
    .every(({ id, source }) => (sources.get(id) ?? comparable(source)) === comparable(source));
}

function isGiven(cell: Notebook["cells"][number]): boolean {
  return cell.cell_type === "markdown" || cellRole(cell).role === "check";
}

/** As the lesson's generator makes it: the beginning of SHA-256, in hexadecimal. */
async function checksum(text: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash, 0, 8), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}

/** The lesson that a notebook is of: the one that most of its cells are of, answers among them. */
export function lessonOf(
  notebook: Notebook,
  given: ReadonlyMap<string, string>,
): string | undefined {
  const scores = [...given].map(([slug, text]) => {
    const lesson = readNotebook(text, slug);
    const roles = new Map(lesson.cells.map((cell) => [cell.id, cellRole(cell).role]));
    const found = identify(notebook.cells, [lesson.cells]).filter(({ isCopy }) => !isCopy);
    const known = found.flatMap(({ lesson: id }) => id ?? []);
    const parts = known.filter((id) => roles.get(id) !== undefined);
    return { slug, cells: known.length, parts: parts.length };
  });
  const best = scores
    .filter(({ parts }) => parts > 0)
    .toSorted((one, other) => other.parts - one.parts || other.cells - one.cells)[0];
  return best?.slug;
}
