import { offeredName } from "./names.ts";

/** Claude Code's rules for tools, as in the field `permissions` of its settings, of all files together. */
export interface PermissionRules {
  allow?: readonly string[] | undefined;
  ask?: readonly string[] | undefined;
  deny?: readonly string[] | undefined;
}

/**
 * What Claude Code does with a tool: it `runs` a call, `asks` a person before it (and refuses where nobody
 * can be asked), or keeps the tool `hidden` from the model.
 */
export type Ruling = "runs" | "asks" | "hidden";

/**
 * What Claude Code 2.1.332 makes of a server's tool under these rules, as it was seen on 2026-11-30: deny
 * comes before ask, ask before allow, however exact a rule is; without a rule it asks.
 */
export function rulingOf(rules: PermissionRules, server: string, tool: string): Ruling {
  const name = offeredName(server, tool);
  const holds = (list: readonly string[] | undefined, fits = covers): boolean =>
    list?.some((rule) => fits(rule, name)) ?? false;
  if (holds(rules.deny)) return "hidden";
  if (holds(rules.ask)) return "asks";
  return holds(rules.allow, allows) ? "runs" : "asks";
}

/** A rule names a tool, a server with all of its tools, or either with `*` for any characters. */
function covers(rule: string, name: string): boolean {
  const [start = "", ...parts] = rule.split("*");
  const end = parts.pop();
  if (end === undefined) return rule === name || (isServer(rule) && name.startsWith(`${rule}__`));
  if (!name.startsWith(start)) return false;
  let at = start.length;
  for (const part of parts) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return name.length - end.length >= at && name.endsWith(end);
}

const isServer = (rule: string): boolean => /^mcp__(?:(?!__).)+$/.test(rule);

/** A rule that allows has to name its server in full; one that does not is passed over without a word. */
function allows(rule: string, name: string): boolean {
  return covers(rule, name) && (!rule.includes("*") || /^mcp__[^*]+__/.test(rule));
}
