import { makeArguments } from "./arguments.ts";
import type { Step } from "./conversation.ts";
import { finalText } from "./final-text.ts";
import { isObject } from "../../base/json.ts";
import { mayBeCalled, type OfferedTool } from "./offered-tool.ts";
import { rankTools } from "./rank-tools.ts";
import type { JsonObject } from "./request-types.ts";
import { readToolError } from "./tool-error.ts";
import { subjects } from "./words.ts";

export interface PlannedCall {
  tool: OfferedTool;
  input: JsonObject;
}

/** Everything the planner decides from. */
export interface Situation {
  question: string;
  tools: readonly OfferedTool[];
  /** Calls made for this question so far. */
  steps: readonly Step[];
  /** A tool that must be called now: a certain one, or any. */
  forced: OfferedTool | "any" | undefined;
  /** Whether an MCP tool and a tool of the caller may be called together. */
  parallel: boolean;
}

export type Decision = { kind: "calls"; calls: PlannedCall[] } | { kind: "text"; text: string };

/** For one question: how many tools, and how many names in it, the planner goes through. */
const MOST_TOOLS = 3;
const MOST_SUBJECTS = 20;

/**
 * Chooses the next step. It takes the model's place: deterministic, and with no more knowledge than
 * the question, the tools' own texts and schemas, and the results so far. By itself it calls only
 * tools that may be called; any other one only where `forced` names it.
 */
export function decide(given: Situation): Decision {
  const { forced, steps } = given;
  const tools = given.tools.filter(mayBeCalled);
  const known = ownWords(given.tools);
  const names = subjects(given.question, known).slice(0, MOST_SUBJECTS);
  const situation = { ...given, tools, known, names };
  const repair = forced === undefined ? repairCall(situation) : undefined;
  if (repair !== undefined) return { kind: "calls", calls: [repair] };
  const ranked = rankTools(situation.question, tools);
  if (forced !== undefined) {
    const tool = forced === "any" ? (ranked[0] ?? tools.find(onlyReads) ?? tools[0]) : forced;
    if (tool !== undefined) {
      const call = openCalls(tool, situation)[0] ?? callOf(tool, situation);
      return { kind: "calls", calls: [call] };
    }
  }
  const open = ranked.slice(0, MOST_TOOLS).flatMap((tool) => openCalls(tool, situation));
  const blind = steps.length === 0 ? ranked.filter(onlyReads).slice(0, 1) : [];
  const first = open[0] ?? blind.map((tool) => callOf(tool, situation))[0];
  if (first === undefined) return { kind: "text", text: finalText(given, withheld(given)) };
  const other = situation.parallel
    ? open.find(({ tool }) => (tool.server === undefined) !== (first.tool.server === undefined))
    : undefined;
  return { kind: "calls", calls: other === undefined ? [first] : [first, other] };
}

/** A situation whose question has been read. */
interface ReadSituation extends Situation {
  /** How the tools speak of themselves. */
  known: string;
  /** What the question is about. */
  names: readonly string[];
}

/** The tool that fits best, where it may not be called and has not been. */
function withheld({ question, tools, steps }: Situation): OfferedTool | undefined {
  const [best] = rankTools(question, tools);
  if (best === undefined || mayBeCalled(best)) return undefined;
  return steps.some((step) => isOf(step, best)) ? undefined : best;
}

/**
 * Calls of a tool that are still to be made, one for each name in the question. What may act is called
 * once.
 */
function openCalls(tool: OfferedTool, situation: ReadSituation): PlannedCall[] {
  const { names } = situation;
  if (!onlyReads(tool)) {
    const isMade = situation.steps.some((step) => isOf(step, tool));
    return isMade ? [] : [callOf(tool, situation)];
  }
  const planned = new Map<string, PlannedCall>();
  for (const subject of names.length === 0 ? [undefined] : names) {
    const { call, grounded } = argumentsFor(tool, situation, subject);
    if (grounded) planned.set(JSON.stringify(call.input), call);
  }
  const made = situation.steps.filter((step) => isOf(step, tool));
  // Arguments that come from results change with them: then the number of calls ends it.
  if (made.length > planned.size || (planned.size === 1 && made.length > 0)) return [];
  for (const step of made) planned.delete(JSON.stringify(step.input));
  return [...planned.values()];
}

/**
 * A call of a tool about nothing in particular. What may act gets nothing of the prompt or of results,
 * which may quote what nobody wants done: its arguments come from its schema alone.
 */
function callOf(tool: OfferedTool, situation: ReadSituation): PlannedCall {
  if (onlyReads(tool)) return argumentsFor(tool, situation, undefined).call;
  const nothing = { question: "", subject: undefined, results: [], known: "" };
  return { tool, input: makeArguments(tool.schema, "", nothing).input };
}

function argumentsFor(
  tool: OfferedTool,
  situation: ReadSituation,
  subject: string | undefined,
): { call: PlannedCall; grounded: boolean } {
  const { input, grounded } = makeArguments(tool.schema, tool.description, {
    question: situation.question,
    subject,
    results: situation.steps.filter((step) => !step.isError).map((step) => step.text),
    known: situation.known,
  });
  return { call: { tool, input }, grounded };
}

/** After a failed call: the same once more, or with a value the error allows. Once for each tool. */
function repairCall({ tools, steps, question }: Situation): PlannedCall | undefined {
  const last = steps.at(-1);
  if (last?.isError !== true) return undefined;
  const tool = tools.find((one) => isOf(last, one));
  const failures = steps.filter((step) => step.isError && step.tool === last.tool);
  if (tool === undefined || !onlyReads(tool) || failures.length !== 1) return undefined;
  const { retryable, field, allowed } = readToolError(last.text);
  const input = isObject(last.input) ? { ...last.input } : {};
  if (field !== undefined && allowed.length > 0) {
    const asked = question.toLowerCase();
    const value = allowed.find((one) => asked.includes(String(one).toLowerCase())) ?? allowed[0];
    return { tool, input: { ...input, [field]: Array.isArray(input[field]) ? [value] : value } };
  }
  return retryable ? { tool, input } : undefined;
}

function isOf(step: Step, tool: OfferedTool): boolean {
  return step.tool === tool.name && step.server === tool.server;
}

function onlyReads({ readOnly }: OfferedTool): boolean {
  return readOnly === true;
}

/** How the tools speak of themselves: such words name nothing in a question. */
function ownWords(tools: readonly OfferedTool[]): string {
  return tools
    .slice(0, 200)
    .map(({ server, name, description }) => `${server ?? ""} ${name} ${description.slice(0, 500)}`)
    .join(" ");
}
