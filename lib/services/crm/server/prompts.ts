import { completable, type McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { completeKeys } from "./completions.ts";
import type { CrmSurroundings } from "./surroundings.ts";

const task = (company: string): string => `Scope the company ${company} as a prospect.
1. Read its account brief with crm_account_brief.
2. If it has a hub_namespace, look up what it publishes there; otherwise say that none is known.
3. Judge its AI maturity by the article crm://articles/reading-ai-maturity.
4. Name the next step, the contact to take it with, and the campaign template that fits.
Say for each statement where it comes from, and what you could not find out.`;

/** Registers the one prompt: the consultancy's routine for a prospect. */
export function registerPrompts(server: McpServer, surroundings: CrmSurroundings): void {
  const complete = completeKeys(surroundings, "companies");
  const id = z.string().min(1).max(100).describe("Id of the company, such as quillmark.");
  const company_id = completable(id, (value) => complete(value));
  server.registerPrompt(
    "scope_prospect",
    {
      title: "Scope a prospect",
      description: "From account brief and public traces to the next step with a company.",
      argsSchema: z.object({ company_id }),
    },
    (input) => ({
      messages: [{ role: "user", content: { type: "text", text: task(input.company_id) } }],
    }),
  );
}
