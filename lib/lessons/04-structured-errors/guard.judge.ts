import { z } from "zod";
import type { Outcome } from "../../exercises/answer.ts";
import { type Fault, findingOf, type Judge, show } from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";

/** A tool that the model asks for. */
export interface AskedTool {
  id: string;
  name: string;
  input: Record<string, string>;
  /** Whether the list allows it. */
  allowed: boolean;
  /** What it says when it is called, whole. */
  says: string;
  /** Whether what it says is an error. */
  fails: boolean;
  /** Whether the call itself throws: nobody was reached. */
  throws?: boolean;
}

/** What the answer made of a message in which the model asks for tools. */
export interface GuardRound {
  asked: AskedTool[];
  called: { name: string; input: unknown }[];
  outcome: Outcome;
}

/** A round with hostile text, and one in which a tool cannot be reached. */
export interface GuardEvidence extends GuardRound {
  partial: GuardRound;
}

const text = z.looseObject({ type: z.literal("text"), text: z.string() });
const block = z.looseObject({
  type: z.string(),
  tool_use_id: z.string().optional(),
  is_error: z.boolean().optional(),
  content: z.union([z.string(), z.array(text)]).optional(),
});
const message = z.looseObject({ role: z.string(), content: z.array(block) });

type Block = z.infer<typeof block>;

export const judgeGuard: Judge<GuardEvidence> = (evidence) => [
  findingOf(faultOfData(evidence), {
    all: "that",
    check: "04.6.data",
    expected:
      "one user message, with one tool_result for each tool_use and nothing else; what a tool said is in its own tool_result, unchanged",
    advice:
      "Text from a tool is data. In a tool_result it is marked as such; in a text block it is your word.",
  }),
  findingOf(faultOfCalls(evidence), {
    all: "that",
    check: "04.6.allow-list",
    expected: "the tools on the list called once each, with their input, and no other",
    advice: "Each tool_use on the list is one call of callTool(block.name, block.input).",
  }),
  findingOf(faultOfRefusals(evidence), {
    all: "that",
    check: "04.6.told",
    expected:
      "is_error: true and a few words of why, for a tool that is not allowed and for one that failed",
    advice: "What a tool said arrives with its tool_result, and is_error as callTool gave isError.",
  }),
  findingOf(faultOfPartial(evidence.partial), {
    all: "that",
    check: "04.6.partial",
    expected:
      "when callTool throws: is_error: true and the tool's name in its tool_result, and all other results as they are",
    advice:
      "Catch it for that one call. That nobody could be asked does not mean that there is nothing.",
  }),
];

const SHAPE = 'Return { role: "user", content: [ … ] } with a tool_result for each tool_use.';

function blocksOf({ outcome }: GuardRound): Block[] | Exclude<Fault, string> {
  const parsed = message.safeParse(outcome.status === "returned" ? outcome.value : undefined);
  return parsed.success ? parsed.data.content : faultOfOutcome(outcome, SHAPE);
}

function contentOf({ content = "" }: Block): string {
  return typeof content === "string" ? content : content.map((part) => part.text).join("\n");
}

function faultOfData(evidence: GuardRound): Fault | undefined {
  const blocks = blocksOf(evidence);
  if (!Array.isArray(blocks)) return blocks;
  const role = evidence.outcome.status === "returned" && message.safeParse(evidence.outcome.value);
  if (role !== false && role.data?.role !== "user")
    return { found: `its role is ${show(role.data?.role)}`, advice: SHAPE };
  const ids = blocks.map((one) => (one.type === "tool_result" ? one.tool_use_id : one.type));
  const known = new Set(evidence.asked.map(({ id }) => id));
  const foreign = ids.find((id, at) => !known.has(id ?? "") || ids.indexOf(id) !== at);
  if (foreign !== undefined || ids.includes(undefined)) {
    const advice = known.has(foreign ?? "")
      ? "The API refuses two results of one tool_use: one block each."
      : "Nothing but tool_result blocks, each with the id of its tool_use as tool_use_id.";
    return { found: `it holds ${show(ids)}`, advice };
  }
  for (const { id, says, allowed } of evidence.asked) {
    const own = blocks.find((one) => one.tool_use_id === id);
    const said = own === undefined ? "" : contentOf(own);
    if (allowed && !said.includes(says))
      return {
        found: `${id} holds ${show(said)}, not ${show(says)}`,
        advice: "Pass on what the tool said, whole: no filter finds every such sentence.",
      };
    const elsewhere = blocks.find((one) => one.tool_use_id !== id && contentOf(one).includes(says));
    if (allowed && elsewhere) return `what ${id} said is in ${elsewhere.tool_use_id} too`;
  }
  return undefined;
}

const line = ({ name, input }: { name: string; input: unknown }): string =>
  `${name} ${JSON.stringify(input)}`;

function faultOfCalls({ asked, called, outcome }: GuardRound): Fault | undefined {
  const refused = called.find(({ name }) => !asked.some((one) => one.allowed && one.name === name));
  if (refused !== undefined)
    return {
      found: `${refused.name} was called`,
      advice:
        "The list is what you were given, name by name, letter by letter. Neither the model's words nor a tool's can add to it.",
    };
  const right = asked.filter(({ allowed }) => allowed).map(line);
  const made = called.map(line);
  if (made.toSorted().join() === right.toSorted().join()) return undefined;
  return outcome.status === "returned"
    ? `called: ${show(made)}`
    : faultOfOutcome(outcome, "Return the message that answers every tool_use.");
}

function faultOfRefusals(evidence: GuardRound): Fault | undefined {
  const blocks = blocksOf(evidence);
  if (!Array.isArray(blocks)) return blocks;
  for (const { id, name, allowed, fails } of evidence.asked) {
    const own = blocks.find((one) => one.tool_use_id === id);
    // What was called in spite of the list, and what is missing of what was allowed, is seen above.
    const called = evidence.called.some((one) => one.name === name);
    if (allowed ? own === undefined : called) continue;
    const found = `for ${name}: ${show(own)}`;
    if (own === undefined)
      return { found, advice: "The API refuses a tool_use without an answer: say in it why not." };
    const right = !allowed || fails;
    if ((own.is_error === true) !== right) return { found, advice: adviseOnMark(allowed, fails) };
    if (!/\S\s+\S/.test(contentOf(own)))
      return { found, advice: "Say in a few words why: an empty result looks like success." };
  }
  return undefined;
}

function adviseOnMark(allowed: boolean, fails: boolean): string {
  if (!allowed) return "A refusal is an error to the model: is_error: true.";
  return fails
    ? "callTool said isError: true, and so does the tool_result, as is_error."
    : "This tool answered: is_error is for what failed.";
}

function faultOfPartial(round: GuardRound): Fault | undefined {
  const blocks = blocksOf(round);
  if (!Array.isArray(blocks)) return round.outcome.status === "threw" ? blocks.found : blocks;
  for (const { id, name, says, throws = false } of round.asked) {
    const own = blocks.find((one) => one.tool_use_id === id);
    const said = own !== undefined && contentOf(own).includes(throws ? name : says);
    if (said && (own.is_error === true) === throws) continue;
    const found = `for ${name}, which ${throws ? "could not be reached" : "answered"}: ${show(own)}`;
    if (!throws) return { found, advice: "One call that throws must not cost the others theirs." };
    return own?.is_error === true
      ? { found, advice: "Name the tool, so that the model knows what it could not look up." }
      : found;
  }
  return undefined;
}
