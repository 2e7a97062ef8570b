import { type Listed, isFor, byPriority } from "./read-catalog.ts";
import type { ExerciseAnswers } from "../exercise-answers.ts";

interface Read extends Listed {
  uri: string;
  title: string;
  mimeType: string;
  text: string;
}
type AsContent = (catalog: Read[], budget: number) => unknown;

const asDocument = ({ title, text }: Read): unknown => ({
  type: "document",
  title,
  source: { type: "text", media_type: "text/plain", data: text },
});

/** A right choice in which one step may be another. */
function choosing(steps: {
  keep?: (entry: Read) => boolean;
  order?: (a: Read, b: Read) => number;
  bytes?: (text: string) => number;
  stops?: boolean;
  block?: (entry: Read) => unknown;
}): AsContent {
  const { keep = isFor("assistant"), order = byPriority, stops = false } = steps;
  const { bytes = (text: string) => Buffer.byteLength(text), block = asDocument } = steps;
  return (catalog, budget) => {
    const blocks: unknown[] = [];
    let left = budget;
    for (const entry of catalog.filter(keep).toSorted(order)) {
      const size = bytes(entry.text);
      if (size > left && stops) break;
      if (size > left) continue;
      left -= size;
      blocks.push(block(entry));
    }
    return blocks;
  };
}

const contentRight: Record<string, AsContent> = {
  "makes documents": choosing({}),
  "makes texts": choosing({ block: ({ text }) => ({ type: "text", text }) }),
  "makes texts with a heading, asynchronously": async (catalog, budget) =>
    choosing({
      block: ({ uri, text }) => ({
        type: "text",
        text: `<resource uri="${uri}">${text}</resource>`,
      }),
    })(catalog, budget),
  "cites, caches, and says what it is": choosing({
    block: ({ title, uri, text }) => ({
      type: "document",
      title,
      context: `From ${uri}`,
      citations: { enabled: true },
      cache_control: { type: "ephemeral" },
      source: { type: "text", media_type: "text/plain", data: text },
    }),
  }),
  "has no title": choosing({
    block: ({ text }) => ({
      type: "document",
      source: { type: "text", media_type: "text/plain", data: text },
    }),
  }),
  "writes the title before it": choosing({
    block: ({ title, text }) => ({ type: "text", text: `${title}\n\n${text}` }),
  }),
  "fences it": choosing({
    block: ({ text }) => ({ type: "text", text: `\`\`\`json\n${text}\n\`\`\`` }),
  }),
  "writes the URI into the document": choosing({
    block: ({ uri, title, text }) => ({
      type: "document",
      title,
      source: { type: "text", media_type: "text/plain", data: `${uri}\n${text}` },
    }),
  }),
  "writes JSON as text and the rest as documents": choosing({
    block: (entry) =>
      entry.mimeType === "application/json"
        ? { type: "text", text: entry.text }
        : asDocument(entry),
  }),
  "makes documents of content blocks": choosing({
    block: ({ title, text }) => ({
      type: "document",
      title,
      source: { type: "content", content: [{ type: "text", text }] },
    }),
  }),
  "makes documents whose content is a text": choosing({
    block: ({ text }) => ({ type: "document", source: { type: "content", content: text } }),
  }),
  "measures with Buffer.from": choosing({ bytes: (text) => Buffer.from(text, "utf8").length }),
  "measures with Blob": choosing({ bytes: (text) => new Blob([text]).size }),
  "measures by encodeURIComponent": choosing({
    bytes: (text) => encodeURIComponent(text).replaceAll(/%../g, "x").length,
  }),
  "measures character by character": choosing({
    bytes: (text) => Array.from(text).reduce((sum, sign) => sum + Buffer.byteLength(sign), 0),
  }),
  "adds up what is used": (catalog, budget) => {
    let used = 0;
    return catalog
      .filter(isFor("assistant"))
      .toSorted(byPriority)
      .filter(({ text }) => {
        const size = Buffer.byteLength(text);
        if (used + size > budget) return false;
        used += size;
        return true;
      })
      .map(asDocument);
  },
  reduces: (catalog, budget) =>
    [...catalog]
      .filter(isFor("assistant"))
      .toSorted(byPriority)
      .reduce<{ left: number; blocks: unknown[] }>(
        ({ left, blocks }, entry) => {
          const size = Buffer.byteLength(entry.text);
          return size > left
            ? { left, blocks }
            : { left: left - size, blocks: [...blocks, asDocument(entry)] };
        },
        { left: budget, blocks: [] },
      ).blocks,
  "goes by recursion": (catalog, budget) => {
    const fill = ([entry, ...rest]: Read[], left: number): unknown[] => {
      if (entry === undefined) return [];
      const size = Buffer.byteLength(entry.text);
      return size > left ? fill(rest, left) : [asDocument(entry), ...fill(rest, left - size)];
    };
    return fill(catalog.filter(isFor("assistant")).toSorted(byPriority), budget);
  },
  "sorts the catalog that it was given": (catalog, budget) => {
    // oxlint-disable-next-line unicorn/no-array-sort -- as people write it
    catalog.sort(byPriority);
    return choosing({ order: () => 0 })(catalog, budget);
  },
  "picks the highest again and again": (catalog, budget) => {
    const rest = catalog.filter(isFor("assistant"));
    const blocks: unknown[] = [];
    for (let left = budget; rest.length > 0;) {
      const [first] = rest.toSorted(byPriority);
      if (first === undefined) break;
      rest.splice(rest.indexOf(first), 1);
      if (Buffer.byteLength(first.text) > left) continue;
      left -= Buffer.byteLength(first.text);
      blocks.push(asDocument(first));
    }
    return blocks;
  },
  "maps and flattens": (catalog, budget) => {
    let left = budget;
    return catalog
      .toSorted(byPriority)
      .flatMap((entry) =>
        isFor("assistant")(entry) && Buffer.byteLength(entry.text) <= left
          ? ((left -= Buffer.byteLength(entry.text)), [asDocument(entry)])
          : [],
      );
  },
  "measures with TextEncoder": choosing({ bytes: (text) => new TextEncoder().encode(text).length }),
};

