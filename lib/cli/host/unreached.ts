import { offeredName } from "../../subjects/hosts/names.ts";
import { UNANSWERED } from "./asked.ts";
import type { HostOutcome } from "./run-host.ts";

/** Lines of what a server said that are shown. */
const MOST_LINES = 8;

/**
 * Why a run shows less than it should, in sentences; none where the host got through to the server.
 *
 * @param missing variables that the config asks for and that are not set
 */
export function unreached(outcome: HostOutcome, missing: readonly string[]): string[] {
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
  const lines = [...new Set([...refusals, ...outcome.serverSaid])].slice(-MOST_LINES);
  if (lines.length > 0) reasons.push("What came from it:", ...lines.map((line) => `  ${line}`));
  else if (!opened) reasons.push("Nothing came from it. Start it by hand: does it wait, or end?");
  // What the rehearsed model said is no reason.
  if (said !== "" && !said.startsWith("Rehearsal")) reasons.push(`Claude Code said: ${said}`);
  return reasons;
}
