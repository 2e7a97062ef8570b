import { z } from "zod";
import { cutWords, type HostChange, resultsOf } from "./changes/change.ts";
import { resourceChanges } from "./changes/resources.ts";
import { resultChanges } from "./changes/results.ts";
import { toolChanges } from "./changes/tools.ts";
import type { HostRun } from "./host-run.ts";
import { pairCalls } from "./pair-calls.ts";

export type { HostChange };

/** What the host did in a run, in its order. Pure: the same run gives the same list. */
export function hostChanges(run: HostRun): HostChange[] {
  return [
    ...opening(run),
    ...instructionChanges(run),
    ...toolChanges(run),
    ...resourceChanges(run),
    ...pairCalls(run).calls.flatMap(resultChanges),
  ];
}

const OPENERS = ["server/discover", "initialize"];

function opening({ asked, server, host }: HostRun): HostChange[] {
  const said = asked.flatMap(({ method, outcome }) => {
    if (!OPENERS.includes(method)) return [];
    if (outcome.status === "result") return [method];
    return [`${method} (${outcome.code === 0 ? "no answer" : `error ${outcome.code}`})`];
  });
  if (said.length === 0) return [];
  const words = `${host.name} opens with ${said.join(", then ")}.`;
  return [{ kind: "opened-with", subject: server, words }];
}

const greeting = z.looseObject({ instructions: z.string() });

function instructionChanges(run: HostRun): HostChange[] {
  const [given = ""] = OPENERS.flatMap((method) => resultsOf(run, method)).flatMap(
    (result) => greeting.safeParse(result).data?.instructions.trim() ?? [],
  );
  const subject = run.server;
  if (given === "" || given === run.instructions) return [];
  if (run.instructions === null) {
    const words = "The model gets nothing of the server's instructions.";
    return [{ kind: "instructions-dropped", subject, words }];
  }
  const words = cutWords("The instructions are", given, run.instructions);
  return [{ kind: "instructions-cut", subject, words }];
}
