import { grouped } from "../../base/grouped.ts";
import { normalForm } from "./identity.ts";
import {
  type Candidate,
  compare,
  type Counting,
  notANotebook,
  pathOf,
  readCandidate,
  type ReadingOptions,
} from "./candidate.ts";
import { choose } from "./choose.ts";
import { type Groups, isGroupsFile, NO_GROUPS, readGroups } from "./groups.ts";
import { type HandIn, handInsOf } from "./layout.ts";
import { readPlainFile } from "./read-file.ts";
import { uncounted } from "./reasons.ts";
import { type Sorted, sortFiles } from "./sort-files.ts";
import { type Node, treeOf } from "./tree.ts";
import { type Entry, walk } from "./walk.ts";
import type { Reason } from "../report.ts";

/** What a folder of submissions comes to: every file below it is in one of the two, once. */
export interface Collected {
  /** Sorted by student, lesson and path; one for each student and lesson, and what no lesson is found in. */
  counting: Counting[];
  /** Sorted by path. A folder that is not looked into ends in "/". */
  ignored: { path: string; reason: Reason }[];
  /** The rows of `groups.csv`, where there are any. */
  groups?: Groups["rows"];
}

export interface CollectOptions extends ReadingOptions {
  /** A folder for what comes out of zips; it is made where it is needed, and the caller removes it. */
  scratch: string;
  /** Whose everything in the folder is, where it is one student's. */
  student?: string;
  /** Whether earlier attempts count too, so that the best can be chosen; else the last one alone. */
  attempts?: "best" | undefined;
}

const NOT_HANDED_IN = uncounted("not-handed-in");
const besides: Partial<Record<Entry["kind"], Reason>> = {
  zip: uncounted("unpacked"),
  tools: uncounted("tools"),
};

/**
 * Accounts for every file of a folder of submissions: whose it is, for which lesson, and whether it
 * counts.
 *
 * @throws LabError of {@link walk}, {@link handInsOf} and {@link readGroups}
 */
export async function collect(folder: string, options: CollectOptions): Promise<Collected> {
  const { slugs, scratch, student } = options;
  const entries = await walk(folder, scratch);
  const root = treeOf(entries);
  const groups = groupsIn(root, slugs);
  const handIns: HandIn[] =
    student === undefined
      ? handInsOf(root, folder, slugs)
      : [{ claim: { students: [normalForm(student)] }, depth: 0, node: root }];
  const sorted = handIns.flatMap((handIn) => sortFiles(handIn, root));
  const left = new Map(entries.map((entry) => [entry, besides[entry.kind] ?? NOT_HANDED_IN]));
  const units = new Map<string, Candidate[]>();
  const others: Sorted[] = [];
  for (const file of sorted) {
    left.delete(file.entry);
    if (file.reason !== undefined && file.refused === undefined) left.set(file.entry, file.reason);
    else if (file.kind === "other") others.push(file);
    else
      units.set(file.unit, [...(units.get(file.unit) ?? []), readCandidate(file, groups, options)]);
  }
  for (const file of others) {
    const candidate = notANotebook(file, units.get(file.unit) ?? [], groups, options);
    if (candidate === undefined) left.set(file.entry, file.reason ?? uncounted("not-a-notebook"));
    else
      units.set(`${file.unit}\nothers`, [...(units.get(`${file.unit}\nothers`) ?? []), candidate]);
  }
  const { rows } = groups;
  return {
    ...chosen([...units.values()].flat(), left, options.attempts === "best"),
    ...(rows.length === 0 ? {} : { groups: rows }),
  };
}

function chosen(
  candidates: readonly Candidate[],
  left: ReadonlyMap<Entry, Reason>,
  isBest: boolean,
): Collected {
  const byPath = candidates.toSorted((a, b) => compare(a.path, b.path));
  const decided = [...grouped(byPath, workOf).values()].map((work) => choose(work));
  const isTried = ({ attempt, reason }: { attempt: Candidate; reason: Reason }): boolean =>
    isBest && reason.code === "earlier-attempt" && attempt.refused === undefined;
  return {
    counting: decided
      .flatMap(({ counts, others }) => [
        told(counts),
        ...others
          .filter(isTried)
          .map(({ attempt }): Counting => ({ ...told(attempt), isEarlier: true })),
      ])
      .toSorted(inOrder),
    ignored: [
      ...[...left].map(([entry, reason]) => ({ path: pathOf(entry), reason })),
      ...decided.flatMap(({ others }) =>
        others
          .filter((other) => !isTried(other))
          .map(({ attempt, reason }) => ({ path: attempt.path, reason })),
      ),
    ].toSorted((a, b) => compare(a.path, b.path)),
  };
}

/** What attempts at the same lesson by the same students have in common. */
function workOf({ student, members = [], lesson, path }: Candidate): string {
  const isOwn = student === "" || lesson === undefined;
  return JSON.stringify(isOwn ? path : [[student, ...members].toSorted(), lesson]);
}

function groupsIn(root: Node, slugs: readonly string[]): Groups {
  const file = [...root.children.values()].find(({ name }) => isGroupsFile(name))?.entry;
  const content = file?.kind === "file" ? readPlainFile(file.at) : undefined;
  return content?.status === "read" ? readGroups(content.text, slugs) : NO_GROUPS;
}

function told(candidate: Candidate): Counting {
  const { unit: _unit, order: _order, work: _work, ...rest } = candidate;
  const { isExact: _exact, isGiven: _given, ...counting } = rest;
  return counting;
}

function inOrder(a: Counting, b: Counting): number {
  return (
    compare(a.student, b.student) ||
    compare(a.lesson ?? "", b.lesson ?? "") ||
    compare(a.path, b.path)
  );
}
