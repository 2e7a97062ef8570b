import type { WantedServer } from "../../../lib/lessons/07-in-a-real-host/server-entries.judge.ts";
import { byHeart } from "../by-heart.ts";
import type { ExerciseAnswers } from "../exercise-answers.ts";

type Entry = { command: string; args: string[]; env: Record<string, string>; type?: string };
type File = { mcpServers: Record<string, Entry> };
type Rules = { allow: string[]; ask?: string[]; deny: string[] };
interface Setup {
  project: File;
  user: File;
  local: File;
  settings: {
    enableAllProjectMcpServers?: boolean;
    enabledMcpjsonServers?: string[];
    permissions: Rules;
  };
}
type SetUp = (wanted: WantedServer[]) => Setup;

/** What an answer does in its own way; the rest is right. */
interface Style {
  entry?: (server: WantedServer, wanted: WantedServer[]) => Entry;
  toolName?: (server: string, tool: string) => string;
  scope?: (server: WantedServer) => "project" | "user" | "local";
  change?: (made: Setup, wanted: WantedServer[]) => Setup;
}

const reference = (name: string): string => `\${${name}}`;

const envOf = (
  { env, secrets }: WantedServer,
  value: (name: string, isSecret: boolean) => string = (name, isSecret) =>
    isSecret ? reference(name) : (env[name] ?? ""),
): Record<string, string> =>
  Object.fromEntries(Object.keys(env).map((name) => [name, value(name, secrets.includes(name))]));

const plain = (server: WantedServer): Entry => ({
  command: "npx",
  args: ["-y", `${server.package}@${server.reviewed}`],
  env: envOf(server),
});

const SCOPES = { team: "project", me: "user", "me-here": "local" } as const;

const offered = (server: string, tool: string): string =>
  `mcp__${server}__${tool.replaceAll(/[^a-zA-Z0-9_-]/g, "_")}`;

function setUp(style: Style = {}): SetUp {
  const { entry = plain, toolName = offered, change = (made) => made } = style;
  const { scope = (one) => SCOPES[one.for] } = style;
  return (wanted) => {
    const file = (where: string): File => ({
      mcpServers: Object.fromEntries(
        wanted.filter((one) => scope(one) === where).map((one) => [one.name, entry(one, wanted)]),
      ),
    });
    const rules = (may: string): string[] =>
      wanted.flatMap(({ name, tools }) =>
        Object.keys(tools).flatMap((tool) => (tools[tool] === may ? [toolName(name, tool)] : [])),
      );
    const enabledMcpjsonServers = Object.keys(file("project").mcpServers);
    const permissions = { allow: rules("run"), ask: rules("ask"), deny: rules("never") };
    const settings = { enabledMcpjsonServers, permissions };
    return change(
      { project: file("project"), user: file("user"), local: file("local"), settings },
      wanted,
    );
  };
}

/** Right but for the rules. */
const withRules = (rules: (made: Rules, wanted: WantedServer[]) => Rules): SetUp =>
  setUp({
    change: (made, wanted) => ({
      ...made,
      settings: { ...made.settings, permissions: rules(made.settings.permissions, wanted) },
    }),
  });

const withEnv = (value: (name: string, isSecret: boolean, server: WantedServer) => string): SetUp =>
  setUp({
    entry: (server) => ({
      ...plain(server),
      env: envOf(server, (name, isSecret) => value(name, isSecret, server)),
    }),
  });

const withPackage = (argument: (server: WantedServer) => string[]): SetUp =>
  setUp({ entry: (server) => ({ ...plain(server), args: ["-y", ...argument(server)] }) });

const withSettings = (settings: (wanted: WantedServer[]) => object): SetUp =>
  setUp({
    change: (made, wanted) => ({ ...made, settings: { ...made.settings, ...settings(wanted) } }),
  });

const right: Record<string, SetUp> = {
  "makes entries and rules": setUp(),
  "takes every variable from the environment": withEnv(reference),
  "has defaults for what is no secret": withEnv((name, isSecret, { env }) =>
    isSecret ? reference(name) : `\${${name}:-${env[name]}}`,
  ),
  "names the package apart from the command": setUp({
    entry: (server) => ({
      ...plain(server),
      type: "stdio",
      args: ["--yes", `--package=${server.package}@${server.reviewed}`, "--", server.name],
    }),
  }),
  "starts it with another runner, which asks nobody": setUp({
    entry: (server) => ({
      ...plain(server),
      command: "pnpm",
      args: ["dlx", `${server.package}@${server.reviewed}`],
    }),
  }),
  "ends its rules with a star": withRules(({ allow, ask = [], deny }) => ({
    allow: allow.map((rule) => `${rule}*`),
    ask: ask.map((rule) => `${rule}*`),
    deny,
  })),
};

