import { join } from "node:path";
import { LabError } from "../../base/lab-error.ts";
import { chooseServer } from "../../cli/host/choose-server.ts";
import { installClaudeCode } from "../../cli/host/claude-code.ts";
import { type HostOutcome, runHost } from "../../cli/host/run-host.ts";
import { type HostChange, hostChanges } from "../../subjects/hosts/changes.ts";
import type { HostRun } from "../../subjects/hosts/host-run.ts";
import { recordedRuns } from "../../subjects/hosts/recorded.ts";
import type { Difference } from "./find.ts";

/**
 * Runs the newest Claude Code against the server that answers in each shape, and says what it does in
 * another way than the recorded one.
 *
 * @param folder where Claude Code is installed
 * @throws LabError `host-not-fetched` when npm cannot, `stopped` when the signal came
 */
export async function claudeCodeDrift(
  root: string,
  folder: string,
  signal: AbortSignal,
): Promise<Difference[]> {
  const recorded = recordedRuns.shapes;
  const outcome = await runHost({
    claudeCode: await installClaudeCode(folder, "latest"),
    server: chooseServer(join(root, "lib", "maintain", "drift", "shapes.mcp.json"), undefined, {}),
    prompt: recorded.prompt,
    today: recorded.recorded,
    signal,
  });
  if (outcome.ended === "stopped") {
    throw new LabError("stopped", {
      what: "Stopped before the newest Claude Code was compared.",
      remedy: "Run the command again to compare it.",
    });
  }
  return hostDrift(outcome, recorded);
}

/** The lessons that speak of what hosts do; those of a few changes have others beside them. */
const LESSONS = ["07"];
const MORE_LESSONS: Partial<Record<HostChange["kind"], string>> = {
  "pages-followed": "02",
  "templates-not-asked": "02",
  "audience-ignored": "02",
  "text-dropped": "04",
  "structured-dropped": "04",
};

/** What a host does in another way than a recording says. */
export function hostDrift({ run, said }: HostOutcome, recorded: HostRun): Difference[] {
  const host = `${run.host.name} ${run.host.version}`;
  if (run.seen.length === 0) {
    const expected = "gets through to the server and the rehearsed Messages API";
    return [{ subject: host, expected, found: said || "says nothing", lessons: LESSONS }];
  }
  const before = byName(recorded);
  const now = byName(run);
  return [...new Set([...before.keys(), ...now.keys()])].flatMap((name) => {
    const [was, is] = [before.get(name), now.get(name)];
    if (was?.words === is?.words) return [];
    const kind = (was ?? is)?.kind;
    const more = kind === undefined ? undefined : MORE_LESSONS[kind];
    return [
      {
        subject: `${host}, ${name}`,
        expected: was?.words ?? "nothing of it",
        found: is?.words ?? "it is not so",
        lessons: more === undefined ? LESSONS : [more, ...LESSONS],
      },
    ];
  });
}

function byName(run: HostRun): Map<string, HostChange> {
  return new Map(hostChanges(run).map((change) => [`${change.kind} ${change.subject}`, change]));
}
