import type { Resource, ResourceTemplateType } from "@modelcontextprotocol/server";
import { judgeReadCatalog, type ReadCatalogEvidence } from "./read-catalog.judge.ts";
import type { Answer } from "../../exercises/answer.ts";
import type { Era } from "../../wire/era.ts";
import { toJson } from "../../wire/error-json.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { pagedServer } from "./paged-server.ts";

type Audience = "user" | "assistant";

/** How a catalog is listed, and for whom it is read. */
export interface Variant {
  audience: Audience;
  era: Era;
  /** Sizes of the pages of resources, and of those of templates. */
  pages: number[];
  templatePages: number[];
  cursors: string[];
  /** Begins every name, so that they are other ones. */
  prefix?: string;
}

export const readCatalogExamination: Examination = examination({
  variants: [
    {
      audience: "assistant",
      era: "modern",
      pages: [4, 4, 4],
      templatePages: [2, 2],
      cursors: ["", "page-3"],
    },
    { audience: "user", era: "legacy", pages: [12], templatePages: [4], cursors: [] },
    {
      audience: "assistant",
      era: "legacy",
      // More pages than a careless limit allows.
      pages: [1, 1, 0, ...Array.from({ length: 10 }, () => 1)],
      templatePages: [0, 2, 2],
      cursors: ["b25l", "", ...Array.from({ length: 10 }, (_, at) => `page-${at}`)],
    },
  ] satisfies [Variant, ...Variant[]],
  drive: driveReadCatalog,
  judge: judgeReadCatalog,
});

async function driveReadCatalog(
  answer: Answer,
  _world: unknown,
  variant: Variant,
): Promise<ReadCatalogEvidence> {
  const { audience, era, cursors } = variant;
  const pages = inPages(entriesFor(audience, variant.prefix), variant.pages);
  const templates = inPages(templatesFor(audience), variant.templatePages);
  const serve = () => pagedServer({ pages, templates, cursors });
  const outcome = await answer.call([
    { type: "mcp-client", serve, era },
    { type: "json", value: audience },
  ]);
  return {
    audience,
    pages: pages.map((page) => page.map(asJson)),
    templates: templates.map((page) => page.map(asJson)),
    outcome,
  };
}

type EvidenceEntry = ReadCatalogEvidence["templates"][number][number];

/** A copy as it crosses the wire: fields that are undefined do not. */
function asJson(entry: Resource | ResourceTemplateType): EvidenceEntry {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a listing's entry is a JSON object
  return toJson(entry) as EvidenceEntry;
}

function inPages<T>(list: readonly T[], sizes: readonly number[]): T[][] {
  let from = 0;
  return sizes.map((size) => list.slice(from, (from += size)));
}

/**
 * Twelve entries in no good order; the first has no priority, the second names no audience, two have
 * one title, and two have one name.
 */
function entriesFor(audience: Audience, prefix = ""): Resource[] {
  const other: Audience = audience === "user" ? "assistant" : "user";
  const entry = (plain: string, priority?: number, ...audiences: Audience[]): Resource => ({
    uri: `crm://${prefix}${plain}`,
    name: `${prefix}${plain}`,
    title: `The ${prefix}${plain}`,
    mimeType: "application/json",
    size: plain.length * 100,
    annotations: {
      ...(audiences.length > 0 && { audience: audiences }),
      ...(priority !== undefined && { priority }),
      ...(priority === 1 && { lastModified: "2026-10-01T08:00:00Z" }),
    },
  });
  const alike = `The ${prefix}catalog`;
  return [
    entry("owners", undefined, audience),
    entry("regions", 0.2),
    entry("articles", 0.4, "user", "assistant"),
    entry("letterhead", 0.9, other),
    entry("deals", 0.85, audience),
    entry("catalog", 1, audience),
    { uri: "crm://bare", name: "bare" },
    entry("companies", 0.9, "assistant", "user"),
    { ...entry("archive", 0, audience), title: alike },
    entry("brochure", 0.5, other),
    { ...entry("contacts", 0.3, audience), name: `${prefix}deals` },
    entry("partners", 0.6, audience),
  ];
}

/** The first names no audience. */
function templatesFor(audience: Audience): ResourceTemplateType[] {
  const other: Audience = audience === "user" ? "assistant" : "user";
  const template = (name: string, priority: number, ...audiences: Audience[]) => ({
    uriTemplate: `crm://${name}/{id}`,
    name,
    description: `One of the ${name}.`,
    annotations: { ...(audiences.length > 0 && { audience: audiences }), priority },
  });
  return [
    template("offers", 0.5),
    template("companies", 0.7, "user", "assistant"),
    template("notes", 0.1, audience),
    template("invoices", 0.9, other),
  ];
}
