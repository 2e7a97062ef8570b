import { element, type Markup } from "../../markup/markup.ts";
import type { ToneName } from "../../markup/theme.ts";
import type { ServerFinding } from "../../subjects/server-rules/findings.ts";
import type { Severity } from "../../subjects/server-rules/rule.ts";
import { page, paragraph, section } from "../../markup/page.ts";
import { byRule, countWords, lookedWords, MOST_PLACES, type ServerReport } from "./report.ts";

const TONE: Record<Severity, ToneName> = { error: "fail", warning: "live", note: "calm" };
const HEADINGS: readonly [Severity, string][] = [
  ["error", "Errors"],
  ["warning", "Warnings"],
  ["note", "Notes"],
];

/** The report as a page, without a script and with nothing loaded. */
export function reportPage(report: ServerReport): string {
  const groups = byRule(report.findings);
  const sections = HEADINGS.flatMap(([severity, heading]): Markup[] => {
    const own = groups.filter(([first]) => first.severity === severity);
    if (own.length === 0) return [];
    return [section(severity, heading, element("ul", { class: "checks" }, ...own.map(ruleItem)))];
  });
  return page({
    title: `MCP server: ${report.server}`,
    header: [
      element("h1", {}, "Will hosts and the API take this server?"),
      element("p", { class: "score" }, `${report.server}: ${countWords(report)}`),
      element("p", {}, lookedWords(report)),
    ],
    main: sections.length === 0 ? [paragraph("No rule found anything.")] : sections,
    footer: [paragraph("What each rule rests on is said with it. Secrets are masked.")],
  });
}

function ruleItem(group: [ServerFinding, ...ServerFinding[]]): Markup {
  const [{ rule, severity, title, concerns, happens, todo, rests }] = group;
  const places = group.slice(0, MOST_PLACES).map(({ where, found }) => `${where}: ${found}`);
  const more = group.length > MOST_PLACES ? [`and ${group.length - MOST_PLACES} more`] : [];
  const rows: [string, string][] = [
    ["Found", [...places, ...more].join("\n")],
    ["Concerns", concerns],
    ["What happens", happens],
    ["What to do", todo],
    ["Rests on", rests],
  ];
  return element(
    "li",
    {},
    element(
      "div",
      { class: "line" },
      element("span", { class: `badge ${TONE[severity]}` }, severity),
      element("span", { class: "title" }, title),
      element("code", {}, rule),
    ),
    element(
      "dl",
      {},
      ...rows.flatMap(([label, words]) => [element("dt", {}, label), element("dd", {}, words)]),
    ),
  );
}
