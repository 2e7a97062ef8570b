import { z } from "zod";

/**
 * A run of a real host, in three columns: what the MCP server was asked and answered, what the host
 * made of its listings, and what reached the model. A recording is data: it says which host in which
 * version, and the day.
 */
export const hostRunSchema = z.object({
  /** The host's name and version, such as "Claude Code" and "2.1.332". */
  host: z.object({ name: z.string(), version: z.string() }),
  /** The day of the run, such as "2026-11-30". */
  recorded: z.iso.date(),
  /** The server's name in `.mcp.json`. */
  server: z.string(),
  /** What the user asked. */
  prompt: z.string(),
  /** What the server was asked, in order, and what it answered; notifications are left out. */
  asked: z.array(
    z.object({
      method: z.string(),
      params: z.json(),
      outcome: z.discriminatedUnion("status", [
        z.object({ status: z.literal("result"), result: z.json() }),
        z.object({ status: z.literal("error"), code: z.number(), message: z.string() }),
      ]),
    }),
  ),
  /** The tools the host offered to the model that belong to MCP: the server's and its own for Resources. */
  offered: z.array(z.object({ name: z.string(), description: z.string(), input_schema: z.json() })),
  /** What of the server's `instructions` was in the system prompt, or in a message; null: nothing. */
  instructions: z.string().nullable(),
  /** Each call the model asked for, and what the host gave it as the result. */
  seen: z.array(
    z.object({
      tool: z.string(),
      input: z.json(),
      /** The texts of the `tool_result`, in order; other blocks by their type, such as "[image]". */
      content: z.array(z.string()),
      isError: z.boolean(),
    }),
  ),
});

/**
 * A run of a real host. `asked`: each request to the server, with its `outcome`. `offered` and
 * `instructions`: the tools and the text that the model got of it. `seen`: each call of the model,
 * with `tool`, `input`, `content` (the texts that came back) and `isError`.
 */
export type HostRun = z.infer<typeof hostRunSchema>;
