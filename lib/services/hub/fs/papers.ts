import type { Paper } from "../entities.ts";
import type { FsEntry } from "./schema.ts";

/** Carries no authors, as on the real Hub: those are in metadata.json alone. */
export function paperEntry(paper: Paper): FsEntry {
  return {
    type: "paper",
    name: paper.id,
    path: paper.id,
    uri: `hf://papers/${paper.id}`,
    title: paper.title,
    description: paper.summary,
    upvotes: paper.upvotes,
    created_at: paper.publishedAt,
    published_at: paper.publishedAt,
    url: `https://huggingface.co/papers/${paper.id}`,
    arxiv_url: `https://arxiv.org/abs/${paper.id}`,
  };
}

/** What metadata.json says: who wrote it, and for whom. */
export function metadata(paper: Paper) {
  return {
    id: paper.id,
    title: paper.title,
    authors: paper.authors.map((name) => ({ name })),
    organization: { name: paper.organisation },
    summary: paper.summary,
    publishedAt: paper.publishedAt,
    upvotes: paper.upvotes,
    numTotalModels: paper.models.length,
    numTotalDatasets: paper.datasets.length,
    fictional: true,
  };
}

/** The paper itself. */
export function paperText(paper: Paper): string {
  return [
    `# ${paper.title}`,
    "",
    "> Fictional paper of the rehearsal Hub.",
    "",
    `**Authors:** ${paper.authors.join(", ")}`,
    `**Published:** ${paper.publishedAt}`,
    "",
    "## Abstract",
    "",
    paper.summary,
    "",
  ].join("\n");
}
