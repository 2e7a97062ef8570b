import type { FsCommand } from "./command.ts";
import { NOTHING_FOUND } from "../notice.ts";
import { matchesGlob } from "./glob.ts";
import type { FsEntry, FsResult } from "./schema.ts";

const DEFAULT_LIST = 1_000;
const DEFAULT_SEARCH = 100;

/**
 * The answer of ls, find and search: the entries that pass the command's filters, cut at its
 * limit. Where nothing is left, a warning says that this Hub holds fictional content only.
 *
 * @param pathOf - what `--glob` and `--path` are matched against
 */
export function listing(
  command: FsCommand,
  entries: readonly FsEntry[],
  pathOf: (entry: FsEntry) => string = (entry) => entry.path,
): FsResult {
  const glob = matcher(command.glob);
  const name = matcher(command.name);
  const path = matcher(command.path);
  const matching = entries.filter(
    (entry) =>
      (command.entryType === undefined || entry.type === command.entryType) &&
      glob(pathOf(entry)) &&
      path(pathOf(entry)) &&
      name(entry.path.slice(entry.path.lastIndexOf("/") + 1)),
  );
  const isSearch = command.op === "search";
  const limit = command.limit ?? (isSearch ? DEFAULT_SEARCH : DEFAULT_LIST);
  const reason = isSearch ? ("limit" as const) : ("entry_limit" as const);
  return {
    uri: command.uri,
    op: command.op,
    entries: matching.slice(0, limit),
    ...(matching.length > limit ? { truncated: true, truncation_reason: reason } : {}),
    ...(matching.length === 0 ? { warnings: [NOTHING_FOUND.replaceAll("_", "")] } : {}),
  };
}

function matcher(glob: string | undefined): (path: string) => boolean {
  return (path) => glob === undefined || matchesGlob(glob, path);
}
