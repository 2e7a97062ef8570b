import { annotationRules } from "./annotations.ts";
import { connectionRules } from "./connection.ts";
import { failureRules } from "./failures.ts";
import { listRules } from "./lists.ts";
import { nameRules } from "./names.ts";
import type { Observations } from "./observations.ts";
import { resultRules } from "./results.ts";
import type { Place, ServerRule, Severity } from "./rule.ts";
import { schemaRules } from "./schemas.ts";
import { textRules } from "./texts.ts";

/** What a rule found at one place: the rule by its id, with its words. */
export interface ServerFinding extends Place, Omit<ServerRule, "id" | "unless" | "look"> {
  rule: string;
}

/** Every rule, by what it looks at. */
export const serverRules: readonly ServerRule[] = [
  ...connectionRules,
  ...listRules,
  ...nameRules,
  ...schemaRules,
  ...textRules,
  ...annotationRules,
  ...resultRules,
  ...failureRules,
];

const ORDER: readonly Severity[] = ["error", "warning", "note"];

/** What the rules find in what was seen of a server: errors first, each place once. Pure. */
export function findingsOf(seen: Observations): ServerFinding[] {
  const found = serverRules.map((rule) => {
    const places = new Map(rule.look(seen).map((one) => [JSON.stringify(one), one]));
    return { rule, places: [...places.values()] };
  });
  const speaking = new Set(
    found.flatMap(({ rule, places }) => (places.length > 0 ? [rule.id] : [])),
  );
  const findings = found.flatMap(({ rule, places }) => {
    const { id, unless = [], look: _, ...words } = rule;
    if (unless.some((other) => speaking.has(other))) return [];
    return places.map((one): ServerFinding => ({ rule: id, ...words, ...one }));
  });
  return ORDER.flatMap((severity) => findings.filter((one) => one.severity === severity));
}
