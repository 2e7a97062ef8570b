import type { Resource } from "@modelcontextprotocol/server";
import type { Content, TableDescription } from "../api/replies.ts";
import type { Article, Template } from "../api/shapes.ts";
import { uriTemplates } from "./uri-templates.ts";
import { uris } from "./uris.ts";

/** A resource whose text is known, so that its size is too. */
export interface CatalogEntry {
  resource: Resource;
  text: string;
}

function entry(resource: Omit<Resource, "size">, text: string): CatalogEntry {
  return { resource: { ...resource, size: Buffer.byteLength(text) }, text };
}

/** The newest of some ISO 8601 times. */
const newest = (times: readonly string[]): string => times.reduce((a, b) => (a > b ? a : b), "");

/** The schema of a table or view. */
export function tableEntry(table: TableDescription): CatalogEntry {
  const names = table.columns.map((column) => column.name).join(", ");
  return entry(
    {
      uri: uris.schema(table.name),
      name: `schema/${table.name}`,
      title: `${table.title} (${table.kind})`,
      description: `${table.description} Columns: ${names}.`,
      mimeType: "application/json",
      annotations: { audience: ["assistant"], priority: 0.8 },
    },
    JSON.stringify(table, null, 2),
  );
}

/** A campaign template, as Markdown. */
export function templateEntry(template: Template): CatalogEntry {
  const { id, name, channel, audience, stage_id, subject, body, updated_at } = template;
  return entry(
    {
      uri: uris.template(id),
      name: `templates/${id}`,
      title: `Campaign template: ${name}`,
      description: `For ${audience.toLowerCase()}; ${channel}, deal stage ${stage_id}. crm_draft_outreach fills it.`,
      mimeType: "text/markdown",
      annotations: { audience: ["user", "assistant"], priority: 0.6, lastModified: updated_at },
    },
    `# ${name}\n\n- Channel: ${channel}\n- Audience: ${audience}\n- Deal stage: ${stage_id}\n\n## ${subject}\n\n${body}\n`,
  );
}

/** An article of the knowledge base, as Markdown. */
export function articleEntry(article: Article): CatalogEntry {
  const { id, title, topic, body, updated_at } = article;
  return entry(
    {
      uri: uris.article(id),
      name: `articles/${id}`,
      title,
      description: `Knowledge base, ${topic}.`,
      mimeType: "text/markdown",
      annotations: { audience: ["user", "assistant"], priority: 0.4, lastModified: updated_at },
    },
    `# ${title}\n\n${body}\n`,
  );
}

/** Changes with each deal that moves, so it is read when it is asked for and has no size. */
export const pipelineResource: Resource = {
  uri: uris.pipeline,
  name: "pipeline",
  title: "Sales pipeline now",
  description: "Number and value of deals at each stage, as they are at this moment.",
  mimeType: "application/json",
  annotations: { audience: ["assistant"], priority: 0.7 },
};

/** The index of everything: what a model should read first. */
export function indexEntry(content: Content): CatalogEntry {
  const { tables, templates, articles } = content;
  const index = {
    about:
      "CRM of an AI consultancy: companies, people, deals and activities, campaign templates, knowledge base. Sample data; all companies are fictional.",
    tables: tables.map(({ name, kind, rows, description }) => ({
      uri: uris.schema(name),
      kind,
      rows,
      description,
    })),
    now: { uri: uris.pipeline, description: pipelineResource.description },
    campaign_templates: templates.map(({ id, name, stage_id }) => ({
      uri: uris.template(id),
      name,
      stage_id,
    })),
    articles: articles.map(({ id, title, topic }) => ({ uri: uris.article(id), title, topic })),
    records: uriTemplates.map(({ uriTemplate, description }) => ({ uriTemplate, description })),
  };
  const times = [...templates, ...articles].map((row) => row.updated_at);
  return entry(
    {
      uri: uris.catalog,
      name: "catalog",
      title: "CRM catalog: read this first",
      description:
        "Index of every table, view, campaign template and article with its URI, and how to address single records.",
      mimeType: "application/json",
      annotations: {
        audience: ["assistant"],
        priority: 1,
        ...(times.length > 0 && { lastModified: newest(times) }),
      },
    },
    JSON.stringify(index, null, 2),
  );
}
