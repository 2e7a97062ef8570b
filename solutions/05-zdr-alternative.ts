// The source of this lesson. `npm run lab -- build` makes both notebooks from it.

// %% [markdown] id="welcome"
// # 05 · Zero data retention, and the direct path
//
// Some organisations have an arrangement with Anthropic called **zero data retention** (ZDR): what they
// send to the API and what comes back is not stored once the reply is out. The MCP connector is not
// part of it. In this lesson you find out what else is not, and reach the same MCP servers without it.
//
// **What you will be able to do**
//
// - say which pieces of a design ZDR covers, with the documented reason;
// - audit a request before it is sent;
// - call MCP servers from your own process, through `toolRunner`, with an allow-list of your own.
//
// It takes about 100 minutes, 20 of them for the stretch exercise; after section 2 is a good place for a break.
// Words you do not know: [glossary](00-start-here.ipynb#Glossary). This is not legal advice; your contract
// decides.

// %% id="setup"
import { type Anthropic, APIError } from "@anthropic-ai/sdk";
import { mcpContent, mcpTools } from "@anthropic-ai/sdk/helpers/beta/mcp";
import { betaStandardSchemaTool } from "@anthropic-ai/sdk/helpers/beta/standard-schema";
import { ToolError } from "@anthropic-ai/sdk/lib/tools/ToolError";
import {
  Client,
  StreamableHTTPClientTransport,
  type Tool,
} from "@modelcontextprotocol/client";
import { check, drawTrace, hint, openLab, todo } from "mcp-lab";
import {
  drawEligibility,
  drawWhoSaw,
  examplePaths,
  fitForClaude,
  type TraceEvent,
} from "mcp-lab";
import { z } from "zod";

const lab = await openLab();

// %% [markdown] id="table-text"
// ## 1. What ZDR covers
//
// Anthropic's documentation has a table of features, in
// [API and data retention](https://platform.claude.com/docs/en/manage-claude/api-and-data-retention) and on the
// features' own pages. The lab keeps a copy, with the day on which each line was read; read it again before you
// rely on it:

// %% id="eligibility"
drawEligibility("not covered");
drawEligibility("covered");

// %% [markdown] id="exercise-1"
// Three things are easy to miss:
//
// - **The API does not block** what is not covered. "Under ZDR, the API does not block these features;
//   using one is a choice to step outside your ZDR arrangement for that specific data" (read
//   2026-09-26). You get status 200 and no hint. *Covered Models*, Anthropic's name for some
//   that ZDR does not cover, are the exception: a request to one is refused with status 400.
// - A feature can be not covered **by default**, and covered with one more field: newer web search
//   filters its results by running code, unless you say `allowed_callers: ["direct"]`.
// - A server you call may keep what it likes. ZDR is between you and Anthropic.
//
// ### Exercise 05.1: what of a design is covered (1 point)
//
// Write `review`: given pieces of a design, it says of each whether it is `covered`, what is `kept`, and
// whether the API `refused` it under ZDR. These are the pieces:
//
// | piece | what it is |
// |:---|:---|
// | `hub-connector` | the Hub, named in `mcp_servers` |
// | `crm-client` | the CRM, through an MCP client and tools of your own |
// | `search-filtered` | `web_search_20260318`, unchanged |
// | `search-direct` | `web_search_20260318` with `allowed_callers: ["direct"]` |
// | `deck-file` | a slide deck, uploaded with the Files API |
// | `deck-inline` | the same deck as base64 in the message |
// | `nightly-batch` | 200 prospects a night through `/v1/messages/batches` |
// | `strict-summary` | a summary through a tool of your own with `strict: true` |
// | `runner-threads` | `toolRunner` by default: it uses message threads |
// | `charts` | charts by the code execution tool |
// | `fable` | `claude-fable-5` as the model |

// %% id="review-types"
type Kept =
  | "nothing"
  | "schema-24-hours"
  | "standard-policy"
  | "container-30-days"
  | "until-deleted"
  | "29-days"
  | "memory-1-hour"
  | "model-30-days";
type Verdict = {
  covered: "yes" | "qualified" | "no";
  kept: Kept;
  refused: boolean;
};

