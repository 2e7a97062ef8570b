import { MATURE_REPOS } from "./data/mature-repos.ts";
import { ORGANISATIONS } from "./data/organisations.ts";
import { PAPERS } from "./data/papers.ts";
import { QUIET_REPOS } from "./data/quiet-repos.ts";
import type { Paper, Repo, RepoType } from "./entities.ts";

/** What repositories can be sorted by, highest or latest first. */
export const REPO_SORTS = [
  "trendingScore",
  "downloads",
  "likes",
  "createdAt",
  "lastModified",
] as const;
export type RepoSort = (typeof REPO_SORTS)[number];

interface RepoQuery {
  type: RepoType;
  query?: string | undefined;
  author?: string | undefined;
  /** Tags that a repository must all carry. */
  filters?: readonly string[] | undefined;
  sort?: RepoSort | undefined;
}

/** Every repository of the fictional Hub. */
export const REPOS: readonly Repo[] = [...MATURE_REPOS, ...QUIET_REPOS];

/** The owner part of a repository's id. */
export function ownerOf(id: string): string {
  return id.slice(0, id.indexOf("/"));
}

/**
 * The repositories that match, best first. Each word of the query must be in the id or in the
 * owner's name; without a sort the order is the trending score's.
 */
export function findRepos(wanted: RepoQuery): Repo[] {
  const words = (wanted.query ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  const author = wanted.author?.toLowerCase();
  const sort = wanted.sort ?? "trendingScore";
  return REPOS.filter(
    (repo) =>
      repo.type === wanted.type &&
      (author === undefined || ownerOf(repo.id) === author) &&
      (wanted.filters ?? []).every((filter) => carries(repo, filter)) &&
      words.every((word) => searchable(repo).includes(word)),
  ).toSorted((left, right) => compare(right[sort], left[sort]) || compare(left.id, right.id));
}

/** The repository of that type and id (in any case), or undefined. */
export function findRepo(type: RepoType, id: string): Repo | undefined {
  const wanted = id.toLowerCase();
  return REPOS.find((repo) => repo.type === type && repo.id === wanted);
}

/** The papers whose title or summary holds every word of the query as a word, most liked first. */
export function findPapers(query: string): Paper[] {
  const words = wordsOf(query);
  return PAPERS.filter((paper) => {
    const held = new Set(wordsOf(`${paper.title} ${paper.summary}`));
    return words.length > 0 && words.every((word) => held.has(word));
  }).toSorted((left, right) => right.upvotes - left.upvotes);
}

/** The paper of that id, or undefined. */
export function findPaper(id: string): Paper | undefined {
  return PAPERS.find((paper) => paper.id === id);
}

function carries(repo: Repo, filter: string): boolean {
  return [...repo.tags, repo.task, repo.library, repo.sdk, `license:${repo.license}`].includes(
    filter,
  );
}

function searchable(repo: Repo): string {
  const owner = ORGANISATIONS.find(({ namespace }) => namespace === ownerOf(repo.id));
  return `${repo.id} ${owner?.name ?? ""}`.toLowerCase();
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

function compare(left: string | number, right: string | number): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
