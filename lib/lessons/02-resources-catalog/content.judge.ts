import { countText } from "../../base/counted.ts";
import { z } from "zod";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

/** A resource as it is listed, with its text. */
export interface ReadResource {
  uri: string;
  title: string;
  mimeType: string;
  annotations?: { audience?: ("user" | "assistant")[]; priority?: number };
  text: string;
}

/** What `asContent` was given and how it ended. */
export interface ContentEvidence {
  catalog: ReadResource[];
  /** Bytes. */
  budget: number;
  outcome: Outcome;
}

const block = z.union([
  z.object({ type: z.literal("text"), text: z.string() }).transform(({ text }) => text),
  z
    .object({
      type: z.literal("document"),
      source: z.object({
        type: z.literal("text"),
        media_type: z.literal("text/plain"),
        data: z.string(),
      }),
    })
    .transform(({ source }) => source.data),
]);

export const judgeContent: Judge<ContentEvidence> = (evidence) => {
  const { outcome } = evidence;
  const list = z.array(z.json()).safeParse(outcome.status === "returned" ? outcome.value : null);
  if (!list.success) {
    const found = `${describeOutcome(outcome)}; a list of content blocks was wanted`;
    return [whole, budget, chosen].map((check) => ({
      ...check(evidence, []),
      passed: false,
      found,
    }));
  }
  return [whole, budget, chosen].map((check) => check(evidence, list.data));
};

type Blocks = z.infer<ReturnType<typeof z.json>>[];

const bytes = (words: string): number => new TextEncoder().encode(words).length;
const priorityOf = ({ annotations }: ReadResource): number => annotations?.priority ?? 0;
const isForModel = ({ annotations }: ReadResource): boolean =>
  annotations?.audience === undefined || annotations.audience.includes("assistant");

/** The resources that are in the blocks, whole or recognisably, in the order of the blocks. */
function taken({ catalog }: ContentEvidence, blocks: Blocks): ReadResource[] {
  const all = blocks.map((one) => block.safeParse(one).data ?? textsIn(one)).join("\n");
  return catalog
    .map((resource) => ({ resource, at: all.indexOf(resource.text.slice(0, 24)) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)
    .map(({ resource }) => resource);
}

/** All texts of a value of any shape, so that a block of the wrong type still tells what it holds. */
function textsIn(value: Blocks[number]): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return "";
  return Object.values(value).map(textsIn).join("\n");
}

function whole({ catalog }: ContentEvidence, blocks: Blocks): Finding {
  const fault = (one: Blocks[number]): string | undefined => {
    const words = block.safeParse(one).data;
    return words !== undefined && catalog.some((resource) => words.includes(resource.text))
      ? undefined
      : `the block ${show(one)}`;
  };
  return firstFault(blocks, fault, {
    check: "02.3.text",
    expected:
      "text blocks, or documents with a text source of media_type text/plain, each with the whole text of a resource",
    none: "no blocks",
    all: countText(blocks.length, "block of text", "blocks of text"),
    advice:
      'A block holds a resource whole and unchanged, never a part of it. JSON is text too: { type: "document", title, source: { type: "text", media_type: "text/plain", data: text } }.',
  });
}

function budget(evidence: ContentEvidence, blocks: Blocks): Finding {
  const used = taken(evidence, blocks).reduce((sum, { text: words }) => sum + bytes(words), 0);
  return {
    check: "02.3.budget",
    passed: blocks.length > 0 && used <= evidence.budget,
    expected: `texts of at most ${countText(evidence.budget, "byte")} in UTF-8 together`,
    found: blocks.length > 0 ? countText(used, "byte") : "no blocks",
    advice:
      "text.length counts characters, and ü or 価 takes more than one byte: Buffer.byteLength(text).",
  };
}

function chosen(evidence: ContentEvidence, blocks: Blocks): Finding {
  const got = taken(evidence, blocks);
  const fault = faultOfChoice(evidence, got);
  return {
    check: "02.3.chosen",
    passed: fault === undefined,
    expected:
      "what is for the model, by priority: each one that still fits; one that does not is passed over",
    found: fault ?? show(got.map(({ uri }) => uri)),
    advice:
      "Leave out what is for the user only, sort by priority, then go through the list and take what fits into the rest of the budget.",
  };
}

function faultOfChoice(evidence: ContentEvidence, got: ReadResource[]): string | undefined {
  const stranger = got.find((resource) => !isForModel(resource));
  if (stranger !== undefined) return `${stranger.uri} is there, which is for the user only`;
  const early = got.find((resource, index) => {
    const before = got[index - 1];
    return before !== undefined && priorityOf(before) < priorityOf(resource);
  });
  if (early !== undefined) return `${early.uri} comes after one of lower priority`;
  const left = evidence.catalog.find((resource) => {
    if (!isForModel(resource) || got.includes(resource)) return false;
    const before = got.filter((other) => priorityOf(other) > priorityOf(resource));
    const used = before.reduce((sum, { text: words }) => sum + bytes(words), 0);
    return used + bytes(resource.text) <= evidence.budget;
  });
  return left && `${left.uri} is not there, though it fits in when its turn comes`;
}
