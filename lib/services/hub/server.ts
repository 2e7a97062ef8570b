import { McpServer, type StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import { z } from "zod";
import { type HubFailure, searchFailure } from "./failure.ts";
import { renderBatch } from "./fs/render.ts";
import { fsInput, fsOutput } from "./fs/schema.ts";
import { runBatch } from "./fs/tool.ts";
import { describeRepos, detailsInput } from "./repo-details.ts";
import { searchInput, searchRepos } from "./repo-search.ts";
import { registerCreateRepo, registerJobsAndSpace } from "./token-tools.ts";
import { HUB_TOOLS } from "../../base/hub-names.ts";
import { type Identity, whoami, whoamiOutput } from "./whoami.ts";

const READS = { readOnlyHint: true, destructiveHint: false, idempotentHint: false } as const;
const FS_TITLE =
  "Hugging Face Hub: Find, use and view models, datasets, spaces, buckets, papers, documentation and collections. Get daily papers reports, and browse trending content. ";

const NO_ARGUMENTS = convertedOnce(z.object({}));
const SCHEMAS = {
  whoamiOutput: convertedOnce(whoamiOutput),
  searchInput: convertedOnce(searchInput),
  detailsInput: convertedOnce(detailsInput),
  fsInput: convertedOnce(fsInput),
  fsOutput: convertedOnce(fsOutput),
};

const INSTRUCTIONS = `The rehearsal of the Hugging Face Hub's MCP server. All its content is fictional.
Use ${HUB_TOOLS.search} for what an organisation publishes and ${HUB_TOOLS.fs} for files, papers and documentation.`;

/**
 * One MCP server for one request, offering what the caller may use.
 *
 * @param identity - who calls; anybody but anonymous is offered the tools of a token too
 * @param failure - how the Hub behind the server fails, if it does
 */
export function createHubServer(identity: Identity, failure?: HubFailure): McpServer {
  const server = new McpServer(
    {
      name: "huggingface.co/mcp",
      title: "Hugging Face (rehearsal)",
      version: "0.4.23",
      websiteUrl: "https://huggingface.co/mcp",
    },
    { instructions: INSTRUCTIONS, capabilities: { tools: { listChanged: false } } },
  );
  registerWhoami(server, identity);
  registerSearch(server, failure);
  if (identity !== "anonymous") registerCreateRepo(server);
  registerDetails(server, failure);
  registerFs(server, failure);
  if (identity !== "anonymous") registerJobsAndSpace(server);
  return server;
}

function registerWhoami(server: McpServer, identity: Identity): void {
  const title = "Hugging Face User Info";
  server.registerTool(
    HUB_TOOLS.whoami,
    {
      title,
      description: "Tells which account a request belongs to, without showing its token.",
      inputSchema: NO_ARGUMENTS,
      outputSchema: SCHEMAS.whoamiOutput,
      annotations: { ...READS, title, openWorldHint: false },
    },
    () => {
      const { text, structured } = whoami(identity);
      return { content: [{ type: "text", text }], structuredContent: structured };
    },
  );
}

function registerSearch(server: McpServer, failure: HubFailure | undefined): void {
  const title = "Repo Search";
  server.registerTool(
    HUB_TOOLS.search,
    {
      title,
      description:
        "Finds models, datasets and Spaces by words, owner or tags, and lists them with their figures.",
      inputSchema: SCHEMAS.searchInput,
      annotations: { ...READS, title, openWorldHint: true },
    },
    (wanted) => {
      if (failure !== undefined) throw searchFailure(failure);
      return { content: [{ type: "text", text: searchRepos(wanted) }] };
    },
  );
}

function registerDetails(server: McpServer, failure: HubFailure | undefined): void {
  const title = "Hub Repository Details";
  server.registerTool(
    HUB_TOOLS.details,
    {
      title,
      description:
        "Describes up to ten repositories by id. For datasets also their structure and some rows.",
      inputSchema: SCHEMAS.detailsInput,
      annotations: { ...READS, title, openWorldHint: true },
    },
    (wanted) => ({ content: [{ type: "text", text: describeRepos(wanted, failure) }] }),
  );
}

function registerFs(server: McpServer, failure: HubFailure | undefined): void {
  server.registerTool(
    HUB_TOOLS.fs,
    {
      title: FS_TITLE,
      description: `Reads the Hub as a file system: models, datasets, Spaces, papers and documentation under hf:// URIs.
Takes a list of operations, each a command (ls, cat, attach, stat, find, search) with its arguments; the first is the URI.
Examples: ls hf://models/OWNER --sort downloads --limit 5; search hf://papers QUERY; cat hf://papers/ID/metadata.json; cat hf://README.md.`,
      inputSchema: SCHEMAS.fsInput,
      outputSchema: SCHEMAS.fsOutput,
      annotations: { ...READS, title: FS_TITLE, openWorldHint: true },
    },
    ({ operations }) => {
      const results = runBatch(operations, failure);
      const allFailed = results.every(({ status }) => status === "error");
      return {
        ...(allFailed ? { isError: true } : {}),
        content: [{ type: "text", text: renderBatch(results) }],
        structuredContent: { results },
      };
    },
  );
}

/**
 * The same schema, converted to JSON Schema once instead of for every `tools/list`: a server is
 * made per request, and converting is what costs most there.
 */
function convertedOnce<Input, Output>(
  schema: StandardSchemaWithJSON<Input, Output>,
): StandardSchemaWithJSON<Input, Output> {
  const standard = schema["~standard"];
  return {
    "~standard": {
      ...standard,
      jsonSchema: {
        input: once(standard.jsonSchema.input),
        output: once(standard.jsonSchema.output),
      },
    },
  };
}

function once<Options, Result>(
  convert: (options: Options) => Result,
): (options: Options) => Result {
  let converted: { result: Result } | undefined;
  return (options) => {
    converted ??= { result: convert(options) };
    return converted.result;
  };
}
