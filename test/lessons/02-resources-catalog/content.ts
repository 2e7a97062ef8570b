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
  "measures with TextEncoder": choosing({ bytes: (text) => new TextEncoder().encode(text).length }),
};

const contentWrong: [check: string, mistake: string, answer: AsContent][] = [
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
  ["02.3.budget", "counts characters", choosing({ bytes: (text) => text.length })],
  ["02.3.budget", "has no budget", choosing({ bytes: () => 0 })],
  ["02.3.budget", "counts entries", choosing({ bytes: () => 1 })],
  ["02.3.chosen", "asks nobody's audience", choosing({ keep: () => true })],
  [
    "02.3.chosen",
    "drops what names no audience",
    choosing({ keep: (entry) => entry.annotations?.audience?.includes("assistant") === true }),
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
