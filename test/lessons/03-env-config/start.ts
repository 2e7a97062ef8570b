import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { z } from "zod";
import type { ExerciseAnswers } from "../exercise-answers.ts";

interface Config {
  command: string;
  args: string[];
}
type Env = Record<string, string>;
type Start = (config: Config, env: Env) => Promise<unknown>;

const crmError = z.object({ error: z.object({ permission: z.string(), message: z.string() }) });

/** What is exchanged in an answer that is otherwise right. */
interface Parts {
  launch?: (config: Config, env: Env) => Config & { env?: Env };
  isLiteral?: (env: Env) => boolean;
  /** The result for a call that was refused or failed. */
  refused?: (permission: string, message: string, env: Env) => object;
  /** The result when something was thrown, such as when the process ended. */
  crashed?: (error: unknown) => object;
  probe?: boolean;
  tools?: (names: string[]) => unknown;
  close?: (client: Client, status: string) => Promise<void> | void;
}

function startWith(parts: Parts): Start {
  return async (config, env) => {
    if ((parts.isLiteral ?? holdsLiteral)(env))
      return { status: "config", tools: [], message: "not set" };
    const client = new Client({ name: "test", version: "1" });
    let status = "failed";
    try {
      const launch = parts.launch?.(config, env) ?? { ...config, env };
      await client.connect(new StdioClientTransport({ ...launch, stderr: "ignore" }));
      const names = (await client.listTools()).tools.map(({ name }) => name);
      const tools = parts.tools?.(names) ?? names;
      if (parts.probe === false) return { status: "ready", tools, message: "" };
      const reply = await client.callTool({ name: "crm_pipeline", arguments: {} });
      status = reply.isError ? "refused" : "ready";
      if (!reply.isError) return { status, tools, message: "" };
      const { permission, message } = crmError.parse(reply.structuredContent).error;
      return { tools, message, ...(parts.refused ?? byPermission)(permission, message, env) };
    } catch (error) {
      if (error instanceof Refusal) throw error;
      return (parts.crashed ?? failed)(error);
    } finally {
      await (parts.close ?? closeAlways)(client, status);
    }
  };
}

class Refusal extends Error {}

const failed = (error: unknown): object => ({
  status: "failed",
  tools: [],
  message: String(error),
});

const holdsLiteral = (env: Env): boolean =>
  Object.values(env).some((value) => value.includes("${"));
const closeAlways = (client: Client): Promise<void> => client.close();
const byPermission = (permission: string): object => ({
  status: permission === "key-refused" ? "permission" : "failed",
});

