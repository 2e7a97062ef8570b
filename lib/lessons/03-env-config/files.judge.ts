import type { ConfigFinding, McpServerEntry } from "../../subjects/config/mcp-config.ts";
import { type Fault, type Finding, type Judge, show } from "../../exercises/finding.ts";
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
      advice: adviceOnSecret(secrets[0]?.path),
    },
    {
      check: "03.3.committed",
      passed: left.length === 0,
      expected: "both examples and the rest of the project are committed",
      found: left.length === 0 ? "all of them" : `left out: ${left.join(", ")}`,
      advice: adviceOnLeft(left[0]),
    },
    {
      check: "03.3.complete",
      passed: incomplete.length === 0,
      expected:
        ".mcp.json.example starts the server crm with both variables, and .env.example names them",
      found: incomplete.map(({ found }) => found).join("; ") || "both are complete",
      advice: incomplete[0]?.advice ?? "",
    },
  ];
};

function adviceOnSecret(path = ""): string {
  if (path === ".env.example") {
    return "In .env.example the secret's value stays empty, CRM_API_KEY= and nothing after it: a placeholder would be taken for a key.";
  }
  if (path === ".mcp.json.example") return "In .mcp.json.example the value of a secret is ${NAME}.";
  const name = path.slice(path.lastIndexOf("/") + 1);
  return name === path
    ? `Ignore ${name.startsWith(".env.") ? "every .env.something, with .env.*" : name}, with a line of .gitignore.`
    : `${name} is ignored in the root alone, or nowhere: a pattern without a slash in it holds in every folder.`;
}

function adviceOnLeft(path = ""): string {
  if (path === ".gitignore") return "Write .gitignore, and do not ignore it.";
  return path.endsWith(".example")
    ? `Write ${path}, and see which line of .gitignore covers it: make that narrower, or take the file back in further down, with !${path}.`
    : "Which line of .gitignore covers it? Make that narrower: nothing but .mcp.json, .env and its like is to be ignored.";
}

function incompleteness(
  evidence: Extract<FilesEvidence, { status: "staged" }>,
): Exclude<Fault, string>[] {
  const broken = evidence.findings.find(({ code }) => code === "not-json");
  if (broken !== undefined) {
    const { at, what, remedy } = broken;
    return [
      {
        found: `.mcp.json.example is not JSON: line ${at?.line}, column ${at?.column}: ${what}`,
        advice: `${remedy} JSON.stringify makes the text of a config without such faults.`,
      },
    ];
  }
  const { crm } = evidence;
  const start = `command ${show(crm?.command)}, args ${show(crm?.args)}`;
  return [
    ...(startsCrm(crm)
      ? []
      : [
          {
            found: `the server crm is not started as in 03.1: ${start}`,
            advice:
              ".mcp.json.example is the text of what you wrote in 03.1: JSON.stringify(config) makes it.",
          },
        ]),
    ...evidence.findings.map(({ where, what, remedy }) => ({
      found: [where, what].filter(Boolean).join(": "),
      advice: remedy,
    })),
    ...evidence.handsOn.flatMap(({ name, done }) =>
      done
        ? []
        : [
            {
              found: `the server crm does not get ${name} from the variable of that name`,
              advice: `In env of .mcp.json.example: "${name}": "\${${name}}". Between backticks write \\\${…}, or it is filled in here and now.`,
            },
          ],
    ),
    ...evidence.unnamed.map((name) => ({
      found: `.env.example does not name ${name}`,
      advice: `Who copies .env.example has to see every variable: add a line ${name}=.`,
    })),
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
