import { type Completions, change, fillIn } from "../completed-hints.ts";

export const completions: Completions = {
  "answer-03-1": ({ code: [config] }) =>
    change(
      config,
      'CRM_API_KEY: "${CRM_API_KEY}"',
      'CRM_API_KEY: "${CRM_API_KEY}", CRM_BASE_URL: "${CRM_BASE_URL}"',
    ),
  "answer-03-2": ({ code: [fill, loop] }, { code: [pattern] }) => `(config, env) => {
const reference = ${pattern};
${fill}
const mcpServers: Record<string, McpServerEntry> = {};
for (const [server, entry] of Object.entries(config.mcpServers)) {
  const copy = { ...entry };
  ${loop}
  mcpServers[server] = copy;
}
return { ...config, mcpServers };
}`,
  "answer-03-3": ({ code: [three] }) => `{\n${fillIn(three, "CRM_BASE_URL=\\n", "config")}\n}`,
  "answer-03-4": ({ code: [start] }) => `async (config, env) => {
const client = new Client({ name: "mine", version: "1.0.0" });
${fillIn(
  start,
  'tools: [], message: "a variable is not set"',
  `const listed = await client.listTools();
  const tools = listed.tools.map((tool) => tool.name);
  const called = await client.callTool({ name: "crm_pipeline", arguments: {} });
  if (!called.isError) return { status: "ready", tools, message: "" };
  const { error } = called.structuredContent as any;
  if (error.permission === "key-refused")
    return { status: "permission", tools, message: error.message };
  return { status: "failed", tools, message: error.message };`,
  "tools: [], message: String(error)",
)}
}`,
  "answer-03-5": ({ code: [forms] }) => `(values, text) => {
${fillIn(
  forms,
  `
  value,
  encodeURIComponent(value),
  Buffer.from(value).toString("base64"),
  Buffer.from(value).toString("base64").replace(/=+$/, ""),
  JSON.stringify(value).slice(1, -1),
`,
)}
}`,
};
