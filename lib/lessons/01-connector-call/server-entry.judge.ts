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
  const fault = faultOfReach({ token, outcome, status, message, caller }, entry, hasToken);
  return {
    check: "01.1.reaches",
    passed: fault === undefined,
    expected: hasToken
      ? "an entry named huggingface that reaches the Hub with the token, and shows it nowhere else"
      : "an entry named huggingface that reaches the Hub, with nobody's token",
    found: fault?.found ?? "the Hub was reached",
    advice: fault?.advice ?? "",
  };
}

const WHERE_THE_TOKEN_IS =
  "The token is env.HF_TOKEN, of the env that the function is given and not of process.env, and belongs in authorization_token.";

function faultOfReach(
  { token, outcome, status, message, caller }: ServerEntryEvidence,
  entry: { [field: string]: Json },
  hasToken: boolean,
): { found: string; advice: string } | undefined {
  const { authorization_token: own, ...rest } = entry;
  if (outcome.status !== "returned" || Object.keys(entry).length === 0) {
    const advice =
      outcome.status === "threw"
        ? "Fix what the message names: the function may not throw, whatever env holds."
        : "Return one entry, an object with type, name and url.";
    return { found: describeOutcome(outcome), advice };
  }
  if (entry["name"] !== "huggingface") {
    const found = `an entry named ${show(entry["name"])}`;
    return { found, advice: 'The name is "huggingface": the toolset refers to it.' };
  }
  if (hasToken && JSON.stringify(rest).includes(token ?? "")) {
    const found = `the token is also elsewhere in the entry: ${show(rest)}`;
    return { found, advice: "The token belongs in authorization_token, and in no other field." };
  }
  const isOther = own !== undefined && own !== token;
  const asItIs = `${WHERE_THE_TOKEN_IS}${isOther ? " Send it as it is, with nothing before it." : ""}`;
  if (status !== 200) {
    return {
      found: `the API refused the call: ${message}`,
      advice: isOther
        ? asItIs
        : 'An entry has type, "url", name and url, which is lab.hub.url and begins with https.',
    };
  }
  if (caller === undefined) {
    const found = `the Hub was not contacted, but ${show(entry["url"])}`;
    return { found, advice: "The url is lab.hub.url." };
  }
  return hasToken && caller === "anonymous"
    ? { found: "the Hub was reached, but it saw no token", advice: asItIs }
    : undefined;
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
    advice: adviceOnAbsence(entry, isEntry),
  };
}

function adviceOnAbsence(
  { authorization_token: sent }: { [field: string]: Json },
  isEntry: boolean,
): string {
  if (!isEntry) return "Return one entry, an object with type, name and url.";
  if (sent === "") {
    return "An empty text is sent, too, and `??` keeps it. `||`, or a condition, does not: leave the field out.";
  }
  return sent === null
    ? "null is sent: JSON.stringify drops only undefined. Leave the field out."
    : "Where there is no token, none is sent: leave the field out.";
}