// %% id="answer-05-1" exercise="05.1"
// BEGIN SOLUTION
const review: (pieces: string[]) => Record<string, Verdict> = (pieces) => {
  const refused = false;
  const no = (kept: Kept): Verdict => ({ covered: "no", kept, refused });
  const yes: Verdict = { covered: "yes", kept: "nothing", refused };
  const table: Record<string, Verdict> = {
    "hub-connector": no("standard-policy"),
    "crm-client": yes,
    "search-filtered": no("container-30-days"),
    "search-direct": yes,
    "deck-file": no("until-deleted"),
    "deck-inline": yes,
    "nightly-batch": no("29-days"),
    "strict-summary": { covered: "qualified", kept: "schema-24-hours", refused },
    "runner-threads": no("memory-1-hour"),
    charts: no("container-30-days"),
    fable: { covered: "no", kept: "model-30-days", refused: true },
  };
  return Object.fromEntries(pieces.map((piece) => [piece, table[piece] ?? yes]));
};
// END SOLUTION

// %% id="check-05-1" check="05.1"
await check("05.1", review);

// %% [markdown] id="audit-text"
// ## 2. Audit a request
//
// A table on a wall protects nobody, and the API says nothing: check in your own code, before the request
// leaves. Here is a connector call as it goes over the wire: an address and a body. (`betas` become a header.)

// %% id="on-the-wire"
await lab.client.beta.messages.create({
  model: lab.model,
  max_tokens: 4096,
  betas: ["mcp-client-2025-11-20"],
  mcp_servers: [{ type: "url", name: "huggingface", url: lab.hub.url }],
  tools: [
    {
      type: "mcp_toolset",
      mcp_server_name: "huggingface",
      default_config: { enabled: false },
      configs: { hub_repo_search: { enabled: true } },
    },
  ],
  messages: [{ role: "user", content: 'What does "northwind-robotics" publish?' }],
});
const [sent] = lab.trace.of("api-request");
console.log(sent?.path, sent?.headers["anthropic-beta"]);
console.log(JSON.stringify(sent?.body, null, 1));

// %% [markdown] id="exercise-2"
// A beta header alone uses nothing: it opens a feature. The address and the body use it.
//
// ### Exercise 05.2: audit a request (5 points)
//
// Write `auditZdr`. It returns the features in a request that ZDR does **not** cover (a *qualified* one
// is covered), under these names:
//
// | name | where it shows |
// |:---|:---|
// | `mcp-connector` | an entry of `mcp_servers`, a tool of type `mcp_toolset` |
// | `code-execution` | a tool of type `code_execution_…`; the id of a `container` |
// | `dynamic-filtering` | `web_search_20260209` or `web_fetch_20260209` or later, unless `allowed_callers` is `["direct"]` |
// | `programmatic-tool-calling` | any other tool whose `allowed_callers` name `code_execution_…` |
// | `files` | a block whose source has the type `file`; a `container_upload` block |
// | `skills` | an entry of `container.skills` |
// | `batches` | the address; its body has a `params` for each of its `requests` |
// | `message-threads` | the field `thread` |
// | `covered-model` | `claude-fable-5…` or `claude-mythos-5…` as `model`, in `fallbacks`, or as the `model` of an `advisor_…` tool |
//
// Fields may be missing, `null` or empty, and some requests only look suspicious. These types say what there
// may be:

// %% id="audit-types"
type Block = {
  type: string;
  source?: { type: string };
  content?: string | Block[];
};
type ToolEntry = { type?: string; allowed_callers?: string[]; model?: string };
type Body = {
  model?: string;
  fallbacks?: { model: string }[];
  mcp_servers?: object[] | null;
  tools?: ToolEntry[];
  messages?: { content: string | Block[] }[];
  container?: string | { id?: string; skills?: object[] } | null;
  thread?: object | null;
  requests?: { params: Body }[];
};
type WireRequest = { path: string; headers: Record<string, string>; body: Body };

