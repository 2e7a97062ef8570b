import { LabError } from "../base/lab-error.ts";
import type { Environment } from "./environment.ts";

/** Who answers: the rehearsal in this process, or Claude. */
export type Mode = { mode: "rehearsal" } | { mode: "live"; apiKey: string };

/** What the mode of this process's session is; a session that was opened last counts. */
let opened: Mode["mode"] = "rehearsal";

/** Keeps in mind which mode a session was opened in. */
export function keepMode(mode: Mode["mode"]): void {
  opened = mode;
}

/** Who answers in the session that was opened last. */
export function answeredBy(mode: Mode["mode"] = opened): "rehearsal" | "Claude" {
  return mode === "live" ? "Claude" : "rehearsal";
}

/** The course's model where `ANTHROPIC_MODEL` names none. */
export const DEFAULT_MODEL = "claude-opus-5-5";

/**
 * The mode that the variables ask for: live only when `MCP_LAB_MODE=live` is set and a key is there.
 * A key alone changes nothing, so a key that happens to be exported is never spent.
 *
 * @throws LabError `mode-unknown`, `live-without-key`, `live-key-unusable`
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
  // What no header can hold, an error would quote.
  if (apiKey && /[^\x21-\x7e]/.test(apiKey)) {
    throw new LabError("live-key-unusable", {
      what: "The key holds a blank, a line break or another character that no key has.",
      where: "ANTHROPIC_API_KEY",
      remedy: "Copy it again from the Console, in one piece and without quotes.",
    });
  }
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

/**
 * The hosts that a rehearsal may really contact: `MCP_LAB_REHEARSE_HOSTS`, names with commas between
 * them. None where it is not set.
 *
 * @throws LabError `rehearse-hosts-unusable`
 */
export function readHosts(env: Environment): string[] {
  const names = (env.MCP_LAB_REHEARSE_HOSTS ?? "").split(",").map((name) => name.trim());
  return names.filter(Boolean).map((name) => {
    if (/^[a-z\d-]+(\.[a-z\d-]+)+$/i.test(name)) return name.toLowerCase();
    throw new LabError("rehearse-hosts-unusable", {
      what: `"${name}" is not the name of a host.`,
      where: "MCP_LAB_REHEARSE_HOSTS",
      remedy: "Write names such as mcp.example.com, with commas between them.",
    });
  });
}
