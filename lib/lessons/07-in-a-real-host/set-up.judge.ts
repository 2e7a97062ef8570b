import { z } from "zod";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";
import { expandConfig } from "../../subjects/config/expand.ts";
import {
  type McpConfig,
  type McpServerEntry,
  readMcpConfig,
} from "../../subjects/config/mcp-config.ts";
import { rulingOf } from "../../subjects/hosts/permission-rules.ts";

/** A server that somebody asked for. */
export interface WantedServer {
  name: string;
  /** The team in this project, you in all of your projects, or you in this one. */
  for: "team" | "me" | "me-here";
  /** On npm. */
  package: string;
  /** The version whose code somebody read. */
  reviewed: string;
  env: Readonly<Record<string, string>>;
  /** Which of `env` are secrets. */
  secrets: readonly string[];
  /** What each tool may do: run, run after a question, or never. */
  tools: Readonly<Record<string, "run" | "ask" | "never">>;
}

/** What was asked for, and what `setUp` made of it. */
export interface SetUpEvidence {
  wanted: readonly WantedServer[];
  outcome: Outcome;
}

const file = z.custom<McpConfig>((value) => readMcpConfig(value).status === "valid");
const names = z.array(z.string()).default([]);
const setup = z.object({
  project: file,
  user: file,
  local: file,
  settings: z.object({
    enableAllProjectMcpServers: z.boolean().optional(),
    enabledMcpjsonServers: names,
    disabledMcpjsonServers: names,
    permissions: z.object({ allow: names, ask: names, deny: names }),
  }),
});

/** An entry that was made, and the scope that it is in. */
interface Entry {
  scope: "project" | "user" | "local";
  name: string;
  entry: McpServerEntry;
}

/** A server that was asked for, and what was made of it. */
interface Made {
  server: WantedServer;
  /** In whatever scope: where they belong is one check's matter. */
  entries: readonly Entry[];
}

type Words = Pick<Finding, "check" | "expected" | "advice">;

export const judgeSetUp: Judge<SetUpEvidence> = ({ wanted, outcome }) => {
  const parsed = setup.safeParse(outcome.status === "returned" ? outcome.value : undefined);
  const answer = parsed.data ?? setup.parse(NOTHING);
  const entries = entriesIn(answer);
  const made = wanted.map((server) => ({
    server,
    entries: entries.filter(({ name }) => name === server.name),
  }));
  const findings = [
    scopes(made),
    pinned(made),
    noSecret(made, JSON.stringify(entries)),
    variables(made),
    approved(wanted, answer.settings),
    ...rulings(wanted, answer.settings.permissions),
  ];
  if (parsed.success) return findings;
  const where = parsed.error.issues[0]?.path.join(".") ?? "";
  const found = [where && `${where} is missing, or of another shape`, describeOutcome(outcome)]
    .filter(Boolean)
    .join(": ");
  return findings.map((finding) => ({ ...finding, passed: false, found }));
};

type Setup = z.infer<typeof setup>;
const none: McpConfig = { mcpServers: {} };
const NOTHING = { project: none, user: none, local: none, settings: { permissions: {} } };

function entriesIn(answer: Setup): Entry[] {
  return (["project", "user", "local"] as const).flatMap((scope) =>
    Object.entries(answer[scope].mcpServers).map(([name, entry]) => ({ scope, name, entry })),
  );
}

/** A check of each server's entries; a server that has none fails it. */
function ofEntries(
  made: readonly Made[],
  words: Words & { all: string },
  fault: (entry: McpServerEntry, server: WantedServer) => string | undefined,
): Finding {
  const faultOf = ({ server, entries }: Made): string | undefined => {
    if (entries.length === 0) return `there is no entry for ${server.name}`;
    return entries.map(({ entry }) => fault(entry, server)).find((one) => one !== undefined);
  };
  return firstFault(made, faultOf, { ...words, none: "no servers" });
}

const SCOPES = { team: "project", me: "user", "me-here": "local" } as const;

function scopes(made: readonly Made[]): Finding {
  const fault = ({ server, entries }: Made): string | undefined => {
    const found = entries.map(({ scope }) => scope);
    if (found.length === 1 && found[0] === SCOPES[server.for]) return undefined;
    return `${server.name}, for ${show(server.for)}, is in ${found.join(" and ") || "none"}`;
  };
  return firstFault(made, fault, {
    check: "07.4.scopes",
    expected: "each server in one scope: team in project, me in user, me-here in local",
    none: "no servers",
    all: "each in its scope",
    advice: "project is committed, user goes with you into all projects, local is you in this one.",
  });
}

/** What starts a package from npm, up to its name; npx asks nobody where there is no terminal. */
const RUNNER =
  /^(cmd \/c )?(npx|npm exec|pnpm dlx|yarn dlx|bunx|bun x)( (-y|--yes|-q|--quiet|--))*( --package=| -p | )$/;

