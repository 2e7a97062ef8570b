import type { SearchHit } from "../api/replies.ts";

/** The URI of each kind of resource. Ids are keys of the CRM; others are escaped. */
export const uris = {
  catalog: "crm://catalog",
  pipeline: "crm://pipeline",
  schema: (table: string): string => `crm://schema/${encodeURIComponent(table)}`,
  template: (id: string): string => `crm://templates/${encodeURIComponent(id)}`,
  article: (id: string): string => `crm://articles/${encodeURIComponent(id)}`,
  company: (id: string): string => `crm://companies/${encodeURIComponent(id)}`,
  contact: (company: string, id: string): string =>
    `crm://companies/${encodeURIComponent(company)}/contacts/${encodeURIComponent(id)}`,
  deal: (id: string): string => `crm://deals/${encodeURIComponent(id)}`,
} as const;

/** The resource that a search hit leads to. An activity leads to its company. */
export function uriOfHit({ kind, id, company_id }: Omit<SearchHit, "excerpt">): string {
  if (kind === "contact") return uris.contact(company_id, id);
  const ofItsOwn = kind === "deal" || kind === "template" || kind === "article";
  return ofItsOwn ? uris[kind](id) : uris.company(company_id);
}
