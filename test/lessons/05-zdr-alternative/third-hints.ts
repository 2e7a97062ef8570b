import { type Completions, change, fillIn } from "../completed-hints.ts";

/** What hints 1 and 2 say in words, with a place for the third. */
const AUDIT = `({ path, body }) => {
  const found = new Set<string>();
  if (path.startsWith("/v1/messages/batches")) found.add("batches");

  const auditModel = (model = "") => {
    if (/^claude-(fable|mythos)-5/.test(model)) found.add("covered-model");
  };
  const auditTool = ({ type = "", allowed_callers, model }: ToolEntry) => {
    const direct = allowed_callers?.join() === "direct";
    const tool = { type };
    PATTERN
    if (type === "mcp_toolset") found.add("mcp-connector");
    else if (type.startsWith("code_execution_")) found.add("code-execution");
    else if (version >= 20260209) {
      if (!direct) found.add("dynamic-filtering");
    } else if (allowed_callers?.some((caller) => caller !== "direct"))
      found.add("programmatic-tool-calling");
    if (type.startsWith("advisor_")) auditModel(model);
  };
  const auditBlocks = (content?: string | Block[]) => {
    if (!Array.isArray(content)) return;
    for (const block of content) {
      if (block.source?.type === "file") found.add("files");
      if (block.type === "container_upload") found.add("files");
      auditBlocks(block.content);
    }
  };
  const auditContainer = (container: Body["container"]) => {
    const id = typeof container === "string" ? container : container?.id;
    const skills = typeof container === "string" ? [] : (container?.skills ?? []);
    if (id) found.add("code-execution");
    if (skills.length > 0) found.add("skills");
  };

  for (const one of [body, ...(body.requests ?? []).map((entry) => entry.params)]) {
    if ((one.mcp_servers ?? []).length > 0) found.add("mcp-connector");
    if (one.thread) found.add("message-threads");
    auditModel(one.model);
    for (const { model } of one.fallbacks ?? []) auditModel(model);
    for (const tool of one.tools ?? []) auditTool(tool);
    for (const { content } of one.messages ?? []) auditBlocks(content);
    auditContainer(one.container);
  }
  return Array.from(found);
}`;

const WHO = `(events) => {
  const seen: Record<string, Set<string>> = { api: new Set() };
  const see = (party: string, ...sights: string[]) => {
    const known = (seen[party] ??= new Set());
    for (const sight of sights) known.add(sight);
  };
  const readRequest = (body: unknown) => {
    const { messages, tools, mcp_servers } = asked.parse(body);
    if (tools.length > 0) see("api", "definitions");
    for (const { role, content } of messages) {
      const blocks = typeof content === "string" ? [{ type: "text" }] : content;
      for (const { type } of blocks) {
        if (type === "text" && role === "user") see("api", "question");
        if (type === "tool_use") see("api", "arguments");
        if (type === "tool_result") see("api", "results");
      }
    }
    if (mcp_servers.some((server) => server.authorization_token))
      see("api", "token");
  };
  for (const event of events) {
    if (event.kind === "api-request") readRequest(event.body);
    if (event.kind !== "mcp-call") continue;
    const parties =
      event.caller === "connector" ? [event.server, "api"] : [event.server];
    for (const party of parties) {
      if (event.method === "tools/list") see(party, "definitions");
      else if (event.method === "tools/call") see(party, "arguments", "results");
      else see(party);
    }
  }
  return Object.fromEntries(
    Object.keys(seen).map((party) => [party, Array.from(seen[party] ?? [])]),
  );
}`;

const TEXT = `return reply.content.map((block) => (block.type === "text" ? block.text : "")).join("");`;

export const completions: Completions = {
  "answer-05-1": ({ code: [table] }) => `(pieces) => {
${fillIn(
  change(table, "const table = {", "const table: Record<string, Verdict> = {"),
  `"search-filtered": { covered: "no", kept: "container-30-days", refused: false },
  "search-direct": { covered: "yes", kept: "nothing", refused: false },
  "deck-file": { covered: "no", kept: "until-deleted", refused: false },
  "deck-inline": { covered: "yes", kept: "nothing", refused: false },
  "nightly-batch": { covered: "no", kept: "29-days", refused: false },
  "strict-summary": { covered: "qualified", kept: "schema-24-hours", refused: false },
  "runner-threads": { covered: "no", kept: "memory-1-hour", refused: false },
  charts: { covered: "no", kept: "container-30-days", refused: false },
  fable: { covered: "no", kept: "model-30-days", refused: true },`,
)}
}`,
  "answer-05-2": ({ code: [version = ""] }) => change(AUDIT, "PATTERN", version),
  "answer-05-3": ({ code: [run] }, { code: [prefixed] }) => `async (client, hub, crm, task) => {
const toolsOf = async (server: "hub" | "crm", connected: Client) => {
  const listed = (await connected.listTools()).tools;
  const allowed = listed.filter((tool) => task.allow[server].includes(tool.name));
  return ${change(change(prefixed, "withoutLinks(hub)", "withoutLinks(connected)"), '"hub_" +', 'server + "_" +')};
};
${run}
${TEXT}
}`,
  "answer-05-4": ({ code: [schema] }, { code: [read] }) => `async (client, get, question) => {
const readAt = async (path: string) => {
${read}
};
const findCompanies = betaStandardSchemaTool({
  name: "find_companies",
  description: "Lists companies of the CRM.",
  ${schema}
  run: ({ region, limit }) => {
    const words: Record<string, string> = { limit: String(limit) };
    if (region) words.region = region;
    return readAt("/companies?" + new URLSearchParams(words));
  },
});
const accountBrief = betaStandardSchemaTool({
  name: "account_brief",
  description: "Says what the CRM knows of one company.",
  inputSchema: z.object({ company_id: z.string() }),
  run: ({ company_id }) => readAt("/companies/" + encodeURIComponent(company_id) + "/brief"),
});
const reply = await client.beta.messages.toolRunner({
  model: lab.model,
  max_tokens: 4096,
  max_iterations: 10,
  thread: false,
  tools: [findCompanies, accountBrief],
  messages: [{ role: "user", content: question }],
});
${TEXT}
}`,
  "answer-05-5": () => WHO,
};
