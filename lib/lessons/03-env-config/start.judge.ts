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

/** The same function in five situations, or without the last two. */
export interface StartEvidence {
  /** The names that the server lists. */
  tools: readonly string[];
  accepted: StartRun;
  refused: StartRun;
  /** A variable is literally `${…}`. */
  literal: StartRun;
  /** The backend cannot be reached. */
  down: StartRun | undefined;
  /** The process ends before it speaks MCP. */
  crashed: StartRun | undefined;
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
    advice: adviceOnStart(accepted, fault !== undefined, got, tools),
  };
}

function adviceOnStart(
  { outcome, started }: StartRun,
  isWrong: boolean,
  got: Result | undefined,
  tools: readonly string[],
): string {
  if (outcome.status === "threw") return `${NO_THROW} Fix what the message names first.`;
  if (outcome.status !== "returned")
    return "Something never ends: await connect, listTools and callTool, each once.";
  if (started.length === 0) {
    return "Start it: client.connect(new StdioClientTransport({ command, args, env })), with what the function is given.";
  }
  if (isWrong) {
    return "Hand all of it over, { command, args, env }: a child process gets the variables that it is given, and hardly any others.";
  }
  if (got === undefined) return "Return { status, tools, message }; message may be empty.";
  return got.status === "ready"
    ? `client.listTools() gives { tools }, each with a name: return the names of all ${tools.length}.`
    : 'The call worked, so the status is "ready". See what the message says, or isError of the call.';
}

const SAY_WHY = "Say why in message, in words of your own.";
const NO_THROW =
  "Whatever happens, it returns a status: put try … catch … finally around everything.";

function launchFault(server: StartedServer, { given }: StartRun): string | undefined {
  if (server.args.join("\n") !== given.args.join("\n"))
    return `it ran with the args ${show(server.args)}`;
  const wrong = Object.entries(given.env).find(([name, value]) => server.env[name] !== value)?.[0];
  return wrong === undefined
    ? undefined
    : `the process was started without the ${wrong} that was given`;
}

function permissionFinding({ refused, down, crashed, secrets }: StartEvidence): Finding {
  const refusal = {
    run: refused,
    status: "permission",
    when: "the CRM refuses the key, even an empty one",
    advice: adviceOnRefusal(refused, secrets),
  };
  const situations = [
    refusal,
    {
      run: down,
      status: "failed",
      when: "the CRM cannot be reached: the key may be good",
      advice:
        'isError alone says nothing of the key. structuredContent.error.permission does: "key-refused" is status permission, "not-involved" is failed.',
    },
    {
      run: crashed,
      status: "failed",
      when: "the process ends before it answers",
      advice: 'connect throws then: a catch block around it turns that into status "failed".',
    },
  ];
  const met = situations.flatMap(({ run, ...rest }) =>
    run === undefined ? [] : [{ run, ...rest }],
  );
  const wrong = met.find(({ run, status }) => {
    const got = resultOf(run);
    const isSilent = got?.message.trim() === "";
    const isOpen = secrets.some((secret) => got?.message.includes(secret));
    return got?.status !== status || isSilent || isOpen;
  });
  const { run, status, when, advice } = wrong ?? refusal;
  const got = resultOf(run);
  const leaks = secrets.some((secret) => got?.message.includes(secret));
  const isSilent = run !== refused && got?.status === status && !leaks;
  return {
    check: "03.4.permission",
    passed: wrong === undefined,
    expected: `status "${status}" with a message, without the key in it, when ${when}`,
    found: describeRun(run),
    advice:
      run.outcome.status === "threw"
        ? NO_THROW
        : leaks
          ? "No message holds the key."
          : isSilent
            ? SAY_WHY
            : advice,
  };
}

function adviceOnRefusal(refused: StartRun, secrets: readonly string[]): string {
  const got = resultOf(refused);
  if (got === undefined) return "Return { status, tools, message }, whatever happens.";
  if (got.status === "ready") {
    return "The list of tools needs no key, so call crm_pipeline too, and look at isError of what it returns.";
  }
  if (got.status === "config") {
    return 'Status "config" is for a value that holds ${, and for no other: let the CRM say what it thinks of a key.';
  }
  if (secrets.some((secret) => got.message.includes(secret))) return "No message holds the key.";
  return got.message === ""
    ? "Say why: structuredContent.error has a message."
    : 'A refused call has isError, and structuredContent.error.permission says why: "key-refused" is status permission.';
}

function literalFinding({ literal }: StartEvidence): Finding {
  const got = resultOf(literal);
  return {
    check: "03.4.literal",
    passed: got?.status === "config" && literal.started.length === 0,
    expected: 'status "config", and no process, when a variable is still ${…}',
    found: `${describeRun(literal)}; ${literal.started.length === 0 ? "no process was started" : "a process was started"}`,
    advice:
      literal.started.length > 0
        ? "Look for ${ in every value of env, at any place in it, before you start anything."
        : got === undefined
          ? "Return { status, tools, message } with the status config, and do not throw."
          : 'Nothing was started, and that is right; the status for it is "config".',
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
  const fault = ([when, run]: (typeof runs)[number]): string | undefined =>
    run === undefined || run.started.every(({ ended }) => ended)
      ? undefined
      : `one still runs when ${when}`;
  return firstFault(none ? [] : runs, fault, {
    check: "03.4.ends",
    expected: "each process that was started has ended when the function returns",
    none: "no process was started",
    all: "all have ended",
    advice: none
      ? "First start it, with what the function is given."
      : "await client.close() in a finally block, so that it happens whatever goes wrong.",
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
