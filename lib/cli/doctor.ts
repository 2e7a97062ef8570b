import { findProject } from "../base/project.ts";
import { showHidden, wrapText } from "../markup/plain-text.ts";
import { jsonOption, type LabCommand } from "./command.ts";
import { fileFindings, portFindings } from "./doctor/files.ts";
import type { Finding } from "./doctor/finding.ts";
import { hubFinding, hubNotAsked } from "./doctor/hub.ts";
import { programFindings } from "./doctor/programs.ts";
import { settingsFindings } from "./doctor/settings.ts";

export const command: LabCommand = {
  help:
    "Looks at what the lab needs and says what to do about each problem. Says which " +
    "variables are set, never their values. Without --online nothing leaves this machine. " +
    "Exit code 1 when something is missing that the lab needs.",

  configure(options) {
    options
      .option("--online", "also ask the real Hugging Face server which tools it has")
      .addOption(jsonOption());
  },

  async run(invocation, terminal) {
    const { online, json } = invocation.opts<{ online?: boolean; json?: boolean }>();
    const root = findProject(terminal.cwd);
    const findings: Finding[] = [];
    const tell = (more: readonly Finding[]): void => {
      findings.push(...more);
      if (!json) for (const line of more.flatMap(findingLines)) terminal.print(line);
    };
    terminal.screen?.status("Looking at this machine …");
    tell(programFindings(root, terminal.env));
    tell(await fileFindings(root));
    tell(settingsFindings(root, terminal.env));
    tell(await portFindings());
    if (online) terminal.screen?.status("Asking the Hugging Face server …");
    tell([online ? await hubFinding(fetch) : hubNotAsked]);
    const wrong = findings.filter(({ status }) => status === "wrong").length;
    if (json) terminal.print(JSON.stringify({ ok: wrong === 0, findings }));
    else terminal.print(verdict(wrong));
    return wrong === 0 ? 0 : 1;
  },
};

function findingLines({ title, status, found, remedy }: Finding): string[] {
  return [
    ...wrapText(showHidden(found), 80, `${`[${status}]`.padEnd(8)}${title.padEnd(14)}`),
    ...(remedy === undefined ? [] : wrapText(`What to do: ${remedy}`, 80, " ".repeat(22))),
  ];
}

function verdict(wrong: number): string {
  if (wrong === 0) return "\nThe lab has all it needs.";
  return `\n${wrong === 1 ? "There is one problem" : `There are ${wrong} problems`}; see the lines marked [wrong].`;
}
