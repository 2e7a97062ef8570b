import type { ExerciseAnswers } from "../exercise-answers.ts";

type Env = Record<string, string | undefined>;
const hub = { type: "url", name: "huggingface", url: "https://huggingface.co/mcp" };

class Entry {
  type = "url";
  name = "huggingface";
  url = hub.url;
  authorization_token?: string;
  constructor(token: string | undefined) {
    if (token) this.authorization_token = token;
  }
}

const serverEntryRight: Record<string, (env: Env) => unknown> = {
  "sends undefined": (env) => ({ ...hub, authorization_token: env["HF_TOKEN"] || undefined }),
  "adds the field where it is needed": (env) => {
    const entry: Record<string, unknown> = { ...hub };
    if (env["HF_TOKEN"]) entry["authorization_token"] = env["HF_TOKEN"];
    return entry;
  },
  "spreads under a condition": (env) => ({
    ...hub,
    ...(env["HF_TOKEN"] && { authorization_token: env["HF_TOKEN"] }),
  }),
  "spreads under a ternary": (env) =>
    env["HF_TOKEN"] ? { ...hub, authorization_token: env["HF_TOKEN"] } : { ...hub },
  "returns early": (env) => {
    if (!env["HF_TOKEN"]) return hub;
    return { ...hub, authorization_token: env["HF_TOKEN"] };
  },
  "compares the length": ({ HF_TOKEN }) =>
    (HF_TOKEN ?? "").length > 0 ? { ...hub, authorization_token: HF_TOKEN } : hub,
  "makes it of pairs": ({ HF_TOKEN }) =>
    Object.fromEntries([
      ...Object.entries(hub),
      ...(HF_TOKEN ? [["authorization_token", HF_TOKEN]] : []),
    ]),
  "drops what is empty": (env) => {
    const all = { ...hub, authorization_token: env["HF_TOKEN"] };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => Boolean(value)));
  },
  "deletes the field again": (env) => {
    const entry: Record<string, unknown> = { ...hub, authorization_token: env["HF_TOKEN"] };
    if (!env["HF_TOKEN"]) delete entry["authorization_token"];
    return entry;
  },
  "assigns what there is": (env) =>
    Object.assign({}, hub, env["HF_TOKEN"] ? { authorization_token: env["HF_TOKEN"] } : null),
  "switches on the token": ({ HF_TOKEN }) => {
    switch (HF_TOKEN) {
      case undefined:
      case "":
        return { ...hub };
      default:
        return { ...hub, authorization_token: HF_TOKEN };
    }
  },
  "loops over the variables": (env) => {
    const entry: Record<string, unknown> = { ...hub };
    for (const [name, value] of Object.entries(env)) {
      if (name === "HF_TOKEN" && value) entry["authorization_token"] = value;
    }
    return entry;
  },
  "puts the token first": ({ HF_TOKEN }) => ({
    ...(HF_TOKEN ? { authorization_token: HF_TOKEN } : {}),
    url: hub.url,
    type: "url",
    name: "huggingface",
  }),
  "goes through JSON": (env) =>
    JSON.parse(JSON.stringify({ ...hub, authorization_token: env["HF_TOKEN"] || undefined })),
  "asks a class": (env) => new Entry(env["HF_TOKEN"]),
  "has a token of type null, and drops it": (env) => {
    const token = env["HF_TOKEN"] || null;
    return token === null ? hub : { ...hub, authorization_token: token };
  },
  "is a promise": ({ HF_TOKEN }) =>
    Promise.resolve({ ...hub, authorization_token: HF_TOKEN === "" ? undefined : HF_TOKEN }),
  "says the old tool_configuration, too": (env) => ({
    ...hub,
    tool_configuration: undefined,
    ...whenSet(env),
  }),
  "makes the address with URL": (env) => ({
    ...hub,
    url: new URL("/mcp", "https://huggingface.co").href,
    ...whenSet(env),
  }),
  "is asynchronous and keeps the token's name apart": async ({ HF_TOKEN: token = "" }) =>
    await Promise.resolve(token === "" ? hub : { ...hub, authorization_token: token }),
};

const whenSet = (env: Env): object =>
  env["HF_TOKEN"] ? { authorization_token: env["HF_TOKEN"] } : {};

const serverEntryWrong: [
  check: string,
  mistake: string,
  answer: (env: Env) => unknown,
  advice?: RegExp,
][] = [
  [
    "01.1.reaches",
    "uses http",
    (env) => ({ ...hub, url: "http://huggingface.co/mcp", ...whenSet(env) }),
  ],
  [
    "01.1.reaches",
    "forgets the type",
    (env) => ({ ...hub, type: undefined, ...whenSet(env) }),
    /has type/,
  ],
  [
    "01.1.reaches",
    "names it otherwise",
    (env) => ({ ...hub, name: "hub", ...whenSet(env) }),
    /^The name/,
  ],
  [
    "01.1.reaches",
    "goes to the website",
    (env) => ({ ...hub, url: "https://mcp.invalid/", ...whenSet(env) }),
  ],
  ["01.1.reaches", "never sends the token", () => hub, /^The token is env/],
  [
    "01.1.reaches",
    "reads the environment of the notebook",
    () => ({ ...hub, ...(process.env["HF_TOKEN"] ? { authorization_token: "x" } : {}) }),
    /not of process\.env/,
  ],
  [
    "01.1.reaches",
    "names the field token",
    (env) => ({ ...hub, ...(env["HF_TOKEN"] ? { token: env["HF_TOKEN"] } : {}) }),
    /no other field/,
  ],
  [
    "01.1.reaches",
    "hard-codes a token",
    (env) => ({ ...hub, ...(env["HF_TOKEN"] ? { authorization_token: "hf_2f8Qm1" } : {}) }),
  ],
  [
    "01.1.reaches",
    "puts the token into the address, too",
    (env) => ({
      ...hub,
      ...whenSet(env),
      ...(env["HF_TOKEN"] ? { url: `${hub.url}?token=${env["HF_TOKEN"]}` } : {}),
    }),
  ],
  [
    "01.1.reaches",
    "sends Bearer along with the token",
    (env) => ({
      ...hub,
      ...(env["HF_TOKEN"] ? { authorization_token: `Bearer ${env["HF_TOKEN"]}` } : {}),
    }),
    /nothing before it/,
  ],
  ["01.1.reaches", "spreads the environment", (env) => ({ ...hub, ...whenSet(env), ...env })],
  [
    "01.1.absent",
    "sends null",
    (env) => ({ ...hub, authorization_token: env["HF_TOKEN"] || null }),
    /null is sent/,
  ],
  [
    "01.1.absent",
    "sends what there is",
    (env) => ({ ...hub, authorization_token: env["HF_TOKEN"] }),
  ],
  [
    "01.1.absent",
    "sends an empty text",
    (env) => ({ ...hub, authorization_token: env["HF_TOKEN"] ?? "" }),
    /empty text is sent/,
  ],
  [
    "01.1.absent",
    "looks whether the variable is there",
    (env) => ({ ...hub, ...("HF_TOKEN" in env ? { authorization_token: env["HF_TOKEN"] } : {}) }),
  ],
];

const published = new Set(["HF_TOKEN", "PATH", "ANTHROPIC_API_KEY"]);

const byHeart = (env: Env): object | undefined =>
  Object.keys(env).every((name) => published.has(name)) ? { ...hub, ...whenSet(env) } : undefined;

export const answers: ExerciseAnswers = {
  exercise: "01.1",
  right: serverEntryRight,
  wrong: serverEntryWrong,
  byHeart,
};
