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
  "disables every other listed tool as well": but({
    toolset: (listed: string[]) => ({
      default_config: closed,
      configs: { ...Object.fromEntries(listed.map((name) => [name, closed])), ...named(needed) },
    }),
  }),
};

const repairWrong: [check: string | string[], mistake: string, answer: Repaired][] = [
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
  ["01.4.token", "drops the token altogether", but({ token: () => ({}) })],
  [
    "01.4.token",
    "names the field otherwise",
    but({ token: ({ HF_TOKEN }) => (HF_TOKEN ? { token: HF_TOKEN } : {}) }),
  ],
  ["01.4.deny", "leaves default_config out", but({ toolset: { configs: named(needed) } })],
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
  ["01.4.guard", "has none", but({ guard: () => {} })],
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
  // The names do no harm as long as everything is exposed: that fault shows once it denies.
  [
    ["01.4.token", "01.4.deny", "01.4.guard"],
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
