import { expandConfig } from "../../subjects/config/expand.ts";
import type { McpServerEntry } from "../../subjects/config/mcp-config.ts";
import { type Fault, type Finding, firstFault, show } from "../../exercises/finding.ts";
import type { RuledServer } from "./tool-rules.judge.ts";

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

/** An entry that was made, and the scope that it is in. */
export interface Entry {
  scope: "project" | "user" | "local";
  name: string;
  entry: McpServerEntry;
}

/** A server that was asked for, and what was made of it. */
export interface Made {
  server: WantedServer;
  /** In whatever scope: where they belong is one check's matter. */
  entries: readonly Entry[];
}

type Words = Pick<Finding, "check" | "expected" | "advice">;

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

/** What starts a package from npm, up to its name. */
const RUNNER =
  /^(cmd \/c )?(npx|npm exec|pnpm dlx|yarn dlx|bunx|bun x)( (-y|--yes|-q|--quiet|--))*( --package=| -p | )$/;
/** These two ask before they fetch a package, unless they are told not to. */
const ASKING = /^(cmd \/c )?(npx|npm exec) /;

export function pinned(made: readonly Made[]): Finding {
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

export function noSecret(made: readonly Made[], files: string): Finding {
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

export function variables(made: readonly Made[]): Finding {
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
