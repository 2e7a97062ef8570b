import { countText } from "../../base/counted.ts";
import { grouped } from "../../base/grouped.ts";
import { oneLine, wrapText } from "../../markup/plain-text.ts";
import type { ServerFinding } from "../../subjects/server-rules/findings.ts";
import type { Observations } from "../../subjects/server-rules/observations.ts";
import { type Severity, shown } from "../../subjects/server-rules/rule.ts";
import { countOf } from "../../subjects/server-rules/seen.ts";

/** What came of looking at a server. */
export interface ServerReport {
  /** How the server is called: a command without its arguments, an address without its query. */
  server: string;
  /** How much of it was seen. */
  looked: {
    eras: string[];
    tools: number;
    called: string[];
    resources: number;
    templates: number;
    prompts: number;
  };
  counts: Record<Severity, number>;
  findings: ServerFinding[];
}

/** Places that are shown of one rule. */
export const MOST_PLACES = 5;

export function reportOf(
  server: string,
  seen: Observations,
  findings: readonly ServerFinding[],
): ServerReport {
  const count = (severity: Severity): number =>
    findings.filter((one) => one.severity === severity).length;
  const { modern, legacy } = seen.opening;
  return {
    server,
    looked: {
      eras: [
        ...(modern.status === "result" ? ["2026-07-28"] : []),
        ...(legacy.status === "result" ? ["2025-11-25"] : []),
      ],
      tools: countOf(seen, "tools"),
      called: [...new Set(seen.calls.map(({ tool }) => shown(tool, 80)))],
      resources: countOf(seen, "resources"),
      templates: countOf(seen, "templates"),
      prompts: countOf(seen, "prompts"),
    },
    counts: { error: count("error"), warning: count("warning"), note: count("note") },
    findings: [...findings],
  };
}

/** The findings of each rule, in the order of the first. */
export function byRule(findings: readonly ServerFinding[]): [ServerFinding, ...ServerFinding[]][] {
  return [...grouped(findings, ({ rule }) => rule).values()];
}

/** What was looked at, in a sentence. */
export function lookedWords({ looked }: ServerReport): string {
  const { eras, tools, called, resources, templates, prompts } = looked;
  const spoken = eras.length === 0 ? "no revision of MCP" : eras.join(" and ");
  return (
    `It speaks ${spoken}. Listed: ${countText(tools, "tool")}, ${countText(resources, "resource")}, ${countText(templates, "template")}, ` +
    `${countText(prompts, "prompt")}. Called, because they only read or were named: ` +
    `${called.length === 0 ? "none" : called.join(", ")}.`
  );
}

/** The verdict in a sentence. */
export function countWords({ counts: { error, warning, note } }: ServerReport): string {
  const words = [countText(error, "error"), countText(warning, "warning"), countText(note, "note")];
  return `${words.join(", ")}.`;
}

/** The report as lines of a terminal. */
export function reportLines(report: ServerReport): string[] {
  return [
    ...wrapText(`${oneLine(report.server)}: ${countWords(report)}`),
    ...wrapText(lookedWords(report)),
    ...byRule(report.findings).flatMap(ruleLines),
  ];
}

const labelled = (label: string, words: string): string[] =>
  wrapText(words, 80, `  ${label.padEnd(13)}`, " ".repeat(15));

function ruleLines(group: [ServerFinding, ...ServerFinding[]]): string[] {
  const [{ rule, severity, title, concerns, happens, todo, rests }] = group;
  const more = group.length - MOST_PLACES;
  return [
    "",
    ...wrapText(`${title}  (${rule})`, 80, `[${severity}] `, "  "),
    ...group
      .slice(0, MOST_PLACES)
      .flatMap(({ where, found }) => labelled("Found", `${where}: ${found}`)),
    ...(more > 0 ? labelled("", `and ${more} more`) : []),
    ...labelled("Concerns", concerns),
    ...labelled("What happens", happens),
    ...labelled("What to do", todo),
    ...labelled("Rests on", rests),
  ];
}
