import type { Repo } from "../entities.ts";

/** A repository's facts as the data files write them: days instead of times, optional score. */
type RepoFacts = Omit<Repo, "type" | "id" | "createdAt" | "lastModified" | "trendingScore"> & {
  /** YYYY-MM-DD */
  created: string;
  /** YYYY-MM-DD */
  updated: string;
  trendingScore?: number;
};

/** Completes one repository of the data files. */
export function repo(type: Repo["type"], id: string, facts: RepoFacts): Repo {
  const { created, updated, trendingScore = 0, ...rest } = facts;
  return {
    ...rest,
    type,
    id,
    trendingScore,
    createdAt: `${created}T08:00:00.000Z`,
    lastModified: `${updated}T14:30:00.000Z`,
  };
}