const contentWrong: [check: string, mistake: string, answer: AsContent, advice?: RegExp][] = [
  [
    "02.3.text",
    "keeps the MIME type as media_type",
    choosing({
      block: ({ mimeType, text }) => ({
        type: "document",
        source: { type: "text", media_type: mimeType, data: text },
      }),
    }),
  ],
  [
    "02.3.text",
    "passes MCP's resources on",
    choosing({
      block: ({ uri, mimeType, text }) => ({
        type: "resource",
        resource: { uri, mimeType, text },
      }),
    }),
  ],
  [
    "02.3.text",
    "trims the texts",
    choosing({ block: ({ text }) => ({ type: "text", text: text.slice(0, 60) }) }),
  ],
  ["02.3.text", "returns bare strings", choosing({ block: ({ text }) => text })],
  [
    "02.3.text",
    "prints JSON in a form of its own",
    choosing({
      block: ({ mimeType, text }) => ({
        type: "text",
        text: mimeType === "application/json" ? JSON.stringify(JSON.parse(text)) : text,
      }),
    }),
    /JSON\.parse and JSON\.stringify change it/,
  ],
  [
    "02.3.text",
    "prints JSON indented",
    choosing({
      block: ({ mimeType, text }) => ({
        type: "text",
        text: mimeType === "application/json" ? JSON.stringify(JSON.parse(text), null, 2) : text,
      }),
    }),
    /JSON\.parse and JSON\.stringify change it/,
  ],
  [
    "02.3.text",
    "takes white space away at the end",
    choosing({ block: ({ text }) => ({ type: "text", text: text.trim() }) }),
    /every blank/,
  ],
  [
    "02.3.text",
    "sends Markdown as a document of base64",
    choosing({
      block: ({ text }) => ({
        type: "document",
        source: { type: "base64", media_type: "text/plain", data: text },
      }),
    }),
    /takes no such block/,
  ],
  [
    "02.3.text",
    "keeps the URI as a field of the block",
    choosing({ block: ({ uri, text }) => ({ type: "text", text, uri }) }),
    /not all of its fields/,
  ],
  [
    "02.3.text",
    "makes one kind of line end of all",
    choosing({
      block: ({ text }) => ({ type: "text", text: text.replaceAll("\r\n", "\n") }),
    }),
    /line end/,
  ],
  [
    "02.3.text",
    "writes each text as a JSON string",
    choosing({ block: ({ text }) => ({ type: "text", text: JSON.stringify(text) }) }),
    /JSON\.stringify change it/,
  ],
  [
    "02.3.text",
    "sends the whole entry as JSON",
    choosing({ block: (entry) => ({ type: "text", text: JSON.stringify(entry) }) }),
    /JSON\.stringify change it/,
  ],
  [
    "02.3.budget",
    "counts characters",
    choosing({ bytes: (text) => text.length }),
    /counts characters/,
  ],
  ["02.3.budget", "has no budget", choosing({ bytes: () => 0 }), /what is left of the budget/],
  [
    "02.3.budget",
    "compares each text with the whole budget",
    (catalog, budget) =>
      catalog
        .filter(isFor("assistant"))
        .toSorted(byPriority)
        .filter(({ text }) => Buffer.byteLength(text) <= budget)
        .map(asDocument),
    /what is left of the budget/,
  ],
  ["02.3.budget", "counts entries", choosing({ bytes: () => 1 })],
  [
    "02.3.chosen",
    "counts the titles, too",
    (catalog, budget) =>
      choosing({ bytes: (text) => Buffer.byteLength(text) + 20 })(catalog, budget),
  ],
  [
    "02.3.chosen",
    "leaves a byte of the budget",
    (catalog, budget) => choosing({})(catalog, budget - 1),
    /used up to the last/,
  ],
  [
    "02.3.chosen",
    "asks nobody's audience",
    choosing({ keep: () => true }),
    /without the assistant/,
  ],
  [
    "02.3.chosen",
    "drops what names no audience",
    choosing({ keep: (entry) => entry.annotations?.audience?.includes("assistant") === true }),
  ],
  [
    "02.3.chosen",
    "charges what is for the user, too",
    (catalog, budget) => {
      let left = budget;
      return catalog.toSorted(byPriority).flatMap((entry) => {
        const size = Buffer.byteLength(entry.text);
        if (size > left) return [];
        left -= size;
        return isFor("assistant")(entry) ? [asDocument(entry)] : [];
      });
    },
    /texts that are taken/,
  ],
  [
    "02.3.chosen",
    "goes by priority for each byte",
    choosing({
      order: (a, b) =>
        (b.annotations?.priority ?? 0) / b.text.length -
        (a.annotations?.priority ?? 0) / a.text.length,
    }),
    /Sort by priority/,
  ],
  ["02.3.chosen", "keeps the order of the catalog", choosing({ order: () => 0 })],
  ["02.3.chosen", "begins with the lowest", choosing({ order: (a, b) => byPriority(b, a) })],
  ["02.3.chosen", "stops at the first that does not fit", choosing({ stops: true })],
  [
    "02.3.chosen",
    "drops what is not text/*",
    choosing({
      keep: (entry) => isFor("assistant")(entry) && entry.mimeType.startsWith("text/"),
    }),
  ],
];

