import { LabError } from "../base/lab-error.ts";
import type { Environment } from "./environment.ts";

/** Who answers: the rehearsal in this process, or Claude. */
export type Mode = { mode: "rehearsal" } | { mode: "live"; apiKey: string };

/** The course's model where `ANTHROPIC_MODEL` names none. */
export const DEFAULT_MODEL = "claude-opus-5-5";

/**
 * The mode that the variables ask for: live only when `MCP_LAB_MODE=live` is set and a key is there.
 * A key alone changes nothing, so a key that happens to be exported is never spent.
 *
 * @throws LabError `mode-unknown`, `live-without-key`
 */
export function readMode(env: Environment): Mode {
  const mode = env.MCP_LAB_MODE?.trim() || "rehearsal";
  if (mode === "rehearsal") return { mode };
  if (mode !== "live") {
    throw new LabError("mode-unknown", {
      what: `There is no mode "${mode}".`,
      where: "MCP_LAB_MODE",
      remedy: "Set it to rehearsal or live, or leave it out to rehearse.",
    });
  }
  const apiKey = env.ANTHROPIC_API_KEY?.trim();
  if (apiKey) return { mode, apiKey };
  throw new LabError("live-without-key", {
    what: "Live mode needs a key, and ANTHROPIC_API_KEY is not set.",
    where: "MCP_LAB_MODE=live",
    remedy:
      "Put ANTHROPIC_API_KEY into .env in the project's root, or remove MCP_LAB_MODE to rehearse.",
  });
}

/** The model of every request in the course: `ANTHROPIC_MODEL`, or the course's default. */
export function readModel(env: Environment): string {
  return env.ANTHROPIC_MODEL?.trim() || DEFAULT_MODEL;
}
