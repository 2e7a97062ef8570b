import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { registerTool } from "../../../../subjects/tool-errors/register-tool.ts";
import { channels, company, contact, template } from "../../api/shapes.ts";
import { owners } from "../../store/seed/reference.ts";
import type { CrmSurroundings } from "../surroundings.ts";
import { uris } from "../uris.ts";
import { reads } from "./arguments.ts";
import { noted, notes } from "./paging.ts";

const definition = {
  title: "Draft outreach",
  description: `Fills a campaign template for one contact: names, company and owner are put in. Nothing is sent. Templates are listed as resources under crm://templates/; crm_account_brief has contacts.
"may_send" is false when the contact did not agree to campaign mail: then do not propose sending it.`,
  input: z.strictObject({
    template_id: z.string().min(1).max(100).describe("Id, such as first-contact-robotics."),
    contact_id: z.string().min(1).max(100).describe("Id, such as ct-0001."),
  }),
  output: z.object({
    to: z.string(),
    channel: z.enum(channels),
    may_send: z.boolean(),
    subject: z.string(),
    body: z.string(),
    notes,
  }),
  annotations: reads,
};

/** Puts values where `{{name}}` is; a name without a value stays, so that it is noticed. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{\{([\w.]+)\}\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Registers crm_draft_outreach. */
export function registerDraftOutreach(server: McpServer, surroundings: CrmSurroundings): void {
  registerTool(server, "crm_draft_outreach", definition, surroundings, async (input, context) => {
    const read = async <T>(path: string, id: string, shape: z.ZodType<T>, idArgument: string) =>
      surroundings.client(
        { method: "GET", path: `/${path}/${encodeURIComponent(id)}`, shape },
        { signal: context.mcpReq.signal, idArgument },
      );
    const text = await read("templates", input.template_id, template, "template_id");
    const person = await read("contacts", input.contact_id, contact, "contact_id");
    const account = await read("companies", person.company_id, company, "contact_id");
    const owner = owners.find(([id]) => id === account.owner_id)?.[1] ?? account.owner_id;
    const values = {
      "contact.name": person.name,
      "company.name": account.name,
      "owner.name": owner,
    };
    const maySend = text.channel !== "email" || person.may_email === 1;
    const refusal = `Not to be sent: ${person.name} did not agree to campaign mail.`;
    return {
      facts: {
        to: text.channel === "email" ? person.email : person.name,
        channel: text.channel,
        may_send: maySend,
        subject: fill(text.subject, values),
        body: fill(text.body, values),
        ...noted(maySend ? undefined : refusal),
      },
      more: [
        {
          type: "resource_link",
          uri: uris.template(text.id),
          name: `templates/${text.id}`,
          title: text.name,
          mimeType: "text/markdown",
        },
      ],
    };
  });
}
