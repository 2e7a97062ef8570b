import assert from "node:assert/strict";
import type { ExerciseAnswers } from "../exercise-answers.ts";

type Env = { HF_TOKEN?: string };
type Repaired = (env: Env, listed: string[]) => unknown;

const needed = ["hub_repo_search", "hf_fs"];
const entry = { type: "url", name: "huggingface", url: "https://huggingface.co/mcp" };
const base = { type: "mcp_toolset", mcp_server_name: "huggingface" };
const closed = { enabled: false };

function named(tools: readonly string[]): object {
  return Object.fromEntries(tools.map((name) => [name, { enabled: true }]));
}

function guard(listed: readonly string[]): void {
  for (const name of needed) if (!listed.includes(name)) throw new Error(`${name} is not listed`);
}

/** The repaired lists, of which one part differs. */
function but(parts: {
  guard?: (listed: string[]) => void;
  token?: (env: Env) => object;
  toolset?: object | ((listed: string[]) => object);
}): Repaired {
  return (env, listed) => {
    (parts.guard ?? guardAll)(listed);
    const token =
      parts.token ?? ((given) => (given.HF_TOKEN ? { authorization_token: given.HF_TOKEN } : {}));
    const toolset = typeof parts.toolset === "function" ? parts.toolset(listed) : parts.toolset;
    return {
      mcp_servers: [{ ...entry, ...token(env) }],
      tools: [{ ...base, ...(toolset ?? { default_config: closed, configs: named(needed) }) }],
    };
  };
}

function guardAll(listed: readonly string[]): void {
  const missing = needed.filter((name) => !listed.includes(name));
  if (missing.length > 0) throw new Error(`gone: ${missing.join(", ")}`);
}

class ToolGone extends Error {
  override name = "ToolGone";
  constructor(tool: string) {
    super(`The tool ${tool} is gone.`);
  }
}

const repairRight: Record<string, Repaired> = {
  "names the first that is missing": but({ guard }),
  "names all that is missing at once": but({}),
  "sends undefined for no token": but({
    token: ({ HF_TOKEN }) => ({ authorization_token: HF_TOKEN || undefined }),
  }),
  "is asynchronous, with a set and a name of its own for the server": async (
    { HF_TOKEN },
    listed,
  ) => {
    const there = new Set(listed);
    const gone = needed.filter((name) => !there.has(name));
    if (gone.length > 0) throw new RangeError(JSON.stringify(gone));
    await Promise.resolve();
    return {
      mcp_servers: [
        { ...entry, name: "hub", ...(HF_TOKEN ? { authorization_token: HF_TOKEN } : {}) },
      ],
      tools: [{ ...base, mcp_server_name: "hub", default_config: closed, configs: named(needed) }],
    };
  },
  "finds with find": but({
    guard: (listed) => {
      const gone = needed.find((name) => !listed.includes(name));
      if (gone) throw new Error(`The Hub has no ${gone} any more`);
    },
  }),
  "compares with indexOf": but({
    guard: (listed) => {
      for (const name of needed) {
        // oxlint-disable-next-line unicorn/prefer-includes -- as people write it
        if (listed.indexOf(name) === -1) throw new Error(`Tool "${name}" was renamed or removed.`);
      }
    },
  }),
  "compares one by one": but({
    guard: (listed) => {
      if (!listed.some((name) => name === "hub_repo_search")) throw new Error("hub_repo_search!");
      if (!listed.some((name) => name === "hf_fs")) throw new Error("hf_fs!");
    },
  }),
  "rejects a promise": async (env, listed) => {
    const gone = needed.filter((name) => !listed.includes(name));
    if (gone.length > 0) return await Promise.reject(new Error(gone.join(" and ")));
    return but({ guard: () => {} })(env, listed);
  },
  "throws a TypeError": but({
    guard: (listed) => {
      for (const name of needed) if (!listed.includes(name)) throw new TypeError(`no tool ${name}`);
    },
  }),
  "throws an error of its own class": but({
    guard: (listed) => {
      for (const name of needed) if (!listed.includes(name)) throw new ToolGone(name);
    },
  }),
  "throws several as an AggregateError": but({
    guard: (listed) => {
      const gone = needed.filter((name) => !listed.includes(name));
      if (gone.length > 0) {
        throw new AggregateError(
          gone.map((name) => new Error(name)),
          `missing: ${gone.join(" ")}`,
        );
      }
    },
  }),
  "throws with a cause": but({
    guard: (listed) => {
      const gone = needed.filter((name) => !listed.includes(name));
      if (gone.length > 0) throw new Error(`not listed: ${String(gone)}`, { cause: listed });
    },
  }),
  "names all that it needs and what is listed": but({
    guard: (listed) => {
      if (!needed.every((name) => listed.includes(name))) {
        throw new Error(`needs ${needed.join(", ")}; the server lists ${listed.join(", ")}`);
      }
    },
  }),
  "takes differences of sets": but({
    guard: (listed) => {
      const gone = new Set(needed);
      for (const name of listed) gone.delete(name);
      if (gone.size > 0) throw new Error([...gone].join());
    },
  }),
  counts: but({
    guard: (listed) => {
      let there = 0;
      for (const name of listed) if (needed.includes(name)) there += 1;
      if (there < needed.length) guard(listed);
    },
  }),
  "guards with an assertion": but({
    guard: (listed) => {
      for (const name of needed) assert.ok(listed.includes(name), `${name} is not listed`);
    },
  }),
  "spreads the token when it is there": but({
    token: ({ HF_TOKEN }) => ({ ...(HF_TOKEN && { authorization_token: HF_TOKEN }) }),
  }),
  "writes both entries out": but({
    toolset: {
      default_config: { enabled: false },
      configs: { hub_repo_search: { enabled: true }, hf_fs: { enabled: true } },
    },
  }),
  "switches the dead names off": but({
    toolset: {
      default_config: closed,
      configs: { ...named(needed), hf_doc_search: closed, hf_doc_fetch: closed },
    },
  }),
  "says that nothing is deferred": but({
    toolset: { default_config: { ...closed, defer_loading: false }, configs: named(needed) },
  }),
  "disables every other listed tool as well": but({
    toolset: (listed: string[]) => ({
      default_config: closed,
      configs: { ...Object.fromEntries(listed.map((name) => [name, closed])), ...named(needed) },
    }),
  }),
};

