import { keyList } from "../api/shapes.ts";
import type { CrmSurroundings } from "./surroundings.ts";
import type { UriTemplateName } from "./uri-templates.ts";

/** Completes a variable; `context` holds the other variables that are known already. */
type Complete = (
  value: string,
  context?: { arguments?: Record<string, string> },
) => Promise<string[]>;

/**
 * Completion for the variables of each URI template. A backend that fails completes to nothing: an
 * editor that asks at each keystroke has no use for an error.
 */
export function createCompletions(
  surroundings: CrmSurroundings,
): Record<UriTemplateName, Record<string, Complete>> {
  const orNothing =
    (find: Complete): Complete =>
    async (value, context) => {
      try {
        return await find(value, context);
      } catch (error) {
        surroundings.report("completion", error);
        return [];
      }
    };
  const keys = (table: "companies" | "contacts" | "deals"): Complete =>
    orNothing(async (prefix, context) => {
      const company_id = table === "contacts" ? context?.arguments?.company_id : undefined;
      const query = { prefix, company_id, limit: 1000 };
      const request = { method: "GET", path: `/keys/${table}`, query, shape: keyList } as const;
      return (await surroundings.client(request)).ids;
    });
  const known = (list: "tables" | "templates" | "articles"): Complete =>
    orNothing(async (prefix) => {
      const { content } = await surroundings.catalog();
      const names =
        list === "tables" ? content.tables.map((t) => t.name) : content[list].map((row) => row.id);
      return names.filter((name) => name.startsWith(prefix));
    });
  return {
    company: { company_id: keys("companies") },
    contact: { company_id: keys("companies"), contact_id: keys("contacts") },
    deal: { deal_id: keys("deals") },
    schema: { table: known("tables") },
    template: { template_id: known("templates") },
    article: { article_id: known("articles") },
  };
}
