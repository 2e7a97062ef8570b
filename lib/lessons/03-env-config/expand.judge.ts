import { z } from "zod";
import type { MissingVariable } from "../../subjects/config/expand.ts";
import { type Json, sameJson } from "../../base/json.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";
import { hide } from "./mask-text.judge.ts";

/** One call of the learner's `expand`. */
export interface ExpandCase {
  /** What is special about it, in words. */
  about: string;
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
      advice: CHECKS[check],
    };
  });

const servers = z.looseObject({ mcpServers: z.record(z.string(), z.json()) });

function isRight({ outcome, expected, secrets }: ExpandCase): boolean {
  if (expected.status === "config") {
    return outcome.status === "returned" && sameJson(outcome.value ?? null, expected.config);
  }
  if (outcome.status !== "threw") return false;
  const { variable, server, field } = expected.missing;
  const said = `${outcome.error.message} ${JSON.stringify(outcome.error.fields)}`;
  const [group = "", name = ""] = field.split(/[.[\]]/);
  const namesField = said.includes(group) || (!/^\d*$/.test(name) && said.includes(name));
  return (
    [variable, server].every((word) => said.includes(word)) &&
    namesField &&
    !secrets.some((secret) => said.includes(secret))
  );
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
