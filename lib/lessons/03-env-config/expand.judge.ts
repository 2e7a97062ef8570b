import { z } from "zod";
import type { MissingVariable } from "../../subjects/config/expand.ts";
import { type Json, sameJson } from "../../base/json.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, type Judge, show } from "../../exercises/finding.ts";
import type { ErrorJson } from "../../wire/error-json.ts";
import { describeOutcome } from "../../exercises/outcome.ts";
import { hide } from "./mask-text.judge.ts";

/** One call of the learner's `expand`. */
export interface ExpandCase {
  /** What is special about it, in words. */
  about: string;
  /** Where to look, if that is not what the check says of all its cases. */
  advice?: string;
  given: { config: Json; env: Readonly<Record<string, string>> };
  outcome: Outcome;
  expected: { status: "config"; config: Json } | { status: "missing"; missing: MissingVariable };
  /** Values that an error must not show. */
  secrets: readonly string[];
}

/** The cases of each check. */
export type ExpandEvidence = Record<keyof typeof CHECKS, ExpandCase[]>;

const CHECKS = {
  variables:
    "Look at each ${…} in turn: one text can hold several, and a value is put in as it is.",
  defaults: "What follows :- up to the first } is used when the variable is not set; empty is set.",
  literal:
    "Only ${NAME} is special: no $NAME, no backslash, and no ${…} without a name in it. Except in headers, what was put in is not looked at again.",
  fields:
    "Five fields of a server: command, args, env, url, and headers, which are expanded a second time. Names and other fields stay as they are.",
  missing:
    "Throw an Error whose message names the variable, the server and the field, and no value.",
} as const;

export const judgeExpand: Judge<ExpandEvidence> = (evidence) =>
  (["variables", "defaults", "literal", "fields", "missing"] as const).map((check): Finding => {
    const cases = evidence[check];
    const failed = cases.find((one) => !isRight(one));
    const shown = failed ?? cases[0];
    return {
      check: `03.2.${check}`,
      passed: cases.length > 0 && failed === undefined,
      expected:
        shown === undefined ? "a case to judge" : hide(describeExpected(shown), shown.secrets),
      found: shown === undefined ? "none" : hide(describeFound(shown), shown.secrets),
      advice: shown === undefined ? CHECKS[check] : adviceOn(shown, CHECKS[check]),
    };
  });

const servers = z.looseObject({ mcpServers: z.record(z.string(), z.json()) });

function isRight({ outcome, expected, secrets }: ExpandCase): boolean {
  if (expected.status === "config") {
    return outcome.status === "returned" && sameJson(outcome.value ?? null, expected.config);
  }
  if (outcome.status !== "threw" || outcome.error.name === NO_ERROR) return false;
  const said = saidBy(outcome.error);
  return unnamed(said, expected.missing).length === 0 && !secrets.some((one) => said.includes(one));
}

/** What is thrown and is no Error comes over the wire under this name. */
const NO_ERROR = "Thrown";

const saidBy = ({ message, fields }: ErrorJson): string => `${message} ${JSON.stringify(fields)}`;

/** What an error does not name, of what it has to. */
function unnamed(said: string, { variable, server, field }: MissingVariable): string[] {
  const [group = "", name = ""] = field.split(/[.[\]]/);
  // The variable's own name says nothing of the field, nor does the environment.
  const apart = said.replace(variable, "").replaceAll("process.env", "");
  const namesField = names(apart, group) || (!/^\d*$/.test(name) && names(apart, name));
  return [
    ...(names(said, variable) ? [] : [`the variable, ${variable}`]),
    ...(names(said, server) ? [] : [`the server, ${server}`]),
    ...(namesField ? [] : [`the field, ${field}`]),
  ];
}

/** Whether a word is in a text, and is not only a part of a longer one. */
function names(text: string, word: string): boolean {
  const at = text.indexOf(word);
  if (at < 0) return false;
  const around = `${text[at - 1] ?? " "}${text[at + word.length] ?? " "}`;
  return /^[^A-Za-z0-9_-]{2}$/.test(around) || names(text.slice(at + word.length), word);
}

function adviceOn(
  { outcome, expected, secrets, advice = "" }: ExpandCase,
  general: string,
): string {
  if (expected.status === "missing") {
    if (outcome.status !== "threw")
      return "A variable that is not set and has no default: throw an Error.";
    if (outcome.error.name === NO_ERROR)
      return "Throw an Error, `throw new Error(…)`: a bare text has no message.";
    const said = saidBy(outcome.error);
    if (secrets.some((one) => said.includes(one)))
      return "Take the values out of the message: names are enough.";
    return `The message does not name ${unnamed(said, expected.missing).join(", nor ")}.`;
  }
  const always = advice === "" ? general : advice;
  switch (outcome.status) {
    case "threw":
      return `Nothing is missing here, so nothing is thrown. ${always}`;
    case "timed-out":
    case "lost":
      return `Does a loop over a text ever end? ${always}`;
    case "returned":
      return outcome.value === undefined ? "Return the copy." : always;
    default:
      return "Return the copy of the config.";
  }
}

function describeExpected({ about, given, expected }: ExpandCase): string {
  const input = `${about}: ${showServers(given.config)} with ${show(given.env)}`;
  if (expected.status === "config") return `${input} becomes ${showServers(expected.config)}`;
  const { variable, server, field } = expected.missing;
  return `${input} is an error that names ${variable}, ${server} and ${field}, and shows no value`;
}

function describeFound({ outcome }: ExpandCase): string {
  return outcome.status === "returned" && outcome.value !== undefined
    ? `it returned ${showServers(outcome.value)}`
    : describeOutcome(outcome);
}

/** The servers alone, where there are some: they are what differs. */
function showServers(config: Json): string {
  return show(servers.safeParse(config).data?.mcpServers ?? config);
}