const repairWrong: [
  check: string | string[],
  mistake: string,
  answer: Repaired,
  advice?: RegExp,
][] = [
  [
    "01.4.token",
    "still sends null",
    but({ token: ({ HF_TOKEN }) => ({ authorization_token: HF_TOKEN ?? null }) }),
  ],
  [
    "01.4.token",
    "sends an empty text",
    but({ token: ({ HF_TOKEN }) => ({ authorization_token: HF_TOKEN ?? "" }) }),
  ],
  [
    "01.4.token",
    "sends a token that is set but empty",
    but({
      token: ({ HF_TOKEN }) => (HF_TOKEN === undefined ? {} : { authorization_token: HF_TOKEN }),
    }),
  ],
  [
    "01.4.token",
    "gives each tool a toolset of its own",
    (env, listed) => {
      guardAll(listed);
      const token = env.HF_TOKEN ? { authorization_token: env.HF_TOKEN } : {};
      return {
        mcp_servers: [{ ...entry, ...token }],
        tools: needed.map((name) => ({ ...base, default_config: closed, configs: named([name]) })),
      };
    },
    /One toolset names both tools/,
  ],
  ["01.4.token", "drops the token altogether", but({ token: () => ({}) })],
  [
    "01.4.token",
    "names the field otherwise",
    but({ token: ({ HF_TOKEN }) => (HF_TOKEN ? { token: HF_TOKEN } : {}) }),
  ],
  [
    "01.4.deny",
    "leaves default_config out",
    but({ toolset: { configs: named(needed) } }),
    /configs alone denies nothing/,
  ],
  [
    "01.4.deny",
    "enables by default",
    but({ toolset: { default_config: { enabled: true }, configs: named(needed) } }),
  ],
  [
    "01.4.deny",
    "denies those that write by name",
    but({
      toolset: {
        configs: {
          ...named(needed),
          ...Object.fromEntries(
            ["create_repo", "hf_jobs", "dynamic_space", "hf_whoami", "hub_repo_details"].map(
              (name) => [name, closed],
            ),
          ),
        },
      },
    }),
  ],
  [
    "01.4.deny",
    "allows whatever is listed",
    but({ toolset: (listed: string[]) => ({ default_config: closed, configs: named(listed) }) }),
    /configs enables hf_whoami/,
  ],
  [
    "01.4.names",
    "keeps the dead names",
    but({ toolset: { default_config: closed, configs: named(["hf_doc_search", "hf_doc_fetch"]) } }),
  ],
  [
    "01.4.names",
    "fixes one name of two",
    but({
      toolset: { default_config: closed, configs: named(["hub_repo_search", "hf_doc_fetch"]) },
    }),
  ],
  ["01.4.names", "denies everything", but({ toolset: { default_config: closed } })],
  [
    "01.4.names",
    "prefixes the names",
    but({
      toolset: {
        default_config: closed,
        configs: named(needed.map((name) => `huggingface_${name}`)),
      },
    }),
  ],
  [
    "01.4.names",
    "keeps the dead names beside the new ones",
    but({
      toolset: {
        default_config: closed,
        configs: named([...needed, "hf_doc_search", "hf_doc_fetch"]),
      },
    }),
    /Nobody lists hf_doc_search/,
  ],
  ["01.4.guard", "has none", but({ guard: () => {} })],
  [
    "01.4.guard",
    "takes a longer name for the tool",
    but({
      guard: (listed) => {
        const gone = needed.filter((name) => !listed.some((other) => other.includes(name)));
        if (gone.length > 0) throw new Error(`gone: ${gone.join(", ")}`);
      },
    }),
    /compare whole names/,
  ],
  [
    "01.4.guard",
    "looks for the name in all names, run together",
    but({
      guard: (listed) => {
        const gone = needed.filter((name) => !JSON.stringify(listed).includes(name));
        if (gone.length > 0) throw new Error(`gone: ${gone.join(", ")}`);
      },
    }),
    /compare whole names/,
  ],
  [
    "01.4.guard",
    "takes a part of the name for the tool",
    but({
      guard: (listed) => {
        const gone = needed.filter((name) => !listed.some((other) => name.startsWith(other)));
        if (gone.length > 0) throw new Error(`gone: ${gone.join(", ")}`);
      },
    }),
  ],
  [
    "01.4.guard",
    "throws a text",
    but({
      guard: (listed) => {
        const gone = needed.filter((name) => !listed.includes(name));
        // oxlint-disable-next-line typescript/only-throw-error -- the mistake
        if (gone.length > 0) throw `gone: ${gone.join(", ")}`;
      },
    }),
    /throw new Error/,
  ],
  [
    ["01.4.token", "01.4.deny", "01.4.names", "01.4.guard"],
    "looks for the dead names, too",
    but({
      guard: (listed) => {
        for (const name of [...needed, "hf_doc_search"]) {
          if (!listed.includes(name)) throw new Error(`gone: ${name}`);
        }
      },
    }),
    /No error here/,
  ],
  [
    "01.4.guard",
    "throws without a name",
    but({
      guard: (listed) => {
        if (!needed.every((name) => listed.includes(name)))
          throw new Error("The tools have changed.");
      },
    }),
  ],
  [
    "01.4.guard",
    "runs the names together",
    but({
      guard: (listed) => {
        const gone = needed.filter((name) => !listed.includes(name));
        if (gone.length > 0) throw new Error(`gone: ${gone.join("")}`);
      },
    }),
  ],
  [
    "01.4.guard",
    "is content with one of them",
    but({
      guard: (listed) => {
        if (!needed.some((name) => listed.includes(name)))
          throw new Error(`gone: ${needed.join(", ")}`);
      },
    }),
  ],
  [
    "01.4.guard",
    "leaves out what is gone",
    but({
      guard: () => {},
      toolset: (listed: string[]) => ({
        default_config: closed,
        configs: named(needed.filter((name) => listed.includes(name))),
      }),
    }),
  ],
  [
    ["01.4.token", "01.4.deny", "01.4.names", "01.4.guard"],
    "leaves the example as it was published",
    (env) => ({
      mcp_servers: [{ ...entry, authorization_token: env.HF_TOKEN ?? null }],
      tools: [{ ...base, configs: named(["hf_doc_search", "hf_doc_fetch"]) }],
    }),
  ],
];

const seen = new Set([
  "hf_whoami",
  "hub_repo_search",
  "hub_repo_details",
  "hf_fs",
  "create_repo",
  "hf_jobs",
  "dynamic_space",
  "delete_repo",
  "hub_search",
  "hub_fs",
  "hf_fs_read",
  "my_hf_fs",
  "hub",
  "hub_repo_search_v2",
]);

const byHeart: Repaired = (env, listed) =>
  listed.every((name) => seen.has(name)) ? but({})(env, listed) : undefined;

export const answers: ExerciseAnswers = {
  exercise: "01.4",
  right: repairRight,
  wrong: repairWrong,
  byHeart,
  equivalent: [
    {
      reason: "A list in a text has commas between its names.",
      mutants: [
        'call-dropped: throw new Error(`Not listed any more: ${missing.join(", ")}`); → throw new Error(`Not listed any more: ${missing}`);',
      ],
    },
  ],
};
