import type { FsCommand } from "./command.ts";
import { FsError } from "./fs-error.ts";
import { listing } from "./listing.ts";
import type { FsEntry, FsResult } from "./schema.ts";
import { runOnText } from "./text-file.ts";

const ROOT_GUIDE = `# The rehearsal Hub's file system

Everything here is fictional. Places:

- \`hf://models/ORG\`, \`hf://datasets/ORG\`, \`hf://spaces/ORG\`: what an organisation publishes
- \`hf://models/ORG/NAME/README.md\`: a file of a repository
- \`hf://papers\`: papers, searched by topic
- \`hf://docs\`: a few pages of documentation

Operations: \`ls\`, \`cat\`, \`stat\`, \`find\`, \`search\`, \`attach\`. One call takes up to 30 of them:

\`\`\`json
{"operations":[{"cmd":"ls","args":["hf://models/ORG","--sort","downloads","--limit","5"]}]}
\`\`\`

\`ls\` and \`find\` answer up to 1,000 entries unless told, \`search\` up to 100, \`cat\` 20,000 bytes.
`;

const DOCS: Readonly<Record<string, string>> = {
  "hub/index.md": `# Hub documentation

Organisations publish models, datasets and Spaces in repositories. Fictional, shortened page.
`,
  "hub/model-cards.md": `# Model cards

A model card is the README.md of a model: what it does, what it was trained on, its licence.
Fictional, shortened page.
`,
  "mcp/index.md": `# The MCP server

The server offers its tools to any MCP client; a token adds tools that write.
Fictional, shortened page.
`,
};

/** Whether a URI is the root or its guide. */
export function isRootUri(uri: string): boolean {
  return uri === "hf://" || uri === "hf://README.md";
}

/** Whether a URI belongs to the documentation. */
export function isDocsUri(uri: string): boolean {
  return /^hf:\/\/docs(?:\/|$)/.test(uri);
}

/**
 * Runs an `hf_fs` operation on the root or on its guide.
 *
 * @throws FsError where the real server refuses the operation
 */
export function runOnRoot(command: FsCommand): FsResult {
  if (command.uri === "hf://README.md") {
    return runOnText(command, "README.md", ROOT_GUIDE);
  }
  if (command.op === "ls") {
    const guide: FsEntry = {
      type: "file",
      path: "README.md",
      name: "README.md",
      uri: "hf://README.md",
      content_type: "text/markdown",
    };
    return listing(command, [
      guide,
      ...["models", "datasets", "spaces", "buckets", "collections", "papers", "docs"].map(folder),
    ]);
  }
  if (command.op === "stat") {
    return { uri: command.uri, op: "stat", exists: true, type: "dir", path: "" };
  }
  throw new FsError(
    "HF_FS_UNSUPPORTED_OPERATION",
    `ENOTSUP: ${command.op} is not supported for the global hf:// root.`,
    "search",
  );
}

/** Whether a URI belongs to the buckets or the collections, of which there are none. */
export function isEmptyUri(uri: string): boolean {
  return /^hf:\/\/(?:buckets|collections)(?:\/|$)/.test(uri);
}

/** Runs an `hf_fs` operation where the fictional Hub holds nothing. */
export function runOnNothing(command: FsCommand): FsResult {
  if (command.op === "stat") {
    return { uri: command.uri, op: "stat", exists: false, type: "missing", path: "" };
  }
  if (command.op === "attach" || command.op === "cat") {
    throw new FsError("HF_FS_NOT_FOUND", `File does not exist: ${command.uri}`);
  }
  return listing(command, []);
}

/**
 * Runs an `hf_fs` operation on the documentation.
 *
 * @throws FsError where the real server refuses the operation, or for a page that does not exist
 */
export function runOnDocs(command: FsCommand): FsResult {
  const path = command.uri.slice("hf://docs".length).replace(/^\/|\/$/g, "");
  const page = DOCS[path];
  if (page !== undefined) return runOnText(command, path, page);
  const pages = Object.keys(DOCS).filter((name) => path === "" || name.startsWith(`${path}/`));
  if (pages.length === 0) {
    throw new FsError(
      "HF_FS_NOT_FOUND",
      "ENOENT: document is not present in the current llms.txt manifest",
    );
  }
  if (command.op === "stat") {
    return { uri: command.uri, op: "stat", exists: true, type: "dir", path };
  }
  if (command.op === "ls" && path === "") return listing(command, [doc("hub"), doc("mcp")]);
  if (command.op === "ls" || command.op === "find") return listing(command, pages.map(doc));
  if (command.op === "search") return listing(command, pages.filter(holds(command.query)).map(doc));
  throw new FsError("HF_FS_NOT_A_FILE", `EISDIR: ${command.uri} is a directory`);
}

function folder(name: string): FsEntry {
  return { type: "dir", path: name, name, uri: `hf://${name}` };
}

function doc(path: string): FsEntry {
  const type = path.endsWith(".md") ? "file" : "dir";
  const contentType = type === "file" ? { content_type: "text/markdown" as const } : {};
  return { type, path, uri: `hf://docs/${path}`, ...contentType };
}

function holds(query = ""): (path: string) => boolean {
  const words = query.toLowerCase().split(/\s+/);
  return (path) => words.every((word) => (DOCS[path] ?? "").toLowerCase().includes(word));
}
