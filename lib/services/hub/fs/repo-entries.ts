import type { RepoFile } from "../repo-files.ts";
import type { Repo } from "../entities.ts";
import type { FsEntry } from "./schema.ts";

/** A repository with its figures, as a listing shows it. */
export function repoEntry(repo: Repo): FsEntry {
  return {
    type: "repo",
    path: repo.id,
    uri: `hf://${repo.type}s/${repo.id}`,
    repo_type: repo.type,
    private: false,
    ...(repo.type === "space" ? {} : { gated: false as const }),
    likes: repo.likes,
    ...(repo.type === "space" ? {} : { downloads: repo.downloads }),
    ...(repo.type === "model" && repo.task !== undefined ? { task: repo.task } : {}),
    ...(repo.sdk === undefined ? {} : { sdk: repo.sdk }),
    updated_at: repo.lastModified,
  };
}

/** The same with its trending score. */
export function trendingEntry(repo: Repo): FsEntry {
  return { ...repoEntry(repo), trending_score: repo.trendingScore };
}

/** A file of a repository. */
export function fileEntry(file: RepoFile): FsEntry {
  return { type: "file", path: file.path, size: file.size };
}

/**
 * The folders and files directly inside of a folder.
 *
 * @param inside - the folder with a slash at its end, or nothing for the root
 */
export function childEntries(files: readonly RepoFile[], inside: string): FsEntry[] {
  const folders = new Set<string>();
  const direct: FsEntry[] = [];
  for (const file of files) {
    const [first = "", ...rest] = file.path.slice(inside.length).split("/");
    if (rest.length === 0) direct.push(fileEntry(file));
    else folders.add(`${inside}${first}`);
  }
  return [...[...folders].map((path): FsEntry => ({ type: "dir", path })), ...direct];
}
