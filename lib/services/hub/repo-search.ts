import { z } from "zod";
import { formatDate, formatNumber } from "./format.ts";
import { NOTHING_FOUND, withNotice } from "./notice.ts";
import type { Repo, RepoType } from "./entities.ts";
import { findRepos, ownerOf, REPO_SORTS } from "./world.ts";

const LABELS: Record<RepoType, string> = { model: "Models", dataset: "Datasets", space: "Spaces" };

/** The arguments of `hub_repo_search`: the real server's schema, with our own descriptions. */
export const searchInput = z.object({
  query: z.string().optional().describe("Words to look for; leave out to browse by sort alone."),
  repo_types: z
    .array(z.enum(["model", "dataset", "space"]))
    .min(1)
    .max(3)
    .optional()
    .default(["model", "dataset"])
    .describe("Kinds of repository to look at; models and datasets unless told."),
  author: z.string().optional().describe("Only repositories of this organisation or user."),
  filters: z.array(z.string()).optional().describe("Tags that a repository must all carry."),
  sort: z.enum(REPO_SORTS).optional().describe("Order, highest or latest first."),
  limit: z
    .number()
    .min(1)
    .max(100)
    .optional()
    .default(20)
    .describe("How many repositories of each kind at most."),
});

export type SearchArguments = z.output<typeof searchInput>;

/**
 * Answers `hub_repo_search` with Markdown in the real server's layout. Nothing found is no error
 * there, and none here. The real server cuts at about 37,500 characters, which this world is too
 * small for.
 */
export function searchRepos(wanted: SearchArguments): string {
  const batches = [...new Set(wanted.repo_types)].map((type) => ({
    type,
    repos: findRepos({ ...wanted, type }).slice(0, wanted.limit),
  }));
  const total = batches.reduce((sum, { repos }) => sum + repos.length, 0);
  if (total === 0) {
    return withNotice("No repositories found for the given criteria.", NOTHING_FOUND);
  }
  const sections = batches.flatMap(({ type, repos }) => [
    `## ${LABELS[type]} (${repos.length})\n`,
    ...(repos.length === 0 ? [`No ${LABELS[type].toLowerCase()} matched this query.\n`] : []),
    ...repos.map(describe),
  ]);
  return withNotice([headline(wanted, total), ...sections].join("\n"));
}

function headline(wanted: SearchArguments, total: number): string {
  const kinds = [...new Set(wanted.repo_types)].map((type) => LABELS[type].toLowerCase());
  const terms = [
    wanted.query && `query "${wanted.query}"`,
    wanted.author && `author "${wanted.author}"`,
    wanted.filters?.length && `filters [${wanted.filters.join(", ")}]`,
    wanted.sort && `sorted by ${wanted.sort} (descending)`,
  ].filter(Boolean);
  const matching = terms.length > 0 ? ` matching ${terms.join(", ")}` : "";
  return `Found ${total} repositories across ${kinds.join(", ")}${matching}.\n`;
}

function describe(repo: Repo): string {
  const info = [
    `**Author:** ${ownerOf(repo.id)}`,
    repo.task && `**Task:** ${repo.task}`,
    repo.library && `**Library:** ${repo.library}`,
    repo.sdk && `**SDK:** ${repo.sdk}`,
    repo.type !== "space" && `**Downloads:** ${formatNumber(repo.downloads)}`,
    `**Likes:** ${repo.likes}`,
    `**Trending Score:** ${repo.trendingScore}`,
  ].filter(Boolean);
  const link = linkTo(repo);
  return [
    `### ${repo.title === undefined ? repo.id : `${repo.title} (\`${repo.id}\`)`}`,
    "",
    ...(repo.type === "model" ? [] : [repo.about, ""]),
    info.join(" | "),
    "",
    `**Tags:** ${repo.tags.join(", ")}`,
    "",
    `**Created:** ${formatDate(repo.createdAt)}`,
    `**Last Modified:** ${formatDate(repo.lastModified)}`,
    `**Link:** [${link}](${link})`,
    "",
    "---",
    "",
  ].join("\n");
}

/** The page of a repository, as the real server links to it. */
export function linkTo(repo: Repo): string {
  const folder = { model: "", dataset: "datasets/", space: "spaces/" }[repo.type];
  return `https://hf.co/${folder}${repo.id}`;
}
