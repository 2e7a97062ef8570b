import { REPO_SORTS, type RepoSort } from "../world.ts";
import { invalid, notRehearsed } from "./fs-error.ts";
import type { FsOperation } from "./schema.ts";

/** The arguments of one operation, read. */
export interface FsArguments {
  cmd: FsOperation["cmd"];
  uri: string;
  /** What follows the URI, as a text. */
  query: string;
  sort?: RepoSort;
  limit?: number;
}

const LONGEST_URI = 2_000;
const PLACE =
  /^hf:\/\/(?:$|README\.md$|(?:models|datasets|spaces|buckets|collections|papers|docs)(?:\/|$))/;

/**
 * Reads the arguments of one operation.
 *
 * @throws FsError HF_FS_INVALID_ARGUMENT for a bad value or a bad URI, HF_FS_UNSUPPORTED_OPERATION for
 *   an option that is not rehearsed
 */
export function readArguments({ cmd, args }: FsOperation): FsArguments {
  const positionals: string[] = [];
  const options: Pick<FsArguments, "sort" | "limit"> = {};
  for (let index = 0; index < args.length; index += 1) {
    const token = args[index] ?? "";
    if (!token.startsWith("-")) {
      positionals.push(token);
      continue;
    }
    if (token !== "--limit" && token !== "--sort") throw notRehearsed(`${cmd} with ${token}`);
    index += 1;
    const value = args[index];
    if (value === undefined) throw invalid(`${token} requires a value`);
    const key = token === "--sort" ? "sort" : "limit";
    if (options[key] !== undefined) throw invalid(`duplicate option for ${key}: ${token}`);
    if (key === "sort") options.sort = sortOf(value);
    else options.limit = limitOf(value, cmd === "search" ? 1_000 : 10_000);
  }
  const [uri, ...rest] = positionals;
  if (uri === undefined) throw invalid(`${cmd} requires an hf:// URI`);
  if (uri.length > LONGEST_URI) throw invalid(`URI must have at most ${LONGEST_URI} characters`);
  if (!uri.startsWith("hf://")) throw notRehearsed(`${cmd} ${uri}`);
  if (!PLACE.test(uri)) throw invalid(`Invalid URI '${uri}'`);
  if (rest.length > 0 && cmd !== "search") {
    throw invalid(`unexpected argument for ${cmd}: ${rest[0]}`);
  }
  return { cmd, uri, query: rest.join(" ").trim(), ...options };
}

function sortOf(value: string): RepoSort {
  const sort = REPO_SORTS.find((known) => known === value);
  if (sort === undefined) throw invalid(`invalid sort: ${value}. Use ${REPO_SORTS.join(", ")}`);
  return sort;
}

function limitOf(value: string, most: number): number {
  const limit = Number(value);
  if (/^\d+$/.test(value) && limit >= 1 && limit <= most) return limit;
  throw invalid(`limit must be an integer between 1 and ${most} for this command`);
}
