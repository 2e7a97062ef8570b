import type { ExerciseAnswers } from "../exercise-answers.ts";

type Env = Record<string, string | undefined>;
const hub = { type: "url", name: "huggingface", url: "https://huggingface.co/mcp" };

const serverEntryRight: Record<string, (env: Env) => unknown> = {
  "sends undefined": (env) => ({ ...hub, authorization_token: env["HF_TOKEN"] || undefined }),
  "adds the field where it is needed": (env) => {
    const entry: Record<string, unknown> = { ...hub };
    if (env["HF_TOKEN"]) entry["authorization_token"] = env["HF_TOKEN"];
    return entry;
  },
  "is asynchronous and keeps the token's name apart": async ({ HF_TOKEN: token = "" }) =>
    await Promise.resolve(token === "" ? hub : { ...hub, authorization_token: token }),
};

const whenSet = (env: Env): object =>
  env["HF_TOKEN"] ? { authorization_token: env["HF_TOKEN"] } : {};

const serverEntryWrong: [check: string, mistake: string, answer: (env: Env) => unknown][] = [
  [
    "01.1.reaches",
    "uses http",
    (env) => ({ ...hub, url: "http://huggingface.co/mcp", ...whenSet(env) }),
  ],
  ["01.1.reaches", "forgets the type", (env) => ({ ...hub, type: undefined, ...whenSet(env) })],
  ["01.1.reaches", "names it otherwise", (env) => ({ ...hub, name: "hub", ...whenSet(env) })],
  [
    "01.1.reaches",
    "goes to the website",
    (env) => ({ ...hub, url: "https://mcp.invalid/", ...whenSet(env) }),
  ],
  ["01.1.reaches", "never sends the token", () => hub],
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
  ],
  ["01.1.reaches", "spreads the environment", (env) => ({ ...hub, ...whenSet(env), ...env })],
  [
    "01.1.absent",
    "sends null",
    (env) => ({ ...hub, authorization_token: env["HF_TOKEN"] || null }),
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
