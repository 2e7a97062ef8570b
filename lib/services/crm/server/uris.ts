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
export function uriOfHit(hit: Omit<SearchHit, "excerpt">): string {
  switch (hit.kind) {
    case "contact":
      return uris.contact(hit.company_id, hit.id);
    case "deal":
      return uris.deal(hit.id);
    case "template":
      return uris.template(hit.id);
    case "article":
      return uris.article(hit.id);
    default:
      return uris.company(hit.company_id);
  }
}
