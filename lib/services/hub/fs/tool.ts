import { fsFailure, type HubFailure } from "../failure.ts";
import { readArguments } from "./arguments.ts";
import { FsError } from "./fs-error.ts";
import { GUIDE_URI, prepare } from "./operation.ts";
import type { FsItem, FsOperation, FsResult } from "./schema.ts";

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
      return { index, status: "success", result: runOne(operation, failure) };
    } catch (error) {
      if (error instanceof FsError) return { index, status: "error", error: error.problem };
      throw error;
    }
  });
}

function runOne(operation: FsOperation, failure: HubFailure | undefined): FsResult {
  const wanted = readArguments(operation);
  const askHub = prepare(wanted);
  if (failure !== undefined && wanted.uri !== GUIDE_URI) throw fsFailure(failure, wanted);
  return askHub();
}
