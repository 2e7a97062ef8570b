import type { FsArguments } from "./fs/arguments.ts";
import { FsError } from "./fs/fs-error.ts";

/** How the Hub behind the MCP server fails: as the server reports it, not as the Hub would. */
export type HubFailure = "offline" | "rate-limited" | "unauthorized" | "server-error";

const STATUS: Record<Exclude<HubFailure, "offline">, readonly [number, string]> = {
  "rate-limited": [429, "Too Many Requests"],
  unauthorized: [401, "Unauthorized"],
  "server-error": [500, "Internal Server Error"],
};
const NO_ADDRESS = "getaddrinfo ENOTFOUND huggingface.co";

/** What `hub_repo_search` throws. Source: version 0.4.23 run against a Hub that fails so. */
export function searchFailure(failure: HubFailure): Error {
  const reason = failure === "offline" ? NO_ADDRESS : STATUS[failure].join(" ");
  return new Error(`Failed to search repositories: API request failed: ${reason}`);
}

/**
 * What `hub_repo_details` writes after `- Error: `. Without a type it tries three lookups,
 * swallows their errors and claims that the repository does not exist.
 *
 * @param type - the repository type that was asked for, if one was
 */
export function detailsFailure(failure: HubFailure, id: string, type: string | undefined): string {
  if (type === undefined) return notFoundAnywhere(id);
  if (failure === "unauthorized" && type !== "space") {
    return `Authentication required or insufficient permissions to access ${type} '${id}'.`;
  }
  const reason = libraryReason(failure, `${type}s/${id}`);
  return type === "space" ? reason : `Failed to get ${type} details: ${reason}`;
}

/** What `hub_repo_details` writes for a repository that it did not find, or could not ask for. */
export function notFoundAnywhere(id: string): string {
  return `Could not find repo '${id}' as model, dataset, or space.`;
}

/**
 * What one `hf_fs` operation throws. Only a 401 is classified; every other failure is a plain
 * error, with which the real server discards the whole batch.
 */
export function fsFailure(failure: HubFailure, wanted: FsArguments): Error {
  const reason = fsReason(failure, wanted);
  return failure === "unauthorized"
    ? new FsError("HF_FS_ACCESS_DENIED", reason)
    : new Error(reason);
}

function fsReason(failure: HubFailure, { cmd, uri }: FsArguments): string {
  if (failure === "offline" || !uri.startsWith("hf://papers")) {
    return libraryReason(failure, uri.slice("hf://".length));
  }
  if (failure === "unauthorized") return "EACCES: permission denied";
  const [status, phrase] = STATUS[failure];
  const request = cmd === "search" ? "paper search" : "paper metadata";
  return `Hub ${request} failed with status ${status}: ${JSON.stringify({ error: phrase })}`;
}

function libraryReason(failure: HubFailure, path: string): string {
  if (failure === "offline") return "fetch failed";
  return `${STATUS[failure][1]}. URL: https://huggingface.co/api/${path}. Request ID: Root=1-rehearsal`;
}
