import { countText } from "../../base/counted.ts";
import { z } from "zod";
import type { Outcome } from "../../exercises/answer.ts";
import { type Fault, type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
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

const cache_control = z.json().optional();
const textBlock = z
  .strictObject({
    type: z.literal("text"),
    text: z.string(),
    cache_control,
    citations: z.json().optional(),
  })
  .transform(({ text }) => text);
const textSource = z
  .strictObject({
    type: z.literal("text"),
    media_type: z.literal("text/plain"),
    data: z.string(),
  })
  .transform(({ data }) => data);
const contentSource = z
  .strictObject({
    type: z.literal("content"),
    content: z.union([z.string(), z.array(textBlock).transform((texts) => texts.join("\n"))]),
  })
  .transform(({ content }) => content);

/** A block that the API takes, as the text that it holds. */
const block = z.union([
  textBlock,
  z
    .strictObject({
      type: z.literal("document"),
      source: z.union([textSource, contentSource]),
      title: z.string().nullish(),
      context: z.string().nullish(),
      citations: z.json().optional(),
      cache_control,
    })
    .transform(({ source }) => source),
]);

export const judgeContent: Judge<ContentEvidence> = (evidence) => {
  const { outcome } = evidence;
  const list = z.array(z.json()).safeParse(outcome.status === "returned" ? outcome.value : null);
  if (!list.success) {
    const found = `${describeOutcome(outcome)}; a list of content blocks was wanted`;
    const advice =
      outcome.status === "returned"
        ? "Return a list of blocks, even where only one fits in."
        : "Fix what is said there: nothing in the catalog is out of order.";
    return [whole, budget, chosen].map((check) => ({
      ...check(evidence, []),
      passed: false,
      found,
      advice,
    }));
  }
  return [whole, budget, chosen].map((check) => check(evidence, list.data));
};

type Blocks = z.infer<ReturnType<typeof z.json>>[];

const bytes = (words: string): number => new TextEncoder().encode(words).length;
const priorityOf = ({ annotations }: ReadResource): number => annotations?.priority ?? 0;
const isForModel = ({ annotations }: ReadResource): boolean =>
  annotations?.audience === undefined || annotations.audience.includes("assistant");

/** A text without white space, and without what JSON puts before a sign. */
const bare = (text: string): string => text.replaceAll(/\\[nrt]|[\s\\]+/g, "");

/** A text that was cut, trimmed or written out again is still recognised. */
const beginning = (text: string): string => bare(text).slice(0, 24);

/** The resources that are in the blocks, whole or recognisably, in the order of the blocks. */
function taken({ catalog }: ContentEvidence, blocks: Blocks): ReadResource[] {
  const all = bare(blocks.map(wordsOf).join("\n"));
  return catalog
    .map((resource) => ({ resource, at: all.indexOf(beginning(resource.text)) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at)
    .map(({ resource }) => resource);
}

const wordsOf = (one: Blocks[number]): string => block.safeParse(one).data ?? textsIn(one);

/** All texts of a value of any shape, so that a block of the wrong type still tells what it holds. */
function textsIn(value: Blocks[number]): string {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return "";
  return Object.values(value).map(textsIn).join("\n");
}

function whole({ catalog }: ContentEvidence, blocks: Blocks): Finding {
  const fault = (one: Blocks[number]): Fault | undefined => {
    const words = block.safeParse(one).data;
    if (words !== undefined && catalog.some(({ text }) => words.includes(text))) return undefined;
    return { found: `the block ${show(one)}`, advice: adviceOnBlock(one, words, catalog) };
  };
  return firstFault(blocks, fault, {
    check: "02.3.text",
    expected:
      "text blocks, or documents with a text source of media_type text/plain, each with the whole text of a resource",
    none: "no blocks",
    all: countText(blocks.length, "block of text", "blocks of text"),
    advice: "Return a block for each text that fits into the budget.",
  });
}

const DOCUMENT =
  '{ type: "document", title, source: { type: "text", media_type: "text/plain", data: text } }';

function adviceOnBlock(
  one: Blocks[number],
  words: string | undefined,
  catalog: readonly ReadResource[],
): string {
  const said = bare(words ?? textsIn(one));
  const meant = catalog.find(({ text }) => said.includes(beginning(text)));
  if (words === undefined) {
    return `The API takes no such block, or not all of its fields. JSON is text too: { type: "text", text } or ${DOCUMENT}.`;
  }
  if (meant === undefined)
    return "A block holds the text of a resource: what it says about itself is not enough.";
  return said.includes(bare(meant.text))
    ? `The text of ${meant.uri} was written out a second time: put it in as it came, every blank and line end of it. JSON.parse and JSON.stringify change it.`
    : `A block holds a resource whole, never a part of it: that of ${meant.uri} ends too early.`;
}

function budget(evidence: ContentEvidence, blocks: Blocks): Finding {
  const all = blocks.map(wordsOf);
  const texts = taken(evidence, blocks).map(({ text: words }) => heldOf(words, all));
  const used = texts.reduce((sum, words) => sum + bytes(words), 0);
  const characters = texts.reduce((sum, words) => sum + words.length, 0);
  return {
    check: "02.3.budget",
    passed: blocks.length > 0 && used <= evidence.budget,
    expected: `texts of at most ${countText(evidence.budget, "byte")} in UTF-8 together`,
    found: blocks.length > 0 ? countText(used, "byte") : "no blocks",
    advice:
      blocks.length === 0
        ? "Return a block for each text that fits in."
        : characters <= evidence.budget
          ? "text.length counts characters, and ü or 価 takes more than one byte: Buffer.byteLength(text)."
          : "Take the bytes of each text from what is left of the budget, and skip a text that has more than that.",
  };
}

/** As much of a text as the blocks hold: all of it, or that of the block where it was cut. */
function heldOf(text: string, blocks: readonly string[]): string {
  const isWhole = blocks.some((words) => bare(words).includes(bare(text)));
  const cut = blocks.find((words) => bare(words).includes(beginning(text))) ?? "";
  return isWhole || cut.length > text.length ? text : cut;
}

function chosen(evidence: ContentEvidence, blocks: Blocks): Finding {
  const got = taken(evidence, blocks);
  const fault = faultOfChoice(evidence, got);
  return {
    check: "02.3.chosen",
    passed: fault === undefined,
    expected:
      "what is for the model, by priority: each one that still fits; one that does not is passed over",
    found: fault?.found ?? show(got.map(({ uri }) => uri)),
    advice: fault?.advice ?? "",
  };
}

function faultOfChoice(
  evidence: ContentEvidence,
  got: ReadResource[],
): Exclude<Fault, string> | undefined {
  const stranger = got.find((resource) => !isForModel(resource));
  if (stranger !== undefined) {
    return {
      found: `${stranger.uri} is there, which is for the user only`,
      advice: "Leave out what names an audience without the assistant, before you fill the budget.",
    };
  }
  const early = got.find((resource, index) => {
    const before = got[index - 1];
    return before !== undefined && priorityOf(before) < priorityOf(resource);
  });
  if (early !== undefined) {
    return {
      found: `${early.uri} comes after one of lower priority`,
      advice: "Sort by priority first, the highest first; where there is none it counts as 0.",
    };
  }
  const left = evidence.catalog.find((resource) => {
    if (!isForModel(resource) || got.includes(resource)) return false;
    const before = got.filter((other) => priorityOf(other) > priorityOf(resource));
    const used = before.reduce((sum, { text: words }) => sum + bytes(words), 0);
    return used + bytes(resource.text) <= evidence.budget;
  });
  return (
    left && {
      found: `${left.uri} is not there, though it fits in when its turn comes`,
      advice: adviceOnLeft(left, evidence, got),
    }
  );
}

/** Why one that fits in may have been left out. */
function adviceOnLeft(
  left: ReadResource,
  { catalog, budget: most }: ContentEvidence,
  got: ReadResource[],
): string {
  const isOpen = ({ annotations }: ReadResource): boolean => annotations?.audience === undefined;
  const used = got.reduce((sum, { text }) => sum + bytes(text), 0);
  if (used + bytes(left.text) < most && isOpen(left) && !got.some(isOpen)) {
    return "It names no audience, so it is for everybody.";
  }
  const passedOver = catalog.some(
    (other) => isForModel(other) && !got.includes(other) && bytes(other.text) > bytes(left.text),
  );
  return passedOver && bytes(left.text) < most / 2
    ? "After one that does not fit, go on with the next: it may be smaller."
    : "The budget counts the bytes of the texts that are taken, and nothing else; it may be used up to the last one, and the MIME type is no reason.";
}
