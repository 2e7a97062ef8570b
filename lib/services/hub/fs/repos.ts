import { filesOf } from "../repo-files.ts";
import { childEntries, fileEntry, repoEntry, trendingEntry } from "./repo-entries.ts";
import type { Repo, RepoType } from "../entities.ts";
import { findRepo, findRepos, type RepoSort } from "../world.ts";
import type { FsCommand } from "./command.ts";
import { FsError } from "./fs-error.ts";
import { listing } from "./listing.ts";
import type { FsResult } from "./schema.ts";
import { notAttachable, readText } from "./text-file.ts";

const KINDS: Readonly<Record<string, RepoType>> = {
  models: "model",
  datasets: "dataset",
  spaces: "space",
};
const SORTS: ReadonlySet<string> = new Set([
  "trendingScore",
  "downloads",
  "likes",
  "createdAt",
  "lastModified",
]);
const TRENDING = 20;

/** Where in `hf://models`, `hf://datasets` or `hf://spaces` a URI points. */
type Place =
  | { at: "root"; type: RepoType }
  | { at: "trending"; type: RepoType }
  | { at: "owner"; type: RepoType; owner: string }
  | { at: "repo"; type: RepoType; id: string; path: string };

/** Whether a URI belongs to models, datasets or spaces. */
export function isRepoUri(uri: string): boolean {
  return /^hf:\/\/(?:models|datasets|spaces)(?:\/|$)/.test(uri);
}

/**
 * Runs an `hf_fs` operation on models, datasets or spaces.
 *
 * @throws FsError where the real server refuses the operation
 */
export function runOnRepos(command: FsCommand): FsResult {
  const place = locate(command.uri);
  switch (command.op) {
    case "ls":
      return list(command, place);
    case "find":
      return find(command, place);
    case "search":
      return search(command, place);
    case "stat":
      return stat(command, place);
    case "cat":
      return cat(command, place);
    case "attach":
      throw attachFailure(place);
  }
}

function locate(uri: string): Place {
  const [kind = "", owner, name, ...path] = uri
    .slice("hf://".length)
    .replace(/\/+$/, "")
    .split("/");
  const type = KINDS[kind] ?? "model";
  if (owner === undefined) return { at: "root", type };
  if (name === undefined) {
    return owner === "trending" ? { at: "trending", type } : { at: "owner", type, owner };
  }
  return { at: "repo", type, id: `${owner}/${name.replace(/@.*$/, "")}`, path: path.join("/") };
}

function list(command: FsCommand, place: Place): FsResult {
  if (place.at === "root") {
    if (command.sort !== undefined) {
      throw invalid(
        `sort is not supported on ${command.uri}; list ${command.uri}/trending instead`,
      );
    }
    const uri = `${command.uri}/trending`;
    const description = `The ${TRENDING} that trend now.`;
    return listing(command, [
      { type: "dir", path: "trending", name: "trending", uri, description },
    ]);
  }
  if (place.at === "trending") {
    return listing(command, findRepos({ type: place.type }).slice(0, TRENDING).map(trendingEntry));
  }
  if (place.at === "owner") return listOwner(command, place);
  if (command.sort !== undefined) {
    throw invalid(`sort is not supported for repository file listings: ${command.uri}`);
  }
  const inside = place.path === "" ? "" : `${place.path}/`;
  const files = filesOf(existing(place)).filter(({ path }) => path.startsWith(inside));
  const entries = command.recursive === true ? files.map(fileEntry) : childEntries(files, inside);
  return listing(command, entries, (entry) => entry.path.slice(inside.length));
}

function listOwner(command: FsCommand, place: { type: RepoType; owner: string }): FsResult {
  const repos = findRepos({
    type: place.type,
    author: place.owner,
    sort: sortOf(command.sort, "lastModified"),
  });
  return listing(command, repos.map(repoEntry), (entry) =>
    entry.path.slice(place.owner.length + 1),
  );
}

