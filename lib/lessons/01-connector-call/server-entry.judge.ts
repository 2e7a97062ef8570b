import { z } from "zod";
import type { Json } from "../../base/json.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

/** What `hubServer` made of an environment, and what came of sending it. */
export interface ServerEntryEvidence {
  /** The value of `HF_TOKEN` in the environment it was given; empty or undefined: there is none. */
  token: string | undefined;
  outcome: Outcome;
  /** HTTP status of the call that was made with it, and the API's words where it refused. */
  status: number;
  message: string;
  /** Whom the Hub took the caller for; undefined where it was not asked. */
  caller: "anonymous" | "token" | undefined;
}

const object = z.record(z.string(), z.json());

/** The answer's value where it returned an object, else an empty one. */
export function returnedObject(outcome: Outcome): { [field: string]: Json } {
  return outcome.status === "returned" ? object.catch({}).parse(outcome.value) : {};
}

export const judgeServerEntry: Judge<ServerEntryEvidence> = (evidence) => {
  const { token, outcome } = evidence;
  const entry = returnedObject(outcome);
  const hasToken = token !== undefined && token !== "";
  return [judgeReach(evidence, entry, hasToken), judgeAbsence(outcome, entry, token, hasToken)];
};

function judgeReach(
  { token, outcome, status, message, caller }: ServerEntryEvidence,
  entry: { [field: string]: Json },
  hasToken: boolean,
): Finding {
  const { authorization_token: _own, ...rest } = entry;
  const strays = hasToken && JSON.stringify(rest).includes(token ?? "");
  const problem =
    outcome.status !== "returned"
      ? describeOutcome(outcome)
      : entry["name"] !== "huggingface"
        ? `an entry named ${show(entry["name"])}`
        : status !== 200
          ? `the API refused the call: ${message}`
          : strays
            ? `the token is also elsewhere in the entry: ${show(rest)}`
            : caller === undefined
              ? `the Hub was not contacted, but ${show(entry["url"])}`
              : hasToken && caller === "anonymous"
                ? "the Hub was reached, but it saw no token"
                : undefined;
  return {
    check: "01.1.reaches",
    passed: problem === undefined,
    expected: hasToken
      ? "an entry named huggingface that reaches the Hub with the token, and shows it nowhere else"
      : "an entry named huggingface that reaches the Hub, with nobody's token",
    found: problem ?? "the Hub was reached",
    advice:
      "An entry has type, name and url. The token is env.HF_TOKEN, of the env that the function is given, and belongs in authorization_token.",
  };
}

function judgeAbsence(
  outcome: Outcome,
  entry: { [field: string]: Json },
  token: string | undefined,
  hasToken: boolean,
): Finding {
  const present = Object.hasOwn(entry, "authorization_token");
  const isEntry = Object.keys(entry).length > 0;
  const given = token === undefined ? "not set" : "set to an empty text";
  return {
    check: "01.1.absent",
    passed: hasToken || (isEntry && !present),
    expected: `an entry without the field authorization_token when HF_TOKEN is ${given}`,
    found: present
      ? `authorization_token: ${show(entry["authorization_token"])}`
      : describeOutcome(outcome),
    advice: "Leave the field out: null and an empty text are sent, undefined is not.",
  };
}