/** Asks for the catalog instead of calling a tool, with promises instead of try and catch. */
const readsCatalog: Start = async ({ command, args }, env) => {
  if (/\$\{/.test(JSON.stringify(env)))
    return { status: "config", tools: [], message: "a variable is not set" };
  const client = new Client({ name: "test", version: "1" });
  const transport = new StdioClientTransport({ command, args, env, stderr: "ignore" });
  const work = async (): Promise<unknown> => {
    await client.connect(transport);
    const { tools } = await client.listTools();
    const names = tools.map((tool) => tool.name).toReversed();
    const read = client.readResource({ uri: "crm://catalog" });
    return await read.then(
      () => ({ status: "ready", tools: names, message: "" }),
      (error: unknown) => {
        const data: unknown = error instanceof Error && "data" in error ? error.data : undefined;
        const { permission, message } = crmError.parse(data).error;
        return {
          status: permission === "not-involved" ? "failed" : "permission",
          tools: [],
          message,
        };
      },
    );
  };
  return await work()
    .catch(failed)
    .finally(() => transport.close());
};

const startRight: Record<string, Start> = {
  "calls a tool": startWith({}),
  "reads a resource and lists in another order": readsCatalog,
  "says permission for all that is not an outage": startWith({
    refused: (permission) => ({
      status: permission === "not-involved" ? "failed" : "permission",
    }),
  }),
  "finds the literal in the names": startWith({
    isLiteral: (env) => Object.keys(env).some((name) => env[name]?.includes("${") === true),
  }),
  "finds the literal by a pattern": startWith({
    isLiteral: (env) => Object.values(env).some((value) => /\$\{/.test(value)),
  }),
  "finds the literal in a loop": startWith({
    isLiteral: (env) => {
      for (const value of Object.values(env)) if (value.indexOf("${") >= 0) return true;
      return false;
    },
  }),
  "finds the literal in the whole": startWith({
    isLiteral: (env) => Object.values(env).join("\n").includes("${"),
  }),
  "sorts the tools": startWith({ tools: (names) => names.toSorted() }),
  "says of its own what went wrong": startWith({
    refused: (permission) =>
      permission === "key-refused"
        ? { status: "permission", message: "The CRM refuses the key: ask for another one." }
        : { status: "failed", message: "The CRM cannot be reached." },
  }),
  "says nothing of what was thrown": startWith({
    crashed: () => ({ status: "failed", tools: [], message: "The server ended." }),
  }),
  "keeps what it has of the environment": startWith({
    launch: (config, env) => ({
      ...config,
      env: { PATH: process.env["PATH"] ?? "", ...env },
    }),
  }),
  "gives more fields than it must": startWith({
    refused: (permission) => ({ ...byPermission(permission), permission }),
  }),
  "closes once more": startWith({
    close: async (client) => {
      await client.close();
      await client.close();
    },
  }),
  "has no tools where it failed": startWith({
    refused: (permission) => ({ ...byPermission(permission), tools: [] }),
  }),
  "reads the permission from the text": startWith({
    refused: (_permission, message) =>
      /key/.test(message) && !/reach|answer/.test(message)
        ? { status: "permission" }
        : { status: "failed" },
  }),
  "lists first, in a nested try": async (config, env) => {
    if (holdsLiteral(env)) return { status: "config", tools: [], message: "a variable is not set" };
    const client = new Client({ name: "test", version: "1" });
    try {
      await client.connect(new StdioClientTransport({ ...config, env, stderr: "ignore" }));
      const { tools } = await client.listTools();
      const names = tools.map(({ name }) => name);
      try {
        const reply = await client.callTool({ name: "crm_pipeline" });
        if (!reply.isError) return { status: "ready", tools: names, message: "it works" };
        const { error } = crmError.parse(reply.structuredContent);
        return { tools: names, message: error.message, ...byPermission(error.permission) };
      } catch (error) {
        return { status: "failed", tools: names, message: String(error) };
      }
    } catch (error) {
      return failed(error);
    } finally {
      await client.close();
    }
  },
  "asks with another tool": async (config, env) => {
    if (holdsLiteral(env)) return { status: "config", tools: [], message: "a variable is not set" };
    const client = new Client({ name: "test", version: "1" });
    const transport = new StdioClientTransport({ ...config, env, stderr: "pipe" });
    try {
      await client.connect(transport);
      const [listed, called] = await Promise.all([
        client.listTools(),
        client.callTool({ name: "crm_find_companies", arguments: {} }),
      ]);
      const tools = listed.tools.map(({ name }) => name);
      if (called.isError !== true) return { status: "ready", tools, message: "" };
      const { error } = crmError.parse(called.structuredContent);
      return { tools, message: error.message, ...byPermission(error.permission) };
    } catch (error) {
      return failed(error);
    } finally {
      await transport.close();
    }
  },
  "forgets to await nothing, and names its promise": (config, env) => startWith({})(config, env),
  "says why it is a config": async (config, env) => {
    const name = Object.keys(env).find((one) => env[one]?.includes("${"));
    return name === undefined
      ? await startWith({})(config, env)
      : { status: "config", tools: [], message: `${name} was not replaced` };
  },
  "closes without waiting": startWith({ close: (client) => void client.close() }),
};

const startWrong: [check: string | string[], mistake: string, answer: Start, advice?: RegExp][] = [
  ["03.4.lists", "forgets env", startWith({ launch: (config) => config })],
  [
    "03.4.lists",
    "hands on the key only",
    startWith({ launch: (config, { CRM_API_KEY = "" }) => ({ ...config, env: { CRM_API_KEY } }) }),
  ],
  [
    "03.4.lists",
    "returns the number of tools",
    startWith({ tools: (names) => [String(names.length)] }),
  ],
  [
    "03.4.lists",
    "returns the tools that it has seen before",
    startWith({ tools: () => ["crm_search", "crm_pipeline"] }),
  ],
  [
    "03.4.permission",
    "takes every failed call for a refused key",
    startWith({ refused: () => ({ status: "permission" }) }),
  ],
  [
    "03.4.permission",
    "takes a refused key for any failure",
    startWith({ refused: () => ({ status: "failed" }) }),
  ],
  [
    "03.4.permission",
    "says nothing of a process that ended",
    startWith({ crashed: () => ({ status: "failed", tools: [], message: "" }) }),
    /Say why/,
  ],
  ["03.4.permission", "only lists the tools", startWith({ probe: false })],
  [
    "03.4.permission",
    "throws when the key is refused",
    startWith({
      refused: (permission, message) => {
        if (permission === "key-refused") throw new Refusal(message);
        return { status: "failed" };
      },
    }),
  ],
  [
    "03.4.permission",
    "shows the key that was refused",
    startWith({
      refused: (permission, message, env) => ({
        ...byPermission(permission),
        message: `${message} It was ${env.CRM_API_KEY}.`,
      }),
    }),
  ],
  [
    "03.4.permission",
    "takes a process that has ended for one that is ready",
    startWith({ crashed: () => ({ status: "ready", tools: [], message: "" }) }),
  ],
  [
    "03.4.permission",
    "throws when the process has ended",
    startWith({
      crashed: (error) => {
        throw error;
      },
    }),
  ],
  [
    "03.4.literal",
    "looks at the beginning of each value only",
    startWith({ isLiteral: (env) => Object.values(env).some((value) => value.startsWith("${")) }),
  ],
  ["03.4.literal", "does not look", startWith({ isLiteral: () => false })],
  [
    "03.4.literal",
    "looks at the key only",
    startWith({ isLiteral: (env) => env.CRM_API_KEY?.includes("${") === true }),
  ],
  [
    ["03.4.permission", "03.4.literal"],
    "looks for an empty value",
    startWith({ isLiteral: (env) => Object.values(env).includes("") }),
  ],
  [
    "03.4.permission",
    "looks for an empty value, too",
    startWith({ isLiteral: (env) => holdsLiteral(env) || Object.values(env).includes("") }),
    /is for a value that holds/,
  ],
  ["03.4.ends", "never closes", startWith({ close: () => {} })],
  [
    "03.4.ends",
    "closes only when all went well",
    startWith({ close: (client, status) => (status === "ready" ? client.close() : undefined) }),
  ],
  [
    "03.4.ends",
    "closes only when the call came back",
    startWith({ close: (client, status) => (status === "refused" ? undefined : client.close()) }),
  ],
];

/** Starts nothing with keys that it has not seen. */
const byHeart: Start = async (config, env) =>
  /NotARealKey000[5-7]$|^\$|^$/.test(env["CRM_API_KEY"] ?? "")
    ? startWith({})(config, env)
    : undefined;

export const answers: ExerciseAnswers = {
  exercise: "03.4",
  right: startRight,
  wrong: startWrong,
  byHeart,
  equivalent: [
    {
      reason: "The process ends all the same, a moment later.",
      mutants: ["await-dropped: await client.close(); → (client.close());"],
    },
    {
      reason: "The entry that is handed over has both.",
      mutants: [
        'default-dropped: ) => Promise<CrmStart> = async ({ command = "", args = [] }, env) => { → ) => Promise<CrmStart> = async ({ command, args = [] }, env) => {',
        'default-dropped: ) => Promise<CrmStart> = async ({ command = "", args = [] }, env) => { → ) => Promise<CrmStart> = async ({ command = "", args }, env) => {',
      ],
    },
    {
      reason: "Object.keys names what is there.",
      mutants: [
        'optional-dropped: const literal = Object.keys(env).find((name) => env[name]?.includes("${")); → const literal = Object.keys(env).find((name) => env[name].includes("${"));',
      ],
    },
    {
      reason: "How a client calls itself is free.",
      mutants: [
        'text-emptied: const client = new Client({ name: "lesson-03", version: "1.0.0" }); → const client = new Client({ name: "", version: "1.0.0" });',
        'name-changed: const client = new Client({ name: "lesson-03", version: "1.0.0" }); → const client = new Client({ name: "lesson-03x", version: "1.0.0" });',
        'text-emptied: const client = new Client({ name: "lesson-03", version: "1.0.0" }); → const client = new Client({ name: "lesson-03", version: "" });',
        'name-changed: const client = new Client({ name: "lesson-03", version: "1.0.0" }); → const client = new Client({ name: "lesson-03", version: "1.0.0x" });',
      ],
    },
    {
      reason: "The tool takes no arguments, so they may be left out.",
      mutants: [
        'property-dropped: const probe = await client.callTool({ name: "crm_pipeline", arguments: {} }); → const probe = await client.callTool({ name: "crm_pipeline" });',
      ],
    },
  ],
};
