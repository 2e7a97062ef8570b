/** Name of one of the {@link uriTemplates}. */
export type UriTemplateName = "company" | "contact" | "deal" | "schema" | "template" | "article";

/** A URI with variables, as clients see it. */
export interface UriTemplate {
  name: UriTemplateName;
  uriTemplate: string;
  title: string;
  description: string;
  mimeType: string;
  annotations: { audience: ("user" | "assistant")[]; priority: number };
}

/** Sets of resources that are too many to list. Completion finds the values of their variables. */
export const uriTemplates: readonly UriTemplate[] = [
  {
    name: "company",
    uriTemplate: "crm://companies/{company_id}",
    title: "Company",
    description: "A company with people, open deals and newest activities.",
    mimeType: "application/json",
    annotations: { audience: ["assistant"], priority: 0.7 },
  },
  {
    name: "contact",
    uriTemplate: "crm://companies/{company_id}/contacts/{contact_id}",
    title: "Contact",
    description: "One person at a company.",
    mimeType: "application/json",
    annotations: { audience: ["assistant"], priority: 0.5 },
  },
  {
    name: "deal",
    uriTemplate: "crm://deals/{deal_id}",
    title: "Deal",
    description: "One deal, open or closed.",
    mimeType: "application/json",
    annotations: { audience: ["assistant"], priority: 0.5 },
  },
  {
    name: "schema",
    uriTemplate: "crm://schema/{table}",
    title: "Schema of a table or view",
    description: "Columns with type, meaning, references and allowed values.",
    mimeType: "application/json",
    annotations: { audience: ["assistant"], priority: 0.8 },
  },
  {
    name: "template",
    uriTemplate: "crm://templates/{template_id}",
    title: "Campaign template",
    description: "Text for outreach, with {{placeholders}}.",
    mimeType: "text/markdown",
    annotations: { audience: ["user", "assistant"], priority: 0.6 },
  },
  {
    name: "article",
    uriTemplate: "crm://articles/{article_id}",
    title: "Knowledge-base article",
    description: "How we qualify, price, deliver and protect data.",
    mimeType: "text/markdown",
    annotations: { audience: ["user", "assistant"], priority: 0.4 },
  },
];
