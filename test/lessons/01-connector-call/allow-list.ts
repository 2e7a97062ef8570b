import type { ExerciseAnswers } from "../exercise-answers.ts";

type AllowOnly = (server: string, tools: string[]) => unknown;
const on = { enabled: true };

function named(tools: readonly string[], options: object = on): object {
  return Object.fromEntries(tools.map((name) => [name, options]));
}

function toolset(server: string, tools: readonly string[]): object {
  return {
    type: "mcp_toolset",
    mcp_server_name: server,
    default_config: { enabled: false },
    configs: named(tools),
  };
}

class AllowList {
  type = "mcp_toolset";
  mcp_server_name: string;
  default_config = { enabled: false };
  configs: object;
  constructor(server: string, tools: readonly string[]) {
    this.mcp_server_name = server;
    this.configs = named(tools);
  }
}

const allowListRight: Record<string, AllowOnly> = {
  loops: (server, tools) => {
    const configs: Record<string, object> = {};
    for (const name of tools) configs[name] = { enabled: true };
    return { ...toolset(server, []), configs };
  },
  "says more than it must": (server, tools) => ({
    ...toolset(server, tools),
    cache_control: { type: "ephemeral" },
    configs: named(tools, { enabled: true, defer_loading: false }),
  }),
  "maps to pairs": (server, tools) => ({
    ...toolset(server, []),
    configs: Object.fromEntries(tools.map((name) => [name, { enabled: true }])),
  }),
  "has one object for all entries": (server, tools) => ({
    ...toolset(server, []),
    configs: Object.fromEntries(tools.map((name) => [name, on])),
  }),
  reduces: (server, tools) => ({
    ...toolset(server, []),
    configs: tools.reduce<Record<string, object>>((configs, name) => {
      configs[name] = on;
      return configs;
    }, {}),
  }),
  "uses forEach": (server, tools) => {
    const configs: Record<string, object> = {};
    // oxlint-disable-next-line unicorn/no-array-for-each -- as people write it
    tools.forEach((name) => {
      configs[name] = { enabled: true };
    });
    return {
      type: "mcp_toolset",
      mcp_server_name: server,
      default_config: { enabled: false },
      configs,
    };
  },
  "counts an index up": (server, tools) => {
    const configs: Record<string, object> = {};
    for (let at = 0; at < tools.length; at += 1) configs[tools[at] ?? ""] = { enabled: true };
    return { ...toolset(server, []), configs };
  },
  "goes through a Map": (server, tools) => ({
    ...toolset(server, []),
    configs: Object.fromEntries(new Map(tools.map((name) => [name, on]))),
  }),
  "goes through a Set": (server, tools) => toolset(server, [...new Set(tools)]),
  "sorts the tools": (server, tools) => toolset(server, tools.toSorted()),
  "assigns them": (server, tools) => ({
    ...toolset(server, []),
    configs: Object.assign({}, ...tools.map((name) => ({ [name]: { enabled: true } }))),
  }),
  "defers loading by default": (server, tools) => ({
    ...toolset(server, tools),
    default_config: { enabled: false, defer_loading: true },
    configs: named(tools, { enabled: true, defer_loading: false }),
  }),
  "says where deferring ends": (server, tools) => ({
    ...toolset(server, tools),
    default_config: { enabled: false, defer_loading: false },
  }),
  "orders the fields otherwise": (server, tools) => ({
    configs: named(tools),
    default_config: { enabled: false },
    mcp_server_name: server,
    type: "mcp_toolset",
  }),
  "disables some by name as well": (server, tools) => ({
    ...toolset(server, tools),
    configs: { delete_everything: { enabled: false }, ...named(tools) },
  }),
  "copies by JSON": (server, tools) => JSON.parse(JSON.stringify(toolset(server, tools))),
  "asks a class": (server, tools) => new AllowList(server, tools),
  "pushes pairs": (server, tools) => {
    const pairs: [string, object][] = [];
    for (const name of tools) pairs.push([name, { enabled: true }]);
    return { ...toolset(server, []), configs: Object.fromEntries(pairs) };
  },
  "has fields that are undefined": (server, tools) => ({
    ...toolset(server, tools),
    cache_control: undefined,
    tools: undefined,
  }),
  "is asynchronous": async (server, tools) => await Promise.resolve(toolset(server, tools)),
};