const wrong: ExerciseAnswers["wrong"] = [
  [
    "07.4.scopes",
    "shares everything with the team",
    setUp({
      scope: () => "project",
      change: (made, wanted) => ({
        ...made,
        settings: {
          ...made.settings,
          enabledMcpjsonServers: setUp()(wanted).settings.enabledMcpjsonServers ?? [],
        },
      }),
    }),
  ],
  [
    "07.4.scopes",
    "swaps user and local",
    setUp({ change: (made) => ({ ...made, user: made.local, local: made.user }) }),
  ],
  [
    "07.4.scopes",
    "has the team's servers for itself, too",
    setUp({
      change: (made) => ({
        ...made,
        local: { mcpServers: { ...made.project.mcpServers, ...made.local.mcpServers } },
      }),
    }),
  ],
  ["07.4.pinned", "starts the latest version", withPackage((server) => [server.package])],
  [
    "07.4.pinned",
    "lets npx ask whether it may",
    setUp({
      entry: (server) => ({ ...plain(server), args: [`${server.package}@${server.reviewed}`] }),
    }),
  ],
  ["07.4.pinned", "says latest", withPackage((server) => [`${server.package}@latest`])],
  [
    "07.4.pinned",
    "takes later versions that should fit",
    withPackage((server) => [`${server.package}@^${server.reviewed}`]),
  ],
  [
    "07.4.pinned",
    "gives the version as a word of its own",
    withPackage((server) => [server.package, server.reviewed]),
  ],
  [
    "07.4.no-secret",
    "writes the values, as claude mcp add --env does",
    withEnv((name, _isSecret, { env }) => env[name] ?? ""),
  ],
  [
    "07.4.no-secret",
    "has the secret as the default",
    withEnv((name, isSecret, { env }) =>
      isSecret ? `\${${name}:-${env[name]}}` : (env[name] ?? ""),
    ),
  ],
  [
    "07.4.variables",
    "hands on the secrets alone",
    setUp({
      entry: (server) => ({
        ...plain(server),
        env: Object.fromEntries(
          Object.entries(envOf(server)).filter(([name]) => server.secrets.includes(name)),
        ),
      }),
    }),
  ],
  [
    "07.4.variables",
    "hands everything to everyone",
    setUp({
      entry: (server, wanted) => ({
        ...plain(server),
        env: Object.assign({}, ...wanted.map((one) => envOf(one))),
      }),
    }),
  ],
  [
    "07.4.variables",
    "writes variables as a shell does",
    withEnv((name, isSecret, { env }) => (isSecret ? `$${name}` : (env[name] ?? ""))),
  ],
  [
    "07.4.approved",
    "approves whatever comes",
    withSettings(() => ({ enableAllProjectMcpServers: true })),
  ],
  [
    "07.4.approved",
    "approves every name in advance",
    withSettings((wanted) => ({ enabledMcpjsonServers: wanted.map(({ name }) => name) })),
  ],
  ["07.4.approved", "approves nothing", withSettings(() => ({ enabledMcpjsonServers: [] }))],
  ["07.4.runs", "allows nothing", withRules((rules) => ({ ...rules, allow: [] }))],
  [
    "07.4.runs",
    "allows by the server's names",
    withRules((rules, wanted) => ({
      ...rules,
      allow: setUp({ toolName: (server, tool) => `mcp__${server}__${tool}` })(wanted).settings
        .permissions.allow,
    })),
  ],
  [
    ["07.4.runs"],
    "asks before whole servers",
    withRules((rules, wanted) => ({ ...rules, ask: wanted.map(({ name }) => `mcp__${name}`) })),
  ],
  [
    "07.4.asks",
    "allows whole servers",
    withRules((rules, wanted) => ({ ...rules, allow: wanted.map(({ name }) => `mcp__${name}`) })),
  ],
  [
    "07.4.asks",
    "leaves out what asks",
    withRules(({ allow, deny }) => ({ allow, deny })),
    /Name it in ask/,
  ],
  [
    "07.4.asks",
    "allows what asks, too",
    withRules(({ allow, deny }, wanted) => ({
      deny,
      allow: [
        ...allow,
        ...wanted.flatMap(({ name, tools }) =>
          Object.keys(tools).flatMap((tool) =>
            tools[tool] === "ask" ? [offered(name, tool)] : [],
          ),
        ),
      ],
    })),
  ],
  [
    "07.4.never",
    "denies by the server's names",
    withRules((rules, wanted) => ({
      ...rules,
      deny: setUp({ toolName: (server, tool) => `mcp__${server}__${tool}` })(wanted).settings
        .permissions.deny,
    })),
  ],
  ["07.4.never", "leaves out what must not run", withRules((rules) => ({ ...rules, deny: [] }))],
  [
    ["07.4.runs", "07.4.asks"],
    "denies whole servers and allows some tools",
    withRules((rules, wanted) => ({ ...rules, deny: wanted.map(({ name }) => `mcp__${name}`) })),
  ],
  [
    ["07.4.runs", "07.4.asks", "07.4.never"],
    "uses the server's names",
    setUp({ toolName: (server, tool) => `mcp__${server}__${tool}` }),
  ],
  [
    ["07.4.runs", "07.4.asks", "07.4.never"],
    "replaces dots alone",
    setUp({ toolName: (server, tool) => `mcp__${server}__${tool.replaceAll(".", "_")}` }),
  ],
  [
    ["07.4.runs", "07.4.asks"],
    "replaces the first character alone",
    setUp({ toolName: (server, tool) => `mcp__${server}__${tool.replace(/[^\w-]/, "_")}` }),
  ],
  [
    "07.4.asks",
    "keeps the letters of other languages",
    setUp({
      toolName: (server, tool) => `mcp__${server}__${tool.replaceAll(/[^\p{L}\p{N}_-]/gu, "_")}`,
    }),
  ],
  [
    ["07.4.runs", "07.4.never"],
    "replaces dashes, too",
    setUp({ toolName: (server, tool) => `mcp__${server}__${tool.replaceAll(/\W/g, "_")}` }),
  ],
];

export const answers: ExerciseAnswers = {
  exercise: "07.4",
  right,
  wrong,
  byHeart: byHeart("07.4", setUp()),
  equivalent: [
    {
      reason: "What is no secret may come from the environment, too.",
      mutants: [
        "branch-dropped: secrets.includes(key) ? `\\${${key}}` : value, → (`\\${${key}}`),",
      ],
    },
  ],
};
