import { boundText, oneLine } from "../../markup/plain-text.ts";
import { CREDENTIAL } from "../tool-errors/internals.ts";
import type { Observations } from "./observations.ts";

/** `error`: something is refused, lost or open; `warning`: it is worse than it could be; `note`: good to know. */
export type Severity = "error" | "warning" | "note";

/** One thing that a server is looked at for. */
export interface ServerRule {
  /** Stable, for programs. */
  id: string;
  severity: Severity;
  /** What is reported, in words. */
  title: string;
  /** The hosts, clients or APIs that it matters to. */
  concerns: string;
  /** The observation or source it rests on, with version and day. */
  rests: string;
  /** What happens because of it. */
  happens: string;
  todo: string;
  /** Rules that say why, where they found something: then this one says nothing. */
  unless?: readonly string[];
  /** Where it is so. Pure, never throws, whatever a server sent. */
  look: (seen: Observations) => Place[];
}

/** Where a rule found something, and what. */
export interface Place {
  /** A tool, a resource, a method. */
  where: string;
  /** Cut, on one line, without a credential. */
  found: string;
}

/** A place, and what was found there. */
export const place = (where: string, found: string): Place => ({
  where: shown(where, 80),
  found: shown(found),
});

/** A text of a server's as it may be shown: one line, cut, and nothing that looks like a credential. */
export function shown(text: string, most = 200): string {
  const everyCredential = new RegExp(CREDENTIAL.source, "gi");
  return boundText(oneLine(text.slice(0, 20_000)).replaceAll(everyCredential, "[masked]"), most);
}

/** What the rules rest on, where more than one does. */
export const RESTS = {
  claudeCodeRun: "Claude Code 2.1.332, run against a stub API, 2026-11-29",
  claudeCodeDocs: "Claude Code's documentation of MCP, read 2026-11-29",
  spec2025: "MCP specification 2025-11-25, read 2026-11-22",
  spec2026: "MCP specification 2026-07-28, read 2026-11-22",
  sdkV2: "@modelcontextprotocol/client 2.4.0, run 2026-11-30",
  sdkV1: "@modelcontextprotocol/sdk 1.32.2, run 2026-11-22",
} as const;