function find(command: FsCommand, place: Place): FsResult {
  if (place.at === "owner") return listOwner(command, place);
  if (place.at === "repo") {
    const inside = place.path === "" ? "" : `${place.path}/`;
    const files = filesOf(existing(place)).filter(({ path }) => path.startsWith(inside));
    return listing(command, files.map(fileEntry), (entry) => entry.path.slice(inside.length));
  }
  if (place.at === "trending") {
    throw new FsError(
      "HF_FS_UNSUPPORTED_OPERATION",
      `ENOTSUP: find is not supported on ${command.uri}; use ls`,
    );
  }
  // Not classified by the real server either: it discards the whole batch.
  const kind = `${place.type}s`;
  throw new Error(`Listing ${kind} requires an explicit owner. Use hf://${kind}/<owner>.`);
}

function search(command: FsCommand, place: Place): FsResult {
  const repos = findRepos({
    type: place.type,
    query: command.query,
    author: place.at === "owner" ? place.owner : undefined,
    filters: [...(command.tags ?? []), ...(command.kind === undefined ? [] : ["mcp-server"])],
    sort: sortOf(command.sort, "trendingScore"),
  });
  return listing(command, repos.map(repoEntry));
}

function stat(command: FsCommand, place: Place): FsResult {
  const answer = { uri: command.uri, op: "stat" as const };
  if (place.at === "root") return { ...answer, exists: true, type: "dir", path: "" };
  if (place.at === "trending") return { ...answer, exists: true, type: "dir", path: "trending" };
  // The real server answers yes for any owner, without asking the Hub.
  if (place.at === "owner") {
    return { ...answer, exists: true, type: "namespace", path: "", namespace: place.owner };
  }
  const repo = findRepo(place.type, place.id);
  const missing = { ...answer, exists: false, type: "missing" as const, path: place.path };
  if (repo === undefined) return missing;
  if (place.path === "") return { ...answer, exists: true, type: "repo", path: "" };
  const files = filesOf(repo);
  const file = files.find(({ path }) => path === place.path);
  if (file !== undefined) {
    return { ...answer, exists: true, type: "file", path: file.path, size: file.size };
  }
  const isFolder = files.some(({ path }) => path.startsWith(`${place.path}/`));
  return isFolder ? { ...answer, exists: true, type: "dir", path: place.path } : missing;
}

function cat(command: FsCommand, place: Place): FsResult {
  if (place.at !== "repo" || place.path === "") {
    throw new FsError("HF_FS_NOT_A_FILE", "cat requires a URI that points to a file path.");
  }
  const file = filesOf(existing(place)).find(({ path }) => path === place.path);
  if (file === undefined) {
    throw new FsError("HF_FS_NOT_FOUND", `File does not exist: ${place.path}`);
  }
  if (file.text === undefined) {
    throw new FsError("HF_FS_TEXT_ONLY", `cat reads text files only: ${place.path}`);
  }
  return readText(command, file.path, file.text);
}

function existing(place: { type: RepoType; id: string }): Repo {
  const repo = findRepo(place.type, place.id);
  if (repo === undefined) throw new FsError("HF_FS_NOT_FOUND", "Repository not found");
  return repo;
}

function sortOf(sort: string | undefined, otherwise: RepoSort): RepoSort {
  if (sort === "trending" || sort === "upvotes") return "trendingScore";
  return isRepoSort(sort) ? sort : otherwise;
}

function isRepoSort(sort: string | undefined): sort is RepoSort {
  return sort !== undefined && SORTS.has(sort);
}

/** No repository here holds an image, so nothing can be attached. */
function attachFailure(place: Place): FsError {
  if (place.at !== "repo" || place.path === "") return notAttachable();
  if (/\.(?:jpe?g|png|webp)$/i.test(place.path)) {
    return new FsError("HF_FS_NOT_FOUND", `File does not exist: ${place.path}`);
  }
  if (/\.(?:md|json|txt|py)$/i.test(place.path)) {
    return new FsError("HF_FS_IMAGE_ONLY", `Refusing to attach known text file: ${place.path}.`);
  }
  return new FsError("HF_FS_UNSUPPORTED_MEDIA", `Unsupported attachment media: ${place.path}.`);
}

function invalid(what: string): FsError {
  return new FsError("HF_FS_INVALID_ARGUMENT", `EINVAL: ${what}`);
}
