import { z } from "zod";
import type { Outcome } from "../../exercises/answer.ts";
import {
  type Fault,
  type Finding,
  findingOf,
  firstFault,
  type Judge,
  show,
} from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";
import { expandConfig } from "../../subjects/config/expand.ts";
import {
  type McpConfig,
  type McpServerEntry,
  readMcpConfig,
} from "../../subjects/config/mcp-config.ts";
import { judgeRules, type RuledServer } from "./tool-rules.judge.ts";

/** A server that somebody asked for. */
export interface WantedServer extends RuledServer {
  /** The team in this project, you in all of your projects, or you in this one. */
  for: "team" | "me" | "me-here";
  /** On npm. */
  package: string;
  /** The version whose code somebody read. */
  reviewed: string;
  env: Readonly<Record<string, string>>;
  /** Which of `env` are secrets. */
  secrets: readonly string[];
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
    ...judgeRules(wanted, answer.settings.permissions),
  ];
  if (parsed.success) return findings;
  const where = parsed.error.issues[0]?.path.join(".") ?? "";
  const fault = faultOfOutcome(
    outcome,
    "Return { project, user, local, settings }: three files with mcpServers, and the settings.",
  );
  const found = [where && `${where} is missing, or of another shape`, fault.found]
    .filter(Boolean)
    .join(": ");
  return findings.map((finding) => ({ ...finding, ...fault, passed: false, found }));
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
  fault: (entry: McpServerEntry, server: WantedServer) => Fault | undefined,
): Finding {
  const faultOf = ({ server, entries }: Made): Fault | undefined => {
    if (entries.length === 0)
      return {
        found: `there is no entry for ${server.name}`,
        advice: "Each server that was asked for has an entry under its name in mcpServers.",
      };
    return entries.map(({ entry }) => fault(entry, server)).find((one) => one !== undefined);
  };
  return firstFault(made, faultOf, { ...words, none: "no servers" });
}

const SCOPES = { team: "project", me: "user", "me-here": "local" } as const;

function scopes(made: readonly Made[]): Finding {
  const fault = ({ server, entries }: Made): Fault | undefined => {
    const found = entries.map(({ scope }) => scope);
    if (found.length === 1 && found[0] === SCOPES[server.for]) return undefined;
    return {
      found: `${server.name}, for ${show(server.for)}, is in ${found.join(" and ") || "none"}`,
      advice:
        found.length > 1
          ? "One scope is enough: the others would never be read, or hide it."
          : MEANT[server.for],
    };
  };
  return firstFault(made, fault, {
    check: "07.4.scopes",
    expected: "each server in one scope: team in project, me in user, me-here in local",
    none: "no servers",
    all: "each in its scope",
    advice: "Each server goes into the file of its scope.",
  });
}

const MEANT = {
  team: "What the team is to have is committed: that is project.",
  me: "What goes with you into all projects is user.",
  "me-here": "What is yours in this project alone is local.",
};

/** What starts a package from npm, up to its name. */
const RUNNER =
  /^(cmd \/c )?(npx|npm exec|pnpm dlx|yarn dlx|bunx|bun x)( (-y|--yes|-q|--quiet|--))*( --package=| -p | )$/;
/** These two ask before they fetch a package, unless they are told not to. */
const ASKING = /^(cmd \/c )?(npx|npm exec) /;

function pinned(made: readonly Made[]): Finding {
  const words = {
    check: "07.4.pinned",
    expected:
      "each server's package in exactly the version that was reviewed, started without a question",
    all: "these versions",
    advice: "npx -y name@1.2.3 starts this version; with none, tomorrow another may start.",
  };
  return ofEntries(made, words, ({ command = "", args = [] }, server) => {
    const line = [command, ...args].join(" ");
    const [before = "", after] = line.split(`${server.package}@${server.reviewed}`);
    const isExact = after === "" || after?.startsWith(" ");
    const found = `${server.name} is started as ${show(line)}`;
    if (!isExact || !RUNNER.test(before)) return found;
    if (!ASKING.test(before) || / (-y|--yes) /.test(before)) return undefined;
    return {
      found,
      advice: "npx asks before it fetches a package, and nobody is there to answer: -y says yes.",
    };
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
    if (written === undefined) return undefined;
    const value = env[written] ?? "";
    return {
      found: `the value of ${written} is written out`,
      advice: files.includes(`:-${value}`)
        ? "A default is written out, too: a secret has none."
        : words.advice,
    };
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
    if (wrong !== undefined)
      return {
        found: `${name} does not get the value of ${wrong}`,
        advice:
          given[wrong] === undefined
            ? "env has each name that the request has, not only the secrets."
            : `It gets ${show(given[wrong])}: a reference is \${NAME}, with braces, and the name that the request has.`,
      };
    const isForeign = (variable: string): boolean =>
      Object.hasOwn(all, variable) && !Object.hasOwn(env, variable);
    const foreign = Object.keys(given).find(isForeign);
    return (
      foreign && {
        found: `${name} gets ${foreign}, which is another server's`,
        advice: "Make env from this server's own variables alone.",
      }
    );
  });
}

function approved(wanted: readonly WantedServer[], settings: Setup["settings"]): Finding {
  const team = wanted.flatMap((server) => (server.for === "team" ? [server.name] : []));
  const { enabledMcpjsonServers: enabled, disabledMcpjsonServers: off } = settings;
  const closed = team.find((name) => !enabled.includes(name) || off.includes(name));
  const early = enabled.find((name) => !team.includes(name));
  const fault = ((): Fault | undefined => {
    if (settings.enableAllProjectMcpServers === true)
      return {
        found: "whatever anybody adds is approved",
        advice: "Leave enableAllProjectMcpServers out, and approve by name.",
      };
    if (closed !== undefined)
      return {
        found: `${closed} is not approved`,
        advice: off.includes(closed)
          ? "disabledMcpjsonServers holds before enabledMcpjsonServers."
          : "enabledMcpjsonServers has the names of the servers that you put into project.",
      };
    return early === undefined
      ? undefined
      : {
          found: `${early} is approved for anybody who adds it to .mcp.json`,
          advice: "Only what is in project needs approval; your own servers need none.",
        };
  })();
  return findingOf(fault, {
    check: "07.4.approved",
    expected: "the team's servers approved by their names, and nothing else",
    all: `approved: ${team.join(", ") || "none"}`,
    advice: "enabledMcpjsonServers has the names of the servers that you put into project.",
  });
}