function pinned(made: readonly Made[]): Finding {
  const words = {
    check: "07.4.pinned",
    expected: "each server's package in exactly the version that was reviewed",
    all: "these versions",
    advice: "npx -y name@1.2.3 starts this version; with none, tomorrow another may start.",
  };
  return ofEntries(made, words, ({ command = "", args = [] }, server) => {
    const line = [command, ...args].join(" ");
    const [before = "", after] = line.split(`${server.package}@${server.reviewed}`);
    const isExact = after === "" || after?.startsWith(" ");
    return isExact && RUNNER.test(before)
      ? undefined
      : `${server.name} is started as ${show(line)}`;
  });
}

function noSecret(made: readonly Made[], files: string): Finding {
  const words = {
    check: "07.4.no-secret",
    expected: "no secret's value in any scope",
    all: "none",
    advice: "Write ${NAME} for it: Claude Code replaces it in user and local, too.",
  };
  return ofEntries(made, words, (_entry, { secrets, env }) => {
    const written = secrets.find((name) => files.includes(env[name] ?? name));
    return written === undefined ? undefined : `the value of ${written} is written out`;
  });
}

function variables(made: readonly Made[]): Finding {
  const all: Record<string, string> = Object.assign({}, ...made.map(({ server }) => server.env));
  const words = {
    check: "07.4.variables",
    expected: "each server gets its own variables with their values, and no other server's",
    all: "its own each",
    advice: "env has each name that the request has, with the value itself or with ${NAME}.",
  };
  return ofEntries(made, words, (entry, { name, env }) => {
    const { config } = expandConfig({ mcpServers: { [name]: entry } }, all, "claude-code");
    const given = config.mcpServers[name]?.env ?? {};
    const wrong = Object.keys(env).find((variable) => given[variable] !== env[variable]);
    if (wrong !== undefined) return `${name} does not get the value of ${wrong}`;
    const isForeign = (variable: string): boolean =>
      Object.hasOwn(all, variable) && !Object.hasOwn(env, variable);
    const foreign = Object.keys(given).find(isForeign);
    return foreign && `${name} gets ${foreign}, which is another server's`;
  });
}

function approved(wanted: readonly WantedServer[], settings: Setup["settings"]): Finding {
  const team = wanted.flatMap((server) => (server.for === "team" ? [server.name] : []));
  const { enabledMcpjsonServers: enabled, disabledMcpjsonServers: off } = settings;
  const isOpen = (name: string): boolean => !enabled.includes(name) || off.includes(name);
  const open = team.filter(isOpen).map((name) => `${name} is not approved`);
  const early = enabled
    .filter((name) => !team.includes(name))
    .map((name) => `${name} is approved for anybody who adds it to .mcp.json`);
  const all = settings.enableAllProjectMcpServers === true;
  const faults = [...(all ? ["whatever anybody adds is approved"] : []), ...open, ...early];
  return {
    check: "07.4.approved",
    passed: faults.length === 0,
    expected: "the team's servers approved by their names, and nothing else",
    found: faults[0] ?? `approved: ${team.join(", ") || "none"}`,
    advice: "enabledMcpjsonServers has the names of the servers that you put into project.",
  };
}

/** What a later version of any server may bring: nobody said that it may run. */
const LATER = { not_there_today: "ask" } as const;

const SEEN = {
  runs: "runs without a question",
  asks: "asks first",
  hidden: "is hidden from the model",
};

function rulings(
  wanted: readonly WantedServer[],
  permissions: Setup["settings"]["permissions"],
): Finding[] {
  const check = (
    may: "run" | "ask" | "never",
    ruling: keyof typeof SEEN,
    words: Words,
  ): Finding => {
    const faults = wanted.flatMap(({ name, tools }) =>
      Object.entries({ ...tools, ...LATER }).flatMap(([tool, wish]) => {
        const got = rulingOf(permissions, name, tool);
        return wish !== may || got === ruling ? [] : [`${tool} of ${name} ${SEEN[got]}`];
      }),
    );
    return { ...words, passed: faults.length === 0, found: faults[0] ?? "as it was asked for" };
  };
  return [
    check("run", "runs", {
      check: "07.4.runs",
      expected: "each tool that may run does, without a question",
      advice: "Allow it by the name that the model gets: mcp__server__tool, other characters as _.",
    }),
    check("ask", "asks", {
      check: "07.4.asks",
      expected: "a question before each tool that asks, and before those a later version brings",
      advice:
        "A tool that no rule names asks first. A rule for a whole server says too much: name its tools.",
    }),
    check("never", "hidden", {
      check: "07.4.never",
      expected: "what must never run is hidden from the model",
      advice: "Deny it by the name that the model gets; a rule for another name denies nothing.",
    }),
  ];
}