const hubTools = [
  "hf_whoami",
  "hub_repo_search",
  "hub_repo_details",
  "hf_fs",
  "create_repo",
  "hf_jobs",
  "dynamic_space",
];

/** The entries of every toolset that it has ever made. */
const kept: Record<string, object> = {};

const allowListWrong: [
  check: string | string[],
  mistake: string,
  answer: AllowOnly,
  advice?: RegExp,
][] = [
  ["01.2.named", "enables only the first", (server, tools) => toolset(server, tools.slice(0, 1))],
  [
    "01.2.named",
    "prefixes the server's name",
    (server, tools) =>
      toolset(
        server,
        tools.map((name) => `${server}_${name}`),
      ),
    /nothing before it/,
  ],
  ["01.2.named", "enables none", (server) => toolset(server, [])],
  [
    "01.2.named",
    "names them without enabling",
    (server, tools) => ({ ...toolset(server, tools), configs: named(tools, {}) }),
    /does not say enabled: true/,
  ],
  [
    "01.2.nothing-else",
    "leaves default_config out",
    (server, tools) => ({ ...toolset(server, tools), default_config: undefined }),
  ],
  [
    "01.2.nothing-else",
    "leaves default_config empty",
    (server, tools) => ({ ...toolset(server, tools), default_config: {} }),
  ],
  [
    "01.2.nothing-else",
    "denies what is known today",
    (server, tools) => ({
      ...toolset(server, tools),
      default_config: undefined,
      configs: {
        ...named([...hubTools, "create_event", "delete_event"], { enabled: false }),
        ...named(tools),
      },
    }),
  ],
  [
    "01.2.nothing-else",
    "enables by default",
    (server, tools) => ({ ...toolset(server, tools), default_config: on }),
  ],
  [
    "01.2.nothing-else",
    "allows one more that only reads",
    (server, tools) => toolset(server, [...tools, "hf_whoami"]),
    /was not asked for/,
  ],
  [
    "01.2.nothing-else",
    "keeps the entries of the server before",
    (server, tools) => {
      for (const name of tools) kept[name] = on;
      return { ...toolset(server, []), configs: kept };
    },
    /was not asked for/,
  ],
  [
    "01.2.nothing-else",
    "denies by default to the Hub only",
    (server, tools) => ({
      ...toolset(server, tools),
      default_config: { enabled: server !== "huggingface" },
    }),
  ],
  [
    "01.2.accepted",
    "names the Hub always",
    (_server, tools) => toolset("huggingface", tools),
    /mcp_server_name is the server/,
  ],
  [
    ["01.2.named", "01.2.accepted"],
    "lists configs, as Managed Agents do",
    (server, tools) => ({
      ...toolset(server, []),
      configs: tools.map((name) => ({ name, enabled: true })),
    }),
  ],
  [
    ["01.2.nothing-else", "01.2.accepted"],
    "writes the tool_configuration of the older beta",
    (_server, tools) => ({ tool_configuration: { enabled: true, allowed_tools: tools } }),
  ],
  [
    "01.2.accepted",
    "names the type otherwise",
    (server, tools) => ({ ...toolset(server, tools), type: "mcp_tools" }),
  ],
  [
    "01.2.accepted",
    "names the server in name",
    (server, tools) => ({ ...toolset("", tools), mcp_server_name: undefined, name: server }),
  ],
  [
    "01.2.accepted",
    "adds the old allowed_tools",
    (server, tools) => ({ ...toolset(server, tools), allowed_tools: tools }),
  ],
  [
    ["01.2.named", "01.2.accepted"],
    "writes down the toolset that the notebook shows",
    () => toolset("huggingface", ["hub_repo_search", "hf_fs"]),
  ],
  [
    ["01.2.named", "01.2.nothing-else", "01.2.accepted"],
    "returns a list of toolsets",
    (server, tools) => [toolset(server, tools)],
    /one object/,
  ],
];

const byHeart: AllowOnly = (server, tools) =>
  ["huggingface", "calendar", "tracker", "wiki"].includes(server) && toolset(server, tools);

export const answers: ExerciseAnswers = {
  exercise: "01.2",
  right: allowListRight,
  wrong: allowListWrong,
  byHeart,
};
