import { fsFailure, type HubFailure } from "../failure.ts";
import { type FsCommand, parseCommand } from "./command.ts";
import { FsError } from "./fs-error.ts";
import { isDocsUri, isEmptyUri, isRootUri, runOnDocs, runOnNothing, runOnRoot } from "./guide.ts";
import { isPaperUri, runOnPapers } from "./papers.ts";
import { isRepoUri, runOnRepos } from "./repos.ts";
import type { FsItem, FsOperation, FsProblem, FsResult } from "./schema.ts";

/** Answered by the MCP server itself, also while the Hub is away. */
const LOCAL = [
  /^ls hf:\/\/(?:models|datasets|spaces)?$/,
  /^stat hf:\/\/(?:models|datasets|spaces)?(?:\/[^/]+)?$/,
  /^stat hf:\/\/papers(?:\/trending)?$/,
  /^(?:stat|cat) hf:\/\/(?:papers\/)?README\.md$/,
];

/** Problems that the real server meets only after it has asked the Hub. */
const AFTER_ASKING: ReadonlySet<FsProblem["code"]> = new Set([
  "HF_FS_NOT_FOUND",
  "HF_FS_TEXT_ONLY",
]);

/**
 * Runs a batch of `hf_fs` operations, in order.
 *
 * @param failure - how the Hub fails, if it does
 * @returns an item an operation; one that the real server classifies is an error item
 * @throws Error what is not classified (rate limit, server error, no network): the whole batch is lost
 */
export function runBatch(operations: readonly FsOperation[], failure?: HubFailure): FsItem[] {
  return operations.map((operation, index): FsItem => {
    try {
      return { index, status: "success", result: runOne(parseCommand(operation), failure) };
    } catch (error) {
      if (error instanceof FsError) return { index, status: "error", error: error.problem };
      throw error;
    }
  });
}

function runOne(command: FsCommand, failure: HubFailure | undefined): FsResult {
  const fails =
    failure !== undefined && !LOCAL.some((local) => local.test(`${command.op} ${command.uri}`));
  try {
    const result = run(command);
    if (!fails) return result;
  } catch (error) {
    const isOwn = error instanceof FsError && !AFTER_ASKING.has(error.problem.code);
    if (!fails || isOwn) throw error;
  }
  throw fsFailure(failure, command);
}

function run(command: FsCommand): FsResult {
  if (isRootUri(command.uri)) return runOnRoot(command);
  if (isDocsUri(command.uri)) return runOnDocs(command);
  if (isPaperUri(command.uri)) return runOnPapers(command);
  if (isRepoUri(command.uri)) return runOnRepos(command);
  if (isEmptyUri(command.uri)) return runOnNothing(command);
  throw new FsError(
    "HF_FS_INVALID_ARGUMENT",
    `EINVAL: Invalid URI '${command.uri}'. Must start with hf:// and one of models, datasets, spaces, buckets, collections, papers, docs.`,
  );
}
