import { offeredName } from "../../subjects/hosts/names.ts";
import { UNANSWERED } from "./asked.ts";
import type { ChosenServer } from "./choose-server.ts";
import type { HostOutcome } from "./run-host.ts";

/** Lines of what a server said that are shown: what went wrong is said first, how it ended last. */
const FIRST_LINES = 6;
const LAST_LINES = 3;

/**
 * Why a run shows less than it should, in sentences; none where the host got through to the server.
 *
 * @param missing variables that the config asks for and that are not set
 * @param folder where a server with a command was started
 */
export function unreached(
  outcome: HostOutcome,
  { missing, folder, expanded }: Pick<ChosenServer, "missing" | "folder" | "expanded">,
): string[] {
  const { run, ended, said } = outcome;
  const answers = run.asked
    .filter(({ method }) => ["server/discover", "initialize"].includes(method))
    .map((asked) => asked.outcome);
  const opened = answers.some(({ status }) => status === "result");
  const isOffered = run.offered.some(({ name }) => name.startsWith(offeredName(run.server)));
  if (opened && ended === "by itself" && (isOffered || run.seen.length > 0)) return [];
  const reasons: string[] = [];
  if (ended === "time limit") reasons.push("The run took too long and was ended.");
  if (!opened) {
    reasons.push(`Claude Code did not get through to the server "${run.server}".`);
  } else if (!isOffered) {
    reasons.push(`Claude Code offered no tool of "${run.server}" to the model.`);
  }
  if (missing.length > 0) {
    reasons.push(`Not set, so that the server gets the text itself: ${missing.join(", ")}.`);
  }
  const refusals = answers.flatMap((answer) =>
    answer.status === "error" && answer.message !== UNANSWERED.message ? [answer.message] : [],
  );
  const lines = withoutMiddle([...new Set([...refusals, ...outcome.serverSaid])]);
  if (lines.length > 0) reasons.push("What came from it:", ...lines.map((line) => `  ${line}`));
  else if (!opened) reasons.push("Nothing came from it. Start it by hand: does it wait, or end?");
  if (!opened && expanded.command !== undefined) {
    reasons.push(`It was started in the config's folder, so relative paths count from ${folder}.`);
  }
  // What the rehearsed model said is no reason.
  if (said !== "" && !said.startsWith("Rehearsal")) reasons.push(`Claude Code said: ${said}`);
  return reasons;
}

function withoutMiddle(lines: readonly string[]): readonly string[] {
  const left = lines.length - FIRST_LINES - LAST_LINES;
  if (left <= 1) return lines;
  return [...lines.slice(0, FIRST_LINES), `(${left} lines more)`, ...lines.slice(-LAST_LINES)];
}