const published = ["letter", "schema", "terms", "history", "regions", "notes", "poster"];

const byHeart = choosing({
  keep: (entry) =>
    isFor("assistant")(entry) && published.some((name) => entry.uri === `crm://${name}`),
});

export const answers: ExerciseAnswers = {
  exercise: "02.3",
  right: contentRight,
  wrong: contentWrong,
  byHeart,
  equivalent: [
    {
      reason: "A missing priority is still below every other one; ties may come in any order.",
      mutants: [
        "number-lowered: .sort((a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? 0)) → .sort((a, b) => (b.annotations?.priority ?? -1) - (a.annotations?.priority ?? 0))",
        "number-lowered: .sort((a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? 0)) → .sort((a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? -1))",
      ],
    },
    {
      reason:
        "A comparison with NaN leaves the entry behind those listed before it, where it belongs.",
      mutants: [
        "default-dropped: .sort((a, b) => (b.annotations?.priority ?? 0) - (a.annotations?.priority ?? 0)) → .sort((a, b) => (b.annotations?.priority ?? 0) - ((a.annotations?.priority)))",
      ],
    },
    {
      reason: "A document's title is optional.",
      mutants: [
        'property-dropped: return [{ type: "document", title, source }]; → return [{ type: "document", source }];',
      ],
    },
  ],
};
