import { countText } from "../../base/counted.ts";
import { z } from "zod";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";
import { hide } from "./mask-text.judge.ts";

/** A process that ran as the server, as it told of itself. */
export interface StartedServer {
  args: string[];
  env: Record<string, string | undefined>;
  /** Whether it was gone when the answer had been given a moment. */
  ended: boolean;
}

/** One call of `startCrm`, and what came of it. */
export interface StartRun {
  given: { args: readonly string[]; env: Readonly<Record<string, string>> };
  outcome: Outcome;
  started: StartedServer[];
}

/** The same function in five situations. */
export interface StartEvidence {
  /** The names that the server lists. */
  tools: readonly string[];
  accepted: StartRun;
  refused: StartRun;
  /** A variable is literally `${…}`. */
  literal: StartRun;
  /** The backend cannot be reached. */
  down: StartRun;
  /** The process ends before it speaks MCP. */
  crashed: StartRun;
  secrets: readonly string[];
}

const result = z.object({ status: z.string(), tools: z.array(z.string()), message: z.string() });
type Result = z.infer<typeof result>;

function resultOf({ outcome }: StartRun): Result | undefined {
  return outcome.status === "returned" ? result.safeParse(outcome.value).data : undefined;
}

export const judgeStart: Judge<StartEvidence> = (evidence) =>
  [
    listsFinding(evidence),
    permissionFinding(evidence),
    literalFinding(evidence),
    endsFinding(evidence),
  ].map((finding) => ({ ...finding, found: hide(finding.found, evidence.secrets) }));

function listsFinding({ accepted, tools }: StartEvidence): Finding {
  const got = resultOf(accepted);
  const [server] = accepted.started;
  const fault = server === undefined ? "no process was started" : launchFault(server, accepted);
  const listed = got?.status === "ready" && sameNames(got.tools, tools);
  return {
    check: "03.4.lists",
    passed: listed && fault === undefined,
    expected: `status "ready" with the ${countText(tools.length, "tool")} that the server lists`,
    found: fault ?? describeRun(accepted),
    advice:
      "StdioClientTransport takes command, args and env; client.listTools() gives { tools }, each with a name.",
  };
}

function launchFault(server: StartedServer, { given }: StartRun): string | undefined {
  if (server.args.join("\n") !== given.args.join("\n"))
    return `it ran with the args ${show(server.args)}`;
  const wrong = Object.entries(given.env).find(([name, value]) => server.env[name] !== value)?.[0];
  return wrong === undefined
    ? undefined
    : `the process was started without the ${wrong} that was given`;
}

function permissionFinding({ refused, down, crashed, secrets }: StartEvidence): Finding {
  const refusal = { run: refused, status: "permission", when: "the CRM refuses the key" };
  const situations = [
    refusal,
    { run: down, status: "failed", when: "the CRM cannot be reached: the key may be good" },
    { run: crashed, status: "failed", when: "the process ends before it answers" },
  ];
  const wrong = situations.find(({ run, status }) => {
    const got = resultOf(run);
    const isSilent = run === refused && got?.message === "";
    const leaks = secrets.some((secret) => got?.message.includes(secret));
    return got?.status !== status || isSilent || leaks;
  });
  const { run, status, when } = wrong ?? refusal;
  return {
    check: "03.4.permission",
    passed: wrong === undefined,
    expected: `status "${status}" with a message, without the key in it, when ${when}`,
    found: describeRun(run),
    advice:
      "The list of tools needs no key, so call a tool too. A refused call has isError, and structuredContent.error.permission says why. Only key-refused is status permission; and no message holds the key.",
  };
}

function literalFinding({ literal }: StartEvidence): Finding {
  const got = resultOf(literal);
  return {
    check: "03.4.literal",
    passed: got?.status === "config" && literal.started.length === 0,
    expected: 'status "config", and no process, when a variable is still ${…}',
    found: `${describeRun(literal)}; ${literal.started.length === 0 ? "no process was started" : "a process was started"}`,
    advice: "Look for ${ in the values of env before you start anything.",
  };
}

function endsFinding({ accepted, refused, down, crashed, literal }: StartEvidence): Finding {
  const runs = [
    ["the key is good", accepted],
    ["the key is refused", refused],
    ["the CRM cannot be reached", down],
    ["it ends by itself", crashed],
    ["a variable is literal", literal],
  ] as const;
  const none = [accepted, refused].every(({ started }) => started.length === 0);
  const fault = ([when, { started }]: (typeof runs)[number]): string | undefined =>
    started.every(({ ended }) => ended) ? undefined : `one still runs when ${when}`;
  return firstFault(none ? [] : runs, fault, {
    check: "03.4.ends",
    expected: "each process that was started has ended when the function returns",
    none: "no process was started",
    all: "all have ended",
    advice: "await client.close() in a finally block, so that it happens whatever goes wrong.",
  });
}

function describeRun(run: StartRun): string {
  if (run.outcome.status !== "returned") return describeOutcome(run.outcome);
  const got = resultOf(run);
  return got === undefined
    ? `${describeOutcome(run.outcome)}, which is not { status, tools, message }`
    : `status ${show(got.status)} with ${countText(got.tools.length, "tool")}; message ${show(got.message)}`;
}

function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.toSorted().join("\n") === b.toSorted().join("\n");
}
