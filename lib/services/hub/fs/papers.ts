import type { Paper } from "../entities.ts";
import { findPaper, findPapers, WORLD } from "../world.ts";
import type { FsCommand } from "./command.ts";
import { FsError } from "./fs-error.ts";
import { listing } from "./listing.ts";
import type { FsEntry, FsResult } from "./schema.ts";
import { notAttachable, runOnText } from "./text-file.ts";

const GUIDE = `# Papers of the rehearsal Hub

- \`search hf://papers QUERY\` finds papers by topic, not by organisation.
- \`cat hf://papers/ID/metadata.json\` names the authors.
- \`cat hf://papers/ID/paper.md\` reads the paper.

Every paper here is fictional.
`;

/** Whether a URI belongs to the papers. */
export function isPaperUri(uri: string): boolean {
  return /^hf:\/\/papers(?:\/|$)/.test(uri);
}

/**
 * Runs an `hf_fs` operation on papers.
 *
 * @throws FsError where the real server refuses the operation, or for a paper that does not exist
 */
export function runOnPapers(command: FsCommand): FsResult {
  const [id, ...rest] = command.uri
    .slice("hf://papers".length)
    .replace(/^\/|\/$/g, "")
    .split("/");
  const path = rest.join("/");
  if (id === "" || id === undefined) return runOnRoot(command);
  if (id === "README.md") return runOnText(command, "README.md", GUIDE);
  if (id === "trending" || id === "daily") return runOnTrending(command, id);
  if (!/^\d{4}\.\d{3,5}$/.test(id)) {
    throw new FsError(
      "HF_FS_INVALID_ARGUMENT",
      "EINVAL: invalid arXiv paper id; expected an id such as 2613.00117 in hf://papers/2613.00117",
    );
  }
  return runOnPaper(command, id, path);
}

function runOnRoot(command: FsCommand): FsResult {
  if (command.op === "search") {
    return listing(command, findPapers(command.query ?? "").map(paperEntry));
  }
  if (command.op === "ls") return listing(command, [...INDEX, ...latest().map(paperEntry)]);
  if (command.op === "stat") {
    return { uri: command.uri, op: "stat", exists: true, type: "dir", path: "papers" };
  }
  if (command.op === "find") {
    throw new FsError(
      "HF_FS_UNSUPPORTED_OPERATION",
      "ENOTSUP: find is not supported on hf://papers; use search hf://papers with query",
      "search",
    );
  }
  if (command.op === "attach") throw notAttachable();
  throw new FsError("HF_FS_NOT_A_FILE", "EISDIR: cat requires a file-like URI");
}

function runOnTrending(command: FsCommand, name: string): FsResult {
  if (command.op === "ls" || command.op === "find") {
    return listing(command, WORLD.papers.toSorted((a, b) => b.upvotes - a.upvotes).map(paperEntry));
  }
  if (command.op === "stat") {
    return { uri: command.uri, op: "stat", exists: true, type: "dir", path: name };
  }
  if (command.op === "attach") throw notAttachable();
  throw new FsError("HF_FS_NOT_A_FILE", `EISDIR: ${command.uri} is a directory`);
}

function runOnPaper(command: FsCommand, id: string, path: string): FsResult {
  const paper = findPaper(id);
  if (paper === undefined) {
    if (command.op === "stat") {
      return { uri: command.uri, op: "stat", exists: false, type: "missing", path: path || id };
    }
    throw new FsError(
      "HF_FS_NOT_FOUND",
      `ENOENT: no such paper at hf://papers/${id}; verify the arXiv ID or use search hf://papers with query`,
    );
  }
  if (path === "metadata.json") {
    return runOnText(
      command,
      path,
      `${JSON.stringify(metadata(paper), null, 2)}\n`,
      "application/json",
    );
  }
  if (path === "paper.md") return runOnText(command, path, paperText(paper));
  return runOnFolder(command, paper, path);
}

function runOnFolder(command: FsCommand, paper: Paper, path: string): FsResult {
  const entries = path === "" ? FILES.map((file) => inside(paper, file)) : links(paper, path);
  if (entries === undefined) {
    throw new FsError("HF_FS_NOT_FOUND", `ENOENT: no such file or directory: ${path}`);
  }
  if (command.op === "ls" || command.op === "find") return listing(command, entries);
  if (command.op === "stat") {
    const type = path === "" ? "paper" : "dir";
    const web = path === "" ? webOf(paper) : {};
    return { uri: command.uri, op: "stat", exists: true, type, path: path || paper.id, ...web };
  }
  if (command.op === "attach") throw notAttachable();
  throw new FsError(
    "HF_FS_NOT_A_FILE",
    `EISDIR: ${command.uri} is a paper directory; read hf://papers/${paper.id}/paper.md or hf://papers/${paper.id}/metadata.json`,
  );
}

const INDEX: readonly FsEntry[] = [
  {
    type: "file",
    name: "README.md",
    path: "README.md",
    uri: "hf://papers/README.md",
    content_type: "text/markdown",
  },
  { type: "dir", name: "trending", path: "trending", uri: "hf://papers/trending" },
];

const FILES = ["metadata.json", "paper.md", "models", "datasets"] as const;

function latest(): Paper[] {
  return WORLD.papers.toSorted((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1)).slice(0, 10);
}

/** Carries no authors, as on the real Hub: those stand in metadata.json alone. */
function paperEntry(paper: Paper): FsEntry {
  return {
    type: "paper",
    name: paper.id,
    path: paper.id,
    uri: `hf://papers/${paper.id}`,
    title: paper.title,
    description: paper.summary,
    upvotes: paper.upvotes,
    created_at: paper.publishedAt,
    ...webOf(paper),
  };
}

function webOf(paper: Paper): Pick<FsEntry, "published_at" | "url" | "arxiv_url"> {
  return {
    published_at: paper.publishedAt,
    url: `https://huggingface.co/papers/${paper.id}`,
    arxiv_url: `https://arxiv.org/abs/${paper.id}`,
  };
}

function metadata(paper: Paper) {
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

function paperText(paper: Paper): string {
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

function inside(paper: Paper, name: (typeof FILES)[number]): FsEntry {
  const uri = `hf://papers/${paper.id}/${name}`;
  if (name === "metadata.json") {
    return { type: "file", name, path: name, uri, content_type: "application/json" };
  }
  if (name === "paper.md") {
    return { type: "file", name, path: name, uri, content_type: "text/markdown" };
  }
  return { type: "dir", name, path: name, uri };
}

function links(paper: Paper, path: string): FsEntry[] | undefined {
  if (path !== "models" && path !== "datasets") return undefined;
  return paper[path].map((id) => ({
    type: "link",
    name: id.slice(id.indexOf("/") + 1),
    path: `${path}/${id}`,
    uri: `hf://papers/${paper.id}/${path}/${id}`,
    target_uri: `hf://${path}/${id}`,
    title: id,
  }));
}
