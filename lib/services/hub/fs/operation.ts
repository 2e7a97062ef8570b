import type { Repo, RepoType } from "../entities.ts";
import { NOTHING_FOUND } from "../notice.ts";
import { filesOf, type RepoFile } from "../repo-files.ts";
import { findPaper, findPapers, findRepo, findRepos } from "../world.ts";
import type { FsArguments } from "./arguments.ts";
import { FsError, invalid, notRehearsed, REHEARSED } from "./fs-error.ts";
import { metadata, paperEntry, paperText } from "./papers.ts";
import type { FsEntry, FsResult } from "./schema.ts";

/** The one file that the MCP server answers by itself, also while the Hub is away. */
export const GUIDE_URI = "hf://README.md";

const GUIDE = `# The rehearsal Hub's file system

Everything here is fictional. One call takes up to 30 operations. These are rehearsed, and for
datasets and spaces as for models:

${REHEARSED.map((line) => `- \`${line}\``).join("\n")}
`;

const TYPES: Readonly<Record<string, RepoType>> = {
  models: "model",
  datasets: "dataset",
  spaces: "space",
};

/**
 * Checks what the real server checks before it asks the Hub.
 *
 * @returns asks the Hub; throws FsError HF_FS_NOT_FOUND or HF_FS_TEXT_ONLY
 * @throws FsError for what is not rehearsed, or makes no sense at that URI
 */
export function prepare(wanted: FsArguments): () => FsResult {
  const { cmd, uri } = wanted;
  const steps = uri.slice("hf://".length).replace(/\/+$/, "").split("/");
  const [kind = "", first, second, ...path] = steps;
  const type = TYPES[kind];
  if (cmd === "cat" && uri === GUIDE_URI)
    return () => text(uri, "README.md", GUIDE, "text/markdown");
  if (kind === "papers" && cmd === "search" && first === undefined) return papersFor(wanted);
  if (kind === "papers" && cmd === "cat" && first !== undefined) {
    return paperFile(uri, first, steps.slice(2).join("/"));
  }
  if (type === undefined || first === undefined) throw notRehearsed(`${cmd} ${uri}`);
  const id = `${first}/${(second ?? "").replace(/@.*$/, "")}`;
  if (cmd === "cat") return repoFile(uri, type, id, path.join("/"));
  if (cmd !== "ls" || (second === undefined && first === "trending")) {
    throw notRehearsed(`${cmd} ${uri}`);
  }
  if (second === undefined) return () => ownersRepos(wanted, type, first);
  if (wanted.sort !== undefined) {
    throw invalid(`sort is not supported for repository file listings: ${uri}`);
  }
  return () => listing(wanted, childEntries(filesOf(existing(type, id)), path));
}

function papersFor(wanted: FsArguments): () => FsResult {
  if (wanted.query === "") throw invalid("search requires a positional query");
  return () => listing(wanted, findPapers(wanted.query).map(paperEntry));
}

function paperFile(uri: string, id: string, file: string): () => FsResult {
  if (!/^\d{4}\.\d{3,5}$/.test(id)) {
    throw invalid(`invalid arXiv paper id: ${id}; expected an id such as 2613.00117`);
  }
  if (file === "") {
    throw new FsError(
      "HF_FS_NOT_A_FILE",
      `EISDIR: ${uri} is a paper directory; read paper.md in it`,
    );
  }
  if (file !== "metadata.json" && file !== "paper.md") throw notRehearsed(`cat ${uri}`);
  return () => {
    const paper = findPaper(id);
    if (paper === undefined)
      throw new FsError("HF_FS_NOT_FOUND", `ENOENT: no such paper at ${uri}`);
    return file === "paper.md"
      ? text(uri, file, paperText(paper), "text/markdown")
      : text(uri, file, `${JSON.stringify(metadata(paper), null, 2)}\n`, "application/json");
  };
}

function repoFile(uri: string, type: RepoType, id: string, path: string): () => FsResult {
  if (path === "") {
    throw new FsError("HF_FS_NOT_A_FILE", "cat requires a URI that points to a file path.");
  }
  return () => {
    const file = filesOf(existing(type, id)).find((one) => one.path === path);
    if (file === undefined) throw new FsError("HF_FS_NOT_FOUND", `File does not exist: ${path}`);
    if (file.text !== undefined) return text(uri, path, file.text);
    throw new FsError("HF_FS_TEXT_ONLY", `cat reads text files only: ${path}`);
  };
}

function existing(type: RepoType, id: string): Repo {
  const repo = findRepo(type, id);
  if (repo === undefined) throw new FsError("HF_FS_NOT_FOUND", "Repository not found");
  return repo;
}

/** The answer of cat. Every text here is shorter than the 20,000 bytes that the real server gives. */
function text(
  uri: string,
  path: string,
  content: string,
  contentType?: "text/markdown" | "application/json",
): FsResult {
  const bytes = new TextEncoder().encode(content).length;
  const typed = contentType === undefined ? {} : { content_type: contentType };
  return { uri, op: "cat", path, content, ...typed, bytes, truncated: false };
}

/** The answer of ls and search. Where nothing is found, a warning says that this Hub is fictional. */
function listing({ cmd, uri, limit }: FsArguments, entries: readonly FsEntry[]): FsResult {
  const isSearch = cmd === "search";
  const most = limit ?? (isSearch ? 100 : 1_000);
  const reason = isSearch ? "limit" : "entry_limit";
  return {
    uri,
    op: cmd,
    entries: entries.slice(0, most),
    ...(entries.length > most ? { truncated: true, truncation_reason: reason } : {}),
    ...(entries.length === 0 ? { warnings: [NOTHING_FOUND.replaceAll("_", "")] } : {}),
  };
}

function ownersRepos(wanted: FsArguments, type: RepoType, author: string): FsResult {
  const repos = findRepos({ type, author, sort: wanted.sort ?? "lastModified" });
  return listing(wanted, repos.map(repoEntry));
}

/** A repository with its figures, as a listing shows it. */
function repoEntry(repo: Repo): FsEntry {
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

/** The folders and files directly inside of a folder. */
function childEntries(files: readonly RepoFile[], folder: readonly string[]): FsEntry[] {
  const inside = folder.map((step) => `${step}/`).join("");
  const below = files.filter(({ path }) => path.startsWith(inside));
  const direct = below.filter(({ path }) => !path.slice(inside.length).includes("/"));
  const folders = below
    .filter((file) => !direct.includes(file))
    .map(({ path }) => path.slice(0, path.indexOf("/", inside.length)));
  return [
    ...[...new Set(folders)].map((path): FsEntry => ({ type: "dir", path })),
    ...direct.map(({ path, size }): FsEntry => ({ type: "file", path, size })),
  ];
}
