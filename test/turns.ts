import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { join } from "node:path";

/** A corpus of which one run may try a part. Why, and what it saves: lib/decisions/2026-11-30-ci-time.md. */
interface Corpus<Item> {
  /** Names it, and with the commit chooses the part. */
  name: string;
  /** So many commits, as far as chance is even, try all of it. */
  of: number;
  /** Files or folders of an item, from the project's root: where the commit changes one, the item is tried in any case. */
  files: (item: Item) => readonly string[];
}

/** The commit that chooses; undefined where everything is tried. */
const commit = process.env.TEST_TURN;

/** The part of a corpus that this run tries: all of it, unless `TEST_TURN` names a commit. */
export function inTurn<Item>(items: readonly Item[], corpus: Corpus<Item>): Item[] {
  if (commit === undefined || commit === "") return [...items];
  return partOf(items, corpus, commit, (changed ??= changedBy(commit)));
}

/** The items whose turn it is with this commit, and those of which a file was changed, in order. */
export function partOf<Item>(
  items: readonly Item[],
  { name, of, files }: Corpus<Item>,
  chosenBy: string,
  changedFiles: readonly string[],
): Item[] {
  const turn = createHash("sha256").update(`${chosenBy} ${name}`).digest().readUInt32BE() % of;
  return items.filter(
    (item, index) =>
      index % of === turn ||
      files(item).some((own) =>
        changedFiles.some((file) => file === own || file.startsWith(`${own}/`)),
      ),
  );
}

let changed: string[] | undefined;

/** What a commit changes itself, a merge what it makes of both sides; nothing where git cannot tell. */
function changedBy(hash: string): string[] {
  const root = join(import.meta.dirname, "..");
  const words = ["diff-tree", "-r", "-c", "--no-commit-id", "--name-only", "-z", hash];
  try {
    const stdio = ["ignore", "pipe", "ignore"] as const;
    return execFileSync("git", words, { cwd: root, encoding: "utf8", stdio: [...stdio] })
      .split("\0")
      .filter((path) => path !== "");
  } catch {
    return [];
  }
}

/** Where what a lesson is made of lies. */
export const lessonFiles = (slug: string): string[] => [
  `solutions/${slug}.ts`,
  `lib/exercises/manifest/${slug}.ts`,
  `lib/lessons/${slug}`,
  `test/lessons/${slug}`,
];
