import { z } from "zod";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

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
  {
    check: "04.6.data",
    ...verdict(faultOfData(evidence)),
    expected:
      "one user message, with one tool_result for each tool_use and nothing else; what a tool said is in its own tool_result, unchanged",
    advice:
      "Text from a tool is data. In a tool_result it is marked as such; in a text block it is your word.",
  },
  {
    check: "04.6.allow-list",
    ...verdict(faultOfCalls(evidence)),
    expected: "the tools on the list called once each, with their input, and no other",
    advice:
      "The list is what you were given. Neither the model's words nor a tool's can add to it.",
  },
  {
    check: "04.6.told",
    ...verdict(faultOfRefusals(evidence)),
    expected:
      "is_error: true and a few words of why, for a tool that is not allowed and for one that failed",
    advice:
      "A tool_use without an answer is refused by the API, and an empty one looks like success.",
  },
  {
    check: "04.6.partial",
    ...verdict(faultOfPartial(evidence.partial)),
    expected:
      "when callTool throws: is_error: true and the tool's name in its tool_result, and all other results as they are",
    advice:
      "Catch it for that one call. That nobody could be asked does not mean that there is nothing.",
  },
];

const verdict = (fault: string | undefined): Pick<Finding, "passed" | "found"> => ({
  passed: fault === undefined,
  found: fault ?? "that",
});

function blocksOf({ outcome }: GuardRound): Block[] | string {
  if (outcome.status !== "returned") return describeOutcome(outcome);
  const parsed = message.safeParse(outcome.value);
  return parsed.success ? parsed.data.content : describeOutcome(outcome);
}

function contentOf({ content = "" }: Block): string {
  return typeof content === "string" ? content : content.map((part) => part.text).join("\n");
}

function faultOfData(evidence: GuardRound): string | undefined {
  const blocks = blocksOf(evidence);
  if (typeof blocks === "string") return blocks;
  const role = evidence.outcome.status === "returned" && message.safeParse(evidence.outcome.value);
  if (role !== false && role.data?.role !== "user") return `its role is ${show(role.data?.role)}`;
  const ids = blocks.map((one) => (one.type === "tool_result" ? one.tool_use_id : one.type));
  const known = new Set(evidence.asked.map(({ id }) => id));
  const foreign = ids.some((id, at) => !known.has(id ?? "") || ids.indexOf(id) !== at);
  if (foreign) return `it holds ${show(ids)}`;
  for (const { id, says, allowed } of evidence.asked) {
    const own = blocks.find((one) => one.tool_use_id === id);
    const said = own === undefined ? "" : contentOf(own);
    if (allowed && !said.includes(says)) return `${id} holds ${show(said)}, not ${show(says)}`;
    const elsewhere = blocks.find((one) => one.tool_use_id !== id && contentOf(one).includes(says));
    if (allowed && elsewhere) return `what ${id} said is in ${elsewhere.tool_use_id} too`;
  }
  return undefined;
}

const line = ({ name, input }: { name: string; input: unknown }): string =>
  `${name} ${JSON.stringify(input)}`;

function faultOfCalls({ asked, called, outcome }: GuardRound): string | undefined {
  const refused = called.find(({ name }) => !asked.some((one) => one.allowed && one.name === name));
  if (refused !== undefined) return `${refused.name} was called`;
  const right = asked.filter(({ allowed }) => allowed).map(line);
  const made = called.map(line);
  if (made.toSorted().join() === right.toSorted().join()) return undefined;
  return outcome.status === "returned" ? `called: ${show(made)}` : describeOutcome(outcome);
}

function faultOfRefusals(evidence: GuardRound): string | undefined {
  const blocks = blocksOf(evidence);
  if (typeof blocks === "string") return blocks;
  for (const { id, name, allowed, fails } of evidence.asked) {
    const own = blocks.find((one) => one.tool_use_id === id);
    // What was called in spite of the list, and what is missing of what was allowed, is seen above.
    const called = evidence.called.some((one) => one.name === name);
    if (allowed ? own === undefined : called) continue;
    const right = !allowed || fails;
    const said =
      own !== undefined && (own.is_error === true) === right && /\S\s+\S/.test(contentOf(own));
    if (!said) return `for ${name}: ${show(own)}`;
  }
  return undefined;
}

function faultOfPartial(round: GuardRound): string | undefined {
  const blocks = blocksOf(round);
  if (typeof blocks === "string") return blocks;
  for (const { id, name, says, throws = false } of round.asked) {
    const own = blocks.find((one) => one.tool_use_id === id);
    const said = own !== undefined && contentOf(own).includes(throws ? name : says);
    if (said && (own.is_error === true) === throws) continue;
    return `for ${name}, which ${throws ? "could not be reached" : "answered"}: ${show(own)}`;
  }
  return undefined;
}
