import { z } from "zod";
import { describePreview, describeStructure } from "./dataset-viewer.ts";
import { detailsFailure, type HubFailure, notFoundAnywhere } from "./failure.ts";
import { formatDate, formatNumber } from "./format.ts";
import { FICTIONAL, NOTHING_FOUND, withNotice } from "./notice.ts";
import { linkTo } from "./repo-search.ts";
import type { Repo, RepoType } from "./entities.ts";
import { findRepo, ownerOf } from "./world.ts";

/** The arguments of `hub_repo_details`: the real server's schema, with our own descriptions. */
export const detailsInput = z.object({
  repo_ids: z.array(z.string().min(1)).min(1).max(10).describe("Ids, mostly owner/name."),
  repo_type: z
    .enum(["model", "dataset", "space"])
    .optional()
    .describe("Kind of repository; all three are tried unless told."),
  operations: z
    .array(z.enum(["overview", "dataset_structure", "dataset_preview"]))
    .optional()
    .describe("What to tell; the overview unless told."),
  config: z.string().optional().describe("Configuration of a dataset, for its preview."),
  split: z.string().optional().describe("Split of a dataset, for its preview."),
  offset: z.number().int().nonnegative().optional().describe("First row of the preview."),
  limit: z.number().int().optional().describe("Rows of the preview, 5 unless told."),
});

type DetailsArguments = z.output<typeof detailsInput>;

/**
 * Answers `hub_repo_details`. As in the real server, nothing in it is an error result: a
 * repository that does not exist and one that could not be asked for read the same.
 */
export function describeRepos(wanted: DetailsArguments, failure?: HubFailure): string {
  let missing = 0;
  const parts = wanted.repo_ids.map((id) => {
    const found = failure === undefined ? describeOne(id, wanted) : undefined;
    if (found !== undefined) return found;
    missing += 1;
    return `# ${id}\n\n- Error: ${problem(id, wanted, failure)}`;
  });
  return withNotice(parts.join("\n\n---\n\n"), missing > 0 ? NOTHING_FOUND : FICTIONAL);
}

function problem(id: string, wanted: DetailsArguments, failure: HubFailure | undefined): string {
  const type = typeAskedFor(wanted);
  if (failure !== undefined) return detailsFailure(failure, id, type);
  if (type === "model") return `Model '${id}' not found. Please check the model ID.`;
  if (type === "dataset") return `Dataset '${id}' not found. Please check the dataset ID.`;
  return type === "space" ? "Repository not found" : notFoundAnywhere(id);
}

function typeAskedFor(wanted: DetailsArguments): RepoType | undefined {
  const asksDataset = wanted.operations?.some((operation) => operation !== "overview") === true;
  return wanted.repo_type ?? (asksDataset ? "dataset" : undefined);
}

function describeOne(id: string, wanted: DetailsArguments): string | undefined {
  const type = typeAskedFor(wanted);
  if (type !== undefined) {
    const repo = findRepo(type, id);
    return repo && describe(repo, wanted);
  }
  const matches = (["model", "dataset", "space"] as const).flatMap((kind) => {
    const repo = findRepo(kind, id);
    return repo ? [`**Type: ${kind[0]?.toUpperCase()}${kind.slice(1)}**\n\n${overview(repo)}`] : [];
  });
  return matches.length === 0 ? undefined : matches.join("\n\n---\n\n");
}

function describe(repo: Repo, wanted: DetailsArguments): string {
  const operations = new Set(wanted.operations?.length ? wanted.operations : ["overview"]);
  const datasetOnly = [...operations].filter((operation) => operation !== "overview");
  if (repo.type !== "dataset" && datasetOnly.length > 0) {
    return `# ${repo.id}\n\nRequested dataset operation(s) \`${datasetOnly.join(", ")}\`, but this repo was requested as a ${repo.type}. Dataset Viewer operations only apply to dataset repos.`;
  }
  return [
    ...(operations.has("overview") ? [overview(repo)] : []),
    ...(operations.has("dataset_structure") ? [describeStructure(repo)] : []),
    ...(operations.has("dataset_preview") ? [describePreview(repo, wanted)] : []),
  ].join("\n\n");
}

function overview(repo: Repo): string {
  const link = linkTo(repo);
  return [
    `# ${repo.id}`,
    "",
    ...(repo.type === "dataset" ? ["## Description", repo.about, ""] : []),
    "## Overview",
    `- **Author:** ${ownerOf(repo.id)}`,
    ...(repo.task ? [`- **Task:** ${repo.task}`] : []),
    ...(repo.library ? [`- **Library:** ${repo.library}`] : []),
    ...(repo.sdk ? [`- **SDK:** ${repo.sdk}`] : []),
    repo.type === "space"
      ? `- **Likes:** ${repo.likes}`
      : `- **Downloads:** ${formatNumber(repo.downloads)} | **Likes:** ${repo.likes}`,
    `- **Updated:** ${formatDate(repo.lastModified)}`,
    "",
    ...(repo.parameters
      ? ["## Technical Details", `- **Parameters:** ${formatNumber(repo.parameters)}`, ""]
      : []),
    "## Tags",
    repo.tags.map((tag) => `\`${tag}\``).join(" "),
    "",
    "## Metadata",
    `- **License:** ${repo.license}`,
    "",
    `**Link:** [${link}](${link})`,
  ].join("\n");
}
