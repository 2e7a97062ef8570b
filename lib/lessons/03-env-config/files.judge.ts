import type { ConfigFinding, McpServerEntry } from "../../subjects/config/mcp-config.ts";
import { type Finding, type Judge, show } from "../../exercises/finding.ts";
import { startsCrm } from "./config.judge.ts";

/** What git would commit of a project with the learner's three files, and what these hold. */
export type FilesEvidence =
  | { status: "no-git"; reason: string }
  | {
      status: "staged";
      /** All files that git would commit. */
      staged: string[];
      /** Files of the project that belong in the repository. */
      wanted: readonly string[];
      /** Staged files that hold a secret, with what is wrong. */
      secrets: { path: string; what: string }[];
      /** What is wrong with `.mcp.json.example`, secrets apart. */
      findings: ConfigFinding[];
      /** Its server crm, with the variables replaced. */
      crm: McpServerEntry | undefined;
      /** Whether that hands on both variables. */
      handsOn: { name: string; done: boolean }[];
      /** Variables that `.mcp.json.example` asks for and `.env.example` does not name. */
      unnamed: string[];
    };

export const judgeFiles: Judge<FilesEvidence> = (evidence) => {
  if (evidence.status === "no-git") return noGit(evidence.reason);
  const { staged, wanted, secrets } = evidence;
  const left = wanted.filter((path) => !staged.includes(path));
  const incomplete = incompleteness(evidence);
  return [
    {
      check: "03.3.no-secret",
      passed: secrets.length === 0,
      expected: "no file that git add -A takes holds a secret",
      found: secrets.map(({ path, what }) => `${show(path)}: ${what}`).join("; ") || "none",
      advice:
        "Ignore .mcp.json, .env and every .env.something, in any folder. In the examples a secret's value stays empty.",
    },
    {
      check: "03.3.committed",
      passed: left.length === 0,
      expected: "both examples and the rest of the project are committed",
      found: left.length === 0 ? "all of them" : `left out: ${left.join(", ")}`,
      advice:
        "Which line of .gitignore covers it? Make that narrower, or take the file back in further down with a line that begins with !, such as !.env.example.",
    },
    {
      check: "03.3.complete",
      passed: incomplete.length === 0,
      expected:
        ".mcp.json.example starts the server crm with both variables, and .env.example names them",
      found: incomplete.join("; ") || "both are complete",
      advice:
        "A person who copies the two examples and fills in the values must have a server that starts.",
    },
  ];
};

function incompleteness(evidence: Extract<FilesEvidence, { status: "staged" }>): string[] {
  const broken = evidence.findings.find(({ code }) => code === "not-json");
  if (broken !== undefined) {
    const { at, what } = broken;
    return [`.mcp.json.example is not JSON: line ${at?.line}, column ${at?.column}: ${what}`];
  }
  const { crm } = evidence;
  const start = `command ${show(crm?.command)}, args ${show(crm?.args)}`;
  return [
    ...(startsCrm(crm) ? [] : [`the server crm is not started as in 03.1: ${start}`]),
    ...evidence.findings.map(({ where, what }) => [where, what].filter(Boolean).join(": ")),
    ...evidence.handsOn.flatMap(({ name, done }) =>
      done ? [] : [`the server crm does not get ${name} from the variable of that name`],
    ),
    ...evidence.unnamed.map((name) => `.env.example does not name ${name}`),
  ];
}

function noGit(reason: string): Finding[] {
  return ["no-secret", "committed", "complete"].map((slug) => ({
    check: `03.3.${slug}`,
    passed: false,
    expected: "git, to see what it would commit",
    found: reason,
    advice: "Install git and check again; your answer was not looked at.",
  }));
}