// %% id="answer-05-2" exercise="05.2"
// BEGIN SOLUTION
const auditZdr: (request: WireRequest) => string[] = ({ path, body }) => {
  const found = new Set<string>();
  if (path.startsWith("/v1/messages/batches")) found.add("batches");

  const auditModel = (model = "") => {
    if (/^claude-(fable|mythos)-5/.test(model)) found.add("covered-model");
  };
  const auditTool = ({ type = "", allowed_callers, model }: ToolEntry) => {
    const direct = allowed_callers?.join() === "direct";
    const version = Number(/^web_(?:search|fetch)_(\d+)$/.exec(type)?.[1] ?? 0);
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
};
// END SOLUTION

// %% id="check-05-2" check="05.2"
await check("05.2", auditZdr);

// %% [markdown] id="direct-text"
// ## 3. The direct path
//
// The alternative is older than the connector: an MCP client in **your** process lists the tools, the
// API gets them as tools of your own, and when Claude asks for one, your process calls the server. The
// SDK has both halves: `mcpTools` gives a server's tools a `run`, and `toolRunner` loops: send, call what was
// asked for, send the results. But look at what it sends by default:

// %% id="runner-default"
const clock = betaStandardSchemaTool({
  name: "office_hours",
  description: "Says when the office is open.",
  inputSchema: z.object({}),
  run: () => "From nine to five.",
});
const before = lab.trace.of("api-request").length;
await lab.client.beta.messages.toolRunner({
  model: lab.model,
  max_tokens: 4096,
  tools: [clock],
  messages: [{ role: "user", content: "What are the office hours?" }],
});
for (const { exchange, body } of lab.trace.of("api-request").slice(before)) {
  const { thread, messages } = z
    .looseObject({ messages: z.array(z.json()) })
    .parse(body);
  console.log(`request ${exchange}:`, {
    thread: thread,
    messages: messages.length,
  });
}

// %% [markdown] id="runner-default-read"
// The first request asks for a **message thread**: the API keeps the conversation, and later requests hold
// only what is new. That is not covered by ZDR. (The rehearsal has no threads and refuses, so the SDK goes on
// with the whole history.)
//
// So on the direct path five things are up to you:
//
// 1. **The history**: with `thread: false` it stays in your requests from the start.
// 2. **The allow-list**: no toolset protects you any more. What you hand to the runner can be called.
// 3. **The names**: the API knows no servers now. Two servers may both have a `search`. Rename a tool by
//    setting its `name` (a copy made with `{ ...tool }` does not type-check); its `run` still calls the
//    server by the old one.
// 4. **The secrets**: they stay between you and the servers.
// 5. **The listing**: all pages of it (`listTools` follows the cursors), and what the API refuses in it.
//
// And a trap: `mcpTools` refuses results with a *resource link* (the address of a resource), and our CRM likes
// to send them. This client leaves them out. Use it in the exercise: a `Client` itself does not fit the types.

// %% id="without-links"
type ToolCall = { name: string; arguments?: Record<string, unknown> };
const withoutLinks = (client: Client) => ({
  callTool: async (call: ToolCall) => {
    const { content, isError } = await client.callTool(call);
    const texts = content.flatMap((block) =>
      block.type === "text" ? [block] : [],
    );
    return { content: texts, isError: isError === true };
  },
});

// %% id="links"
const crm = await lab.crm.connect();
const briefing = {
  name: "crm_account_brief",
  arguments: { company_id: "northwind-robotics" },
};
const asItCame = (await crm.callTool(briefing)).content;
console.log(asItCame.map((block) => block.type).join(", "));
try {
  mcpContent({ type: "resource_link", uri: "crm://companies/a", name: "a" });
} catch (error) {
  console.log(error instanceof Error ? error.message : error);
}
const readable = (await withoutLinks(crm).callTool(briefing)).content;
console.log(readable.map((block) => block.text.split("\n")[0]));

// %% [markdown] id="refused-text"
// One tool can fail the whole request (one of Notion's did on 2026-08-05): the API refuses `anyOf`, `oneOf` and
// `allOf` at the root of a schema, and property names there other than 1 to 64 letters, digits, `_`, `.`, `-`.
// The lab's `fitForClaude` makes tools fit, much as Claude Code does. It returns tools **and a client**: the tools
// have the names that the API takes, and the client turns them back into the server's own in each call. So give
// `mcpTools` both. The second cell shows what a server gets with its own client, and with that one:

// %% id="refused"
const odd: Tool = {
  name: "find_contact",
  inputSchema: {
    type: "object",
    properties: { "full name": { type: "string" } },
    anyOf: [{ required: ["full name"] }],
  },
};
const given = { tools: [odd], client: withoutLinks(crm) };
for (const { tools, client } of [given, fitForClaude([odd], given.client)]) {
  try {
    const { stop_reason } = await lab.client.beta.messages.create({
      model: lab.model,
      max_tokens: 4096,
      tools: mcpTools(tools, client),
      messages: [{ role: "user", content: "Hello" }],
    });
    console.log(stop_reason, JSON.stringify(tools));
  } catch (error) {
    console.log(error instanceof APIError ? error.apiMessage : error);
  }
}

// %% id="turned-back"
const office = {
  callTool: async (call: ToolCall) => {
    console.log("the server gets", call.arguments);
    return { content: [] };
  },
};
const fit = fitForClaude([odd], office);
for (const client of [office, fit.client])
  for (const tool of mcpTools(fit.tools, client))
    await tool.run({ full_name: "Ada" });

// %% [markdown] id="one-tool-text"
// Before the whole, one tool of one server: listed, chosen, renamed, and called by hand, as the runner will.

// %% id="one-tool"
const ofCrm = (await crm.listTools()).tools;
const chosen = ofCrm.filter(({ name }) => name === "crm_account_brief");
for (const tool of mcpTools(chosen, withoutLinks(crm))) {
  Object.assign(tool, { name: `ours_${tool.name}` });
  const said = await tool.run({ company_id: "northwind-robotics" });
  console.log(tool.name, JSON.stringify(said).slice(0, 120));
}

// %% [markdown] id="exercise-3"
// You have all the pieces.
//
// ### Exercise 05.3: one question, two servers, no connector (6 points)
//
// Write `ask`: with a client for the API, connected MCP clients for the Hub and the CRM, and a task, it asks
// `task.question` on the direct path and returns the text of the last reply.
//
// - `task.allow` says which tools of which server may be used. No other is called, whatever the model
//   asks for. One server's list says nothing about the other's.
// - Tools of equal name are kept apart.
// - A tool that fails comes back with `is_error` and in the server's own words.
// - `task.env` holds the servers' secrets. No request to the API holds them. (You need not use `env`.)
//
// The check lets the model ask for more than it was offered.

// %% id="task-type"
type Task = {
  question: string;
  allow: { hub: string[]; crm: string[] };
  env: { HF_TOKEN: string; CRM_API_KEY: string };
};

// %% id="answer-05-3" exercise="05.3"
// BEGIN SOLUTION
const ask: (
  client: Anthropic,
  hub: Client,
  crm: Client,
  task: Task,
) => Promise<string> = async (client, hub, crmClient, task) => {
  const toolsOf = async (server: "hub" | "crm", connected: Client) => {
    const offered: Tool[] = (await connected.listTools()).tools;
    const allowed = offered.filter((tool) =>
      task.allow[server].includes(tool.name),
    );
    const tools = mcpTools(allowed, withoutLinks(connected));
    return tools.map((tool) =>
      Object.assign(tool, { name: `${server}_${tool.name}` }),
    );
  };
  const reply = await client.beta.messages.toolRunner({
    model: lab.model,
    max_tokens: 4096,
    max_iterations: 10,
    thread: false,
    tools: [...(await toolsOf("hub", hub)), ...(await toolsOf("crm", crmClient))],
    messages: [{ role: "user", content: task.question }],
  });
  const texts = reply.content.map((block) =>
    block.type === "text" ? block.text : "",
  );
  return texts.join("");
};
// END SOLUTION

// %% id="check-05-3" check="05.3"
await check("05.3", ask);

// %% [markdown] id="plain-text"
// ## 4. Without MCP at all
//
// A server that only you use need not speak MCP. If the CRM has a REST API, its two most useful calls
// can be tools of your own: a name, a description, a Zod schema, a `run`. Claude sees the
// schema as `input_schema`; an argument with a default is not `required` there. Before `run`, arguments are
// checked against it:

// %% id="plain-tool"
const hours = betaStandardSchemaTool({
  name: "office_hours",
  description: "Says when an office is open.",
  inputSchema: z.object({
    city: z.enum(["Berlin", "Lyon"]),
    day: z.enum(["weekday", "holiday"]).default("weekday"),
  }),
  run: ({ city, day }) => {
    if (city === "Lyon")
      throw new ToolError('{"error":{"code":"closed","until":"Monday"}}');
    return day === "weekday" ? "From nine to five." : "From ten to two.";
  },
});
if ("input_schema" in hours) console.log("required:", hours.input_schema.required);
for (const city of ["Berlin", "Lyon", "Atlantis"]) {
  try {
    console.log(`${city}:`, await hours.run(hours.parse({ city: city })));
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error("?");
    console.log(`${city}: ${name}`, message.replace(/\s+/g, " "));
  }
}

// %% [markdown] id="exercise-4"
// The helper takes a schema of any library that speaks [Standard Schema](https://standardschema.dev). In older
// code you will see `betaZodTool`: it takes Zod's only, and tells Claude that `day` is required.
//
// If `run` throws, the result has `is_error`: an `Error` brings its name and message only, a `ToolError` all that
// you gave it.
//
// ### Exercise 05.4: the CRM's half without MCP (3 points)
//
// Write `askCrm`. `get` reads a path of the CRM's REST API, and knows the key. Offer two tools:
//
// | tool | arguments | path |
// |:---|:---|:---|
// | `find_companies` | `region`, one of `emea`, `americas`, `apac`, may be missing; `limit`, a whole number from 1 to 50, 10 if it is missing | `/companies?limit=10&region=emea` |
// | `account_brief` | `company_id`, a string | `/companies/ID/brief`, the id encoded for a path |
//
// A result is the reply's body as JSON. With a status of 400 or more the body says what is wrong: the
// model gets all of it, as an error. Arguments that do not fit never reach the CRM. Return the text of
// the last reply, and stay on the direct path.

// %% id="crm-types"
type CrmGet = (path: string) => Promise<{ status: number; body: object }>;

// %% id="answer-05-4" exercise="05.4"
// BEGIN SOLUTION
const askCrm: (
  client: Anthropic,
  get: CrmGet,
  question: string,
) => Promise<string> = async (client, get, question) => {
  const read = async (path: string) => {
    const { status, body } = await get(path);
    if (status >= 400) throw new ToolError(JSON.stringify(body));
    return JSON.stringify(body);
  };
  const findCompanies = betaStandardSchemaTool({
    name: "find_companies",
    description: "Lists companies of the CRM, of one region or of all.",
    inputSchema: z.object({
      region: z.enum(["emea", "americas", "apac"]).optional(),
      limit: z.number().int().min(1).max(50).default(10),
    }),
    run: ({ region, limit }) =>
      read(`/companies?limit=${limit}${region ? `&region=${region}` : ""}`),
  });
  const accountBrief = betaStandardSchemaTool({
    name: "account_brief",
    description: "Says what the CRM knows of one company.",
    inputSchema: z.object({ company_id: z.string() }),
    run: (input) =>
      read(`/companies/${encodeURIComponent(input.company_id)}/brief`),
  });
  const reply = await client.beta.messages.toolRunner({
    model: lab.model,
    max_tokens: 4096,
    max_iterations: 10,
    thread: false,
    tools: [findCompanies, accountBrief],
    messages: [{ role: "user", content: question }],
  });
  const texts = reply.content.map((block) =>
    block.type === "text" ? block.text : "",
  );
  return texts.join("");
};
// END SOLUTION

// %% id="check-05-4" check="05.4"
await check("05.4", askCrm);

// %% [markdown] id="saw"
// ## What you saw
//
// One question on either path, always in rehearsal. First the connector, with a token for the Hub. (The CRM
// has no public address, so the connector cannot reach it. MCP tunnels, a research preview with the beta
// `mcp-tunnels-2026-06-22`, give such a server a hostname that it takes; ZDR does not cover them either.) Then
// the direct path: there the Messages API speaks to nobody but the notebook. **Your guess first:** on which
// path does the API see the Hub's token, and on which the tools' results?

// %% id="paths"
const paths = await examplePaths();
drawTrace(paths.connector, "Through the connector");
drawTrace(paths.direct, "From your own process");

// %% [markdown] id="exercise-5"
// ### Exercise 05.5 (stretch): who saw what
//
// Write `who`: from the events of a trace it says what each party saw. The parties are `api` and each MCP
// server by its name; what can be seen is any of
//
// | word | seen by a server | seen by the API |
// |:---|:---|:---|
// | `question` | – | in its requests |
// | `definitions` of tools | it answers `tools/list` | in its requests, or it asked for them |
// | `arguments` of calls | it answers `tools/call` | in its requests, or it made the call |
// | `results` of calls | it answers `tools/call` | in its requests, or it made the call |
// | `token` of a server | – (its own it knows anyway) | in its requests |
//
// An `mcp-call` says in `caller` who made it: `connector` is the API. A masked token counts. Shift+Tab on
// `TraceEvent` shows what an event holds, and `asked.parse(event.body)` reads the body of a request. When the
// check passes, it draws what your answer says of both paths.

// %% id="event-types"
const block = z.looseObject({ type: z.string() });
const asked = z.looseObject({
  messages: z.array(
    z.object({ role: z.string(), content: z.union([z.string(), z.array(block)]) }),
  ),
  tools: z.array(z.unknown()).default([]),
  mcp_servers: z
    .array(z.looseObject({ authorization_token: z.string().optional() }))
    .default([]),
});
type Seen = Record<string, string[]>;
console.log(paths.direct.events.map((event) => event.kind).join(" "));

// %% id="answer-05-5" exercise="05.5"
// BEGIN SOLUTION
const who: (events: readonly TraceEvent[]) => Seen = (events) => {
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
};
// END SOLUTION

// %% id="check-05-5" check="05.5"
await check("05.5", who);

// %% [markdown] id="playground-text"
// On the direct path the API **still sees** the question, the tools, the arguments and the results: Claude
// could not work without them. What changes is that only you hold the token, that you make the calls, and
// that everything the API sees is in a plain Messages request, which ZDR covers. The servers see the same.
//
// The price: your process has to run while Claude works, the history is sent again with each request, and
// the allow-list, the names and the errors are yours to keep right.
//
// ## Playground
//
// Nothing below this line is checked. Ask the Hub and the CRM something, with your own `ask`.

// %% id="playground"
const hub = new Client({ name: "lesson-05", version: "1.0.0" });
await hub.connect(
  new StreamableHTTPClientTransport(new URL(lab.hub.url), { fetch: lab.hub.fetch }),
);
const play: Task = {
  question:
    'Which models does "northwind-robotics" publish, and who owns the account?',
  allow: { hub: ["hub_repo_search"], crm: ["crm_account_brief"] },
  env: { HF_TOKEN: "", CRM_API_KEY: "" },
};
// console.log(await ask(lab.client, hub, crm, play));
// drawWhoSaw(lab.trace, "Who saw what in this notebook");

// %% [markdown] id="next"
// ## Next
//
// [Lesson 06](06-self-driven-lab.ipynb): put it all together for a system of your own. Before it, if you like,
// [lesson 07](07-in-a-real-host.ipynb): what Claude Code makes of a server.
//
// **Sources**, to read again, for such things change:
//
// - What ZDR covers: read between 2026-08-22 and 2026-11-22; `lib/subjects/zdr/eligibility.ts` has the page and
//   the day of each line.
// - What `toolRunner` and `mcpTools` send and refuse: `@anthropic-ai/sdk` 1.12.0, run on 2026-11-22.
// - What the API refuses of a schema: langchain-ai/langchain#39271 and anthropics/claude-code#79418, read
//   2026-11-30; what Claude Code makes of it: 2.1.332, run on 2026-11-29.
// - [MCP tunnels](https://platform.claude.com/docs/en/agents-and-tools/mcp-tunnels/overview), read 2026-11-30.
