import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { HUB_TOOLS } from "../../base/hub-names.ts";

const JOB_OPERATIONS = [
  "run",
  "uv",
  "ps",
  "logs",
  "inspect",
  "cancel",
  "update-labels",
  "scheduled update-labels",
  "scheduled run",
  "scheduled uv",
  "scheduled ps",
  "scheduled inspect",
  "scheduled delete",
  "scheduled suspend",
  "scheduled resume",
] as const;

const createRepoInput = z.object({
  uri: z.string().min(1).describe("hf:// URI of the repository to create."),
  source_uri: z.string().min(1).optional().describe("hf:// URI of a repository to copy."),
  private: z.boolean().optional().describe("Whether only its owner sees it."),
  sdk: z
    .enum(["streamlit", "gradio", "docker", "static"])
    .optional()
    .describe("What a new Space runs on."),
});

const createRepoOutput = z.object({
  action: z.enum(["created", "duplicated"]),
  uri: z.string(),
  url: z.string(),
  repo: z.string(),
  repo_type: z.enum(["model", "dataset", "space", "bucket"]),
  id: z.string().optional(),
  source_uri: z.string().optional(),
  source_repo: z.string().optional(),
});

const jobsInput = z.object({
  operation: z.enum(JOB_OPERATIONS).optional().describe("What to do with jobs."),
  args: z.record(z.string(), z.unknown()).optional().describe("What the operation needs."),
});

const spaceInput = z.object({
  operation: z.enum(["find", "view_parameters", "invoke"]).optional().describe("What to do."),
  space_name: z.string().optional().describe("Id of the Space."),
  parameters: z.string().optional().describe("Parameters of the call, as JSON text."),
  search_query: z.string().optional().describe("What the Space should be good for."),
  limit: z.number().optional().describe("How many Spaces to find, 10 unless told."),
});

const WRITES = { readOnlyHint: false, idempotentHint: false, openWorldHint: true } as const;

/** Registers `create_repo`, which creates nothing. */
export function registerCreateRepo(server: McpServer): void {
  registerRefusal(server, HUB_TOOLS.createRepo, "Create Hugging Face Repository", false, {
    description: "Creates a repository on the Hub, or copies one. In rehearsal it creates none.",
    inputSchema: createRepoInput,
    outputSchema: createRepoOutput,
  });
}

/**
 * Registers `hf_jobs` and `dynamic_space`, which start and call nothing. The real `hf_jobs` also
 * has an output schema; it is left out here, since no job ever has an outcome.
 */
export function registerJobsAndSpace(server: McpServer): void {
  registerRefusal(server, HUB_TOOLS.jobs, "Hugging Face Jobs", true, {
    description: "Runs code on rented computers and manages such jobs. In rehearsal it runs none.",
    inputSchema: jobsInput,
  });
  registerRefusal(server, HUB_TOOLS.space, "Dynamically use Hugging Face Spaces", true, {
    description: "Finds a Space and calls it. In rehearsal it calls none.",
    inputSchema: spaceInput,
  });
}

/** Registers a tool that answers with an error, since it does nothing. */
function registerRefusal(
  server: McpServer,
  name: string,
  title: string,
  destructiveHint: boolean,
  tool: { description: string; inputSchema: z.ZodObject; outputSchema?: z.ZodObject },
): void {
  const text = `Rehearsal Hub: ${name} was called, but nothing was created, started or changed, because this is a rehearsal. In a live run this call would have had its effect.`;
  const annotations = { ...WRITES, title, destructiveHint };
  server.registerTool(name, { title, ...tool, annotations }, () => ({
    isError: true,
    content: [{ type: "text", text }],
  }));
}
