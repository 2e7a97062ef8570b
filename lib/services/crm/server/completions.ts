import { keyList } from "../api/replies.ts";
import type { CrmSurroundings } from "./surroundings.ts";
import type { UriTemplateName } from "./uri-templates.ts";

/** Completes a variable; `context` holds the other variables that are known already. */
type Complete = (
  value: string,
  context?: { arguments?: Record<string, string> },
) => Promise<string[]>;

/**
 * A backend that fails completes to nothing: an editor that asks at each keystroke has no use for an
 * error.
 */
function orNothing(surroundings: CrmSurroundings, find: Complete): Complete {
  return async (value, context) => {
    try {
      return await find(value, context);
    } catch (error) {
      surroundings.report("completion", error);
      return [];
    }
  };
}

/** Completes the keys of records; those of contacts only of the company that is known, if one is. */
export function completeKeys(
  surroundings: CrmSurroundings,
  table: "companies" | "contacts" | "deals",
): Complete {
  return orNothing(surroundings, async (prefix, context) => {
    const company_id = table === "contacts" ? context?.arguments?.company_id : undefined;
    const query = { prefix, company_id, limit: 1000 };
    const request = { method: "GET", path: `/keys/${table}`, query, shape: keyList } as const;
    return (await surroundings.client(request)).ids;
  });
}

function completeNames(
  surroundings: CrmSurroundings,
  list: "tables" | "templates" | "articles",
): Complete {
  return orNothing(surroundings, async (prefix) => {
    const { content } = await surroundings.catalog();
    const names =
      list === "tables" ? content.tables.map((t) => t.name) : content[list].map((row) => row.id);
    return names.filter((name) => name.startsWith(prefix));
  });
}

/** Completion for the variables of each URI template. */
export function createCompletions(
  surroundings: CrmSurroundings,
): Record<UriTemplateName, Record<string, Complete>> {
  const companies = completeKeys(surroundings, "companies");
  return {
    company: { company_id: companies },
    contact: { company_id: companies, contact_id: completeKeys(surroundings, "contacts") },
    deal: { deal_id: completeKeys(surroundings, "deals") },
    schema: { table: completeNames(surroundings, "tables") },
    template: { template_id: completeNames(surroundings, "templates") },
    article: { article_id: completeNames(surroundings, "articles") },
  };
}
