// The source of this lesson. `npm run lab -- build` makes both notebooks from it.

// %% [markdown] id="welcome"
// # 01 · The connector call
//
// With the **MCP connector**, one request to the Messages API reaches remote MCP servers: you send their
// addresses along, and the API lists their tools, calls them and hands you the results. No MCP client of
// your own is needed. This lesson takes about 60 minutes, 9 of them for the stretch section 6. Words you
// do not know: [glossary](00-start-here.ipynb#Glossary).
//
// **What you will be able to do**
//
// - write such a call so that Claude sees the tools you chose and no others;
// - tell a finished answer from a failure, a pause or half an answer;
// - find out who has to act when the call fails.
//
// The story goes on: do prospects publish models, datasets or papers on the Hugging Face Hub, a sign of
// how far they are with AI?

// %% id="setup"
import { type Anthropic, APIError } from "@anthropic-ai/sdk";
import {
  Client,
  SdkError,
  SdkErrorCode,
  SdkHttpError,
  StreamableHTTPClientTransport,
  type Tool,
} from "@modelcontextprotocol/client";
import { check, drawTools, drawTrace, hint, openLab, todo } from "mcp-lab";

type Toolset = Anthropic.Beta.BetaMCPToolset;
type Call = Anthropic.Beta.Messages.MessageCreateParamsNonStreaming;
type Block = Anthropic.Beta.BetaContentBlock;
type Env = Record<string, string | undefined>;

const lab = await openLab();

// %% [markdown] id="address"
// ## 1. The address
//
// A connector call has two pieces. `mcp_servers` says **where** a server is and, if needed, shows a
// token. `tools` says **which of its tools** Claude may use (section 2). The Hub answers without a token,
// too; yours (`HF_TOKEN`) goes into `authorization_token`. If you have none, compare what goes over the wire:

// %% id="token-forms"
for (const token of ["hf_123", "", null, undefined]) {
  console.log(JSON.stringify({ authorization_token: token }));
}

// %% [markdown] id="exercise-1"
// Only `undefined` sends nothing. An entry without the field is the honest way to say "I have none", and a
// token that the server does not know is worse than none (section 5).
//
// ### Exercise 01.1: the server's entry (2 points)
//
// Write `hubServer`. From the environment `env` it makes the Hub's entry of `mcp_servers`: `type` is
// `"url"`, `name` is `"huggingface"`, `url` is `lab.hub.url`. If `HF_TOKEN` is set, put it in
// `authorization_token`, and nowhere else; if it is missing or empty, leave the field out.

// %% id="answer-01-1" exercise="01.1"
// BEGIN SOLUTION
const hubServer: (env: Env) => Anthropic.Beta.BetaRequestMCPServerURLDefinition = (
  env,
) => ({
  type: "url",
  name: "huggingface",
  url: lab.hub.url,
  ...(env.HF_TOKEN ? { authorization_token: env.HF_TOKEN } : {}),
});
// END SOLUTION

// %% id="check-01-1" check="01.1"
await check("01.1", hubServer);

// %% [markdown] id="allow"
// ## 2. What Claude may use
//
// Which tools does the Hub have? Ask it, with an MCP client in this notebook:

// %% id="list-tools"
async function listTools(url: string, token?: string): Promise<Tool[]> {
  const headers: Record<string, string> = {};
  if (token) headers.authorization = `Bearer ${token}`;
  const client = new Client({ name: "my-notebook", version: "1.0.0" });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(url), {
      fetch: lab.hub.fetch,
      requestInit: { headers },
    }),
  );
  const { tools } = await client.listTools();
  await client.close();
  return tools;
}

const anonymous: Tool[] = await listTools(lab.hub.url);
const withToken: Tool[] = await listTools(lab.hub.url, lab.hub.token);
const known = anonymous.map((tool) => tool.name);
const added = withToken
  .map((tool) => tool.name)
  .filter((name) => !known.includes(name));
console.log("anonymous:   ", known.join(", "));
console.log("a token adds:", added.join(", "));

// %% [markdown] id="toolset"
// A token does not only raise rate limits: it changes the **set** of tools. (In rehearsal the token is
// made up; live it is your `HF_TOKEN`.)
//
// In the request, an `mcp_toolset` says which of them Claude sees. Each enables two tools by name;
// the second also says what holds for all others. **Your guess first:** how many tools does Claude see with
// each?

// %% id="two-toolsets"
const named = { hub_repo_search: { enabled: true }, hf_fs: { enabled: true } };
const base = { type: "mcp_toolset" as const, mcp_server_name: "huggingface" };

drawTools(withToken, { ...base, configs: named }, "configs alone");
drawTools(
  withToken,
  { ...base, default_config: { enabled: false }, configs: named },
  "configs, and default_config: { enabled: false }",
);

// %% [markdown] id="exercise-2"
// So `configs` alone denies nothing: each tool is enabled unless something says otherwise. Only
// `default_config` with `enabled: false` makes it an allow-list, also for tools that the server adds
// tomorrow. A request may name several servers; each has one toolset, and their tools may have equal names.
//
// ### Exercise 01.2: an allow-list (3 points)
//
// Write `allowOnly`: for the name of a server and a list of its tools, it makes the toolset with which
// Claude sees those tools and nothing else. The check tries one server, and two in one request, on
// today's listings and on longer ones.

// %% id="answer-01-2" exercise="01.2"
// BEGIN SOLUTION
const allowOnly: (server: string, tools: string[]) => Toolset = (
  server,
  tools,
) => ({
  type: "mcp_toolset",
  mcp_server_name: server,
  default_config: { enabled: false },
  configs: Object.fromEntries(tools.map((name) => [name, { enabled: true }])),
});
// END SOLUTION

// %% id="check-01-2" check="01.2"
await check("01.2", allowOnly);

// %% [markdown] id="reply"
// ## 3. Reading the reply
//
// `callFor` makes the whole call. The next cell sends three: a plain question, one that reads a file which
// does not exist, one about twelve prospects.

// %% id="ask-hub"
function callFor(content: string, tool: string, name = "huggingface"): Call {
  const toolset: Toolset = {
    type: "mcp_toolset",
    mcp_server_name: name,
    default_config: { enabled: false },
    configs: { [tool]: { enabled: true } },
  };
  return {
    model: lab.model,
    max_tokens: 4096,
    betas: ["mcp-client-2025-11-20"],
    mcp_servers: [{ type: "url", name, url: lab.hub.url }],
    tools: [toolset],
    messages: [{ role: "user", content }],
  };
}

// %% id="three-replies"
const prospects =
  `northwind-robotics tallowcreek-health brindlemoor-analytics vintrell-labs
  ospreydale-energy glimmerfold-optics harbor-finch marrowgate-foods cobblestane-rail
  saltmere-fisheries quillmark thistlewick-textiles`.split(/\s+/);
const all = prospects.map((name) => `"${name}"`).join(", ");

for (const call of [
  callFor('Which models does "northwind-robotics" publish?', "hub_repo_search"),
  callFor("Read hf://models/northwind-robotics/none/README.md", "hf_fs"),
  callFor(`Which models do these publish: ${all}?`, "hub_repo_search"),
]) {
  const { content, stop_reason } = await lab.client.beta.messages.create(call);
  const types = content.map((block) => block.type).slice(0, 5);
  const failed = content.filter((b) => b.type === "mcp_tool_result" && b.is_error);
  console.log(stop_reason, `| ${content.length} blocks, ${failed.length} failed`);
  console.log("   ", types.join(", "));
}

// %% [markdown] id="exercise-3"
// All three came back with HTTP 200, and only the first is what it seems. In the second the tool failed:
// its result says `is_error: true`, and tells you nothing about the prospect. The third is not finished:
// `pause_turn` means that the API stopped after some calls (10 by default), and goes on when you send the
// reply back, **unchanged**. (Live, Claude picks its calls itself.) Blocks of type `thinking` may come
// first and in between. They are not part of the answer, but they go back, too.
//
// | `stop_reason` | what it means | `outcome` |
// |:---|:---|:---|
// | `end_turn`, `stop_sequence` | Claude is done | `"complete"` |
// | `max_tokens`, `model_context_window_exceeded` | there was no room for the rest | `"cut off"` |
// | `refusal` | Claude will not answer | `"refused"` |
// | `pause_turn` | goes on when you send it back | `"unfinished"`, if you give up |
//
// ### Exercise 01.3: ask, and read the reply (4 points)
//
// First write `summarize`, which makes a `Summary` of blocks and a stop reason: `answer`
// is the text of the text blocks, joined in any way; `calls` names the tools that **worked**, `failures`
// those whose result says `is_error`, each in the order of the results. A result does not name its tool:
// its `tool_use_id` is the `id` of the `mcp_tool_use` block that does.
//
// Then write `ask`: it sends a request, and as long as the turn is paused, the same again with the blocks
// so far added to `messages`, as `{ role: "assistant", content: blocks }`; five requests at most. It
// returns the summary of **all** blocks.

// %% id="answer-01-3-summarize" exercise="01.3"
type Outcome = "complete" | "cut off" | "refused" | "unfinished";
type Summary = {
  answer: string;
  calls: string[];
  failures: string[];
  outcome: Outcome;
};

// BEGIN SOLUTION
const summarize: (blocks: Block[], stop: string) => Summary = (blocks, stop) => {
  const outcomes: Record<string, Outcome> = {
    end_turn: "complete",
    stop_sequence: "complete",
    refusal: "refused",
    pause_turn: "unfinished",
  };
  const outcome = outcomes[stop] ?? "cut off";
  const names: Record<string, string> = {};
  const summary: Summary = {
    answer: "",
    calls: [],
    failures: [],
    outcome: outcome,
  };
  for (const block of blocks) {
    if (block.type === "text") summary.answer += block.text;
    if (block.type === "mcp_tool_use") names[block.id] = block.name;
    if (block.type === "mcp_tool_result") {
      const list = block.is_error ? summary.failures : summary.calls;
      list.push(names[block.tool_use_id] ?? "");
    }
  }
  return summary;
};
// END SOLUTION

// %% id="answer-01-3" exercise="01.3"
// BEGIN SOLUTION
const ask: (client: Anthropic, request: Call) => Promise<Summary> = async (
  client,
  request,
) => {
  const blocks: Block[] = [];
  for (let sent = 1; ; sent += 1) {
    const soFar = { role: "assistant" as const, content: blocks };
    const messages = sent === 1 ? request.messages : [...request.messages, soFar];
    const reply = await client.beta.messages.create({ ...request, messages });
    blocks.push(...reply.content);
    const paused = reply.stop_reason === "pause_turn";
    if (!paused || sent === 5) return summarize(blocks, reply.stop_reason ?? "");
  }
};
// END SOLUTION

// %% id="check-01-3" check="01.3"
await check("01.3", ask);

// %% [markdown] id="published-text"
// ## 4. The published example
//
// The course page shows a connector call in Python and warns that it does not run as written. Here are
// its two lists in TypeScript, faults and all, then with a default that denies.

// %% id="published"
const publishedServers = [
  {
    name: "huggingface",
    type: "url" as const,
    url: lab.hub.url,
    authorization_token: process.env.HF_TOKEN ?? null,
  },
];
const publishedTools: Toolset = {
  type: "mcp_toolset",
  mcp_server_name: "huggingface",
  // The page: "only tools marked {"enabled": true} are exposed to Claude"
  configs: { hf_doc_search: { enabled: true }, hf_doc_fetch: { enabled: true } },
};

const denying: Toolset = { ...publishedTools, default_config: { enabled: false } };
drawTools(withToken, publishedTools, "The published example");
drawTools(withToken, denying, "The same, with default_config");

// %% [markdown] id="silent-text"
// The Hub's server has neither name any more. As published, the example exposes every tool; with a default
// that denies, none. Does the API say so? Send the second:

// %% id="silent"
const silent = await lab.client.beta.messages.create({
  ...callFor('Which models does "northwind-robotics" publish?', "hub_repo_search"),
  model: "claude-opus-4-7", // as on the page
  mcp_servers: publishedServers,
  tools: [denying],
});
console.log(
  silent.stop_reason,
  silent.content.map((block) => block.type).join(", "),
);

// %% [markdown] id="exercise-4"
// The API reports no error and calls nothing, and there is an answer all the same: from nothing. (As documented: unknown names in
// `configs` are logged at Anthropic, and no error is returned.)
//
// | problem of the example | fixed |
// |:---|:---|
// | `client` is never made | by `openLab` here; `new Anthropic()` elsewhere |
// | no token becomes `null`, a field of its own | **here** |
// | denies nothing, so a token exposes tools that write | **here** |
// | the two tool names no longer exist | **here** |
// | nobody would notice the next renaming | **here** |
// | the reply is never read; pauses, cuts and refusals pass for success | in 01.3 |
// | if the server is down, the call fails and nobody tries again | in 01.5 |
// | the server may change its tools between two calls | in 01.6 |
// | not eligible for zero data retention | lesson 05 |
//
// ### Exercise 01.4: repair it (4 points)
//
// Write `repaired`. From the environment and the names of the tools that the server lists *now*, it
// makes the two lists, for the tools `hub_repo_search` and `hf_fs`. As in 01.1, an empty token counts as none.
// Nothing but those two is allowed by name. If one of them is not listed, it throws an `Error` whose
// message names it.

// %% id="answer-01-4" exercise="01.4"
type Parts = Required<Pick<Call, "mcp_servers" | "tools">>;

// BEGIN SOLUTION
const repaired: (env: Env, listed: string[]) => Parts = (env, listed) => {
  const needed = ["hub_repo_search", "hf_fs"];
  const missing = needed.filter((name) => !listed.includes(name));
  if (missing.length > 0)
    throw new Error(`Not listed any more: ${missing.join(", ")}`);
  const token = env.HF_TOKEN ? { authorization_token: env.HF_TOKEN } : {};
  return {
    mcp_servers: [{ type: "url", name: "huggingface", url: lab.hub.url, ...token }],
    tools: [
      {
        type: "mcp_toolset",
        mcp_server_name: "huggingface",
        default_config: { enabled: false },
        configs: Object.fromEntries(
          needed.map((name) => [name, { enabled: true }]),
        ),
      },
    ],
  };
};
// END SOLUTION

// %% id="check-01-4" check="01.4"
await check("01.4", repaired);

// %% [markdown] id="repaired-text"
// Now send what you repaired, with a token that would expose tools that write. (As long as `repaired` is
// not written, the cell says so.)

// %% id="repaired-sent"
try {
  const listed = withToken.map((tool) => tool.name);
  const parts = repaired({ HF_TOKEN: lab.hub.token }, listed);
  drawTools(withToken, parts.tools[0] as Toolset, "The example, repaired by you");
  const question = callFor('Which models does "northwind-robotics" publish?', "");
  const call: Call = { ...question, ...parts };
  const { stop_reason, content } = await lab.client.beta.messages.create(call);
  console.log(stop_reason, content.map((block) => block.type).join(", "));
} catch (error) {
  console.log("Not yet:", error instanceof Error ? error.message : error);
}

// %% [markdown] id="failures-text"
// ## 5. When the call fails
//
// A token that the server refuses, and a server that nobody can reach. (The name `mcp.invalid` is reserved.)

// %% id="two-failures"
const start = lab.trace.events.length;
for (const wrong of [
  { url: lab.hub.url, authorization_token: "hf_long_expired" },
  { url: "https://mcp.invalid/mcp" },
]) {
  const call = callFor("Who is there?", "hf_fs");
  call.mcp_servers = [{ type: "url", name: "huggingface", ...wrong }];
  try {
    await lab.client.beta.messages.create(call);
  } catch (error) {
    if (!(error instanceof APIError)) throw error;
    console.log(error.status, error.type, "|", error.apiMessage);
  }
}
const sent = lab.trace.events.slice(start).filter((e) => e.kind === "api-request");
console.log(`${sent.length} requests`);

// %% [markdown] id="probe-text"
// Two requests for two calls: the SDK does not send a 400 again. (It does after a 429 or a 5xx.) Both
// failures are a `400 invalid_request_error`. Only words tell them apart, and the SDK's source warns that
// words can change. So ask the server yourself:

// %% id="probe"
async function probeAt(url: string, token?: string) {
  try {
    await listTools(url, token);
    return "connected";
  } catch (error) {
    if (error instanceof SdkHttpError && error.status === 401)
      return "unauthorized";
    const timeout = SdkErrorCode.RequestTimeout;
    return error instanceof SdkError && error.code === timeout
      ? "timed out"
      : "refused";
  }
}

console.log("the Hub:               ", await probeAt(lab.hub.url));
console.log(
  "the Hub, expired token:",
  await probeAt(lab.hub.url, "hf_long_expired"),
);
console.log("mcp.invalid:           ", await probeAt("https://mcp.invalid/mcp"));

// %% [markdown] id="exercise-5"
// ### Exercise 01.5: who has to act? (2 points)
//
// Write `diagnose`. It gets the error of a connector call, and a probe as above that already knows
// server and token: `await probe()` says one of the four words.
//
// | the probe says | `diagnose` returns | who has to act |
// |:---|:---|:---|
// | `unauthorized` | `"token"` | the token's owner, who renews it |
// | `refused` or `timed out` | `"server"` | the people who run the server |
// | `connected` | `"neither"` | nobody yet: read the error's message, and send once more |
//
// An error other than 400, whatever its type, is not about reaching the server: a 401 is about your Anthropic key, a 429 about
// your rate limit. For those return `"not-mcp"`, and do not probe.

// %% id="answer-01-5" exercise="01.5"
type Failure = { status: number; type: string; message: string };
type Found = "connected" | "unauthorized" | "refused" | "timed out";
type Culprit = "token" | "server" | "neither" | "not-mcp";

// BEGIN SOLUTION
const diagnose: (
  error: Failure,
  probe: () => Promise<Found>,
) => Promise<Culprit> = async (error, probe) => {
  if (error.status !== 400) return "not-mcp";
  const found = await probe();
  if (found === "unauthorized") return "token";
  return found === "connected" ? "neither" : "server";
};
// END SOLUTION

// %% id="check-01-5" check="01.5"
await check("01.5", diagnose);

// %% [markdown] id="pin-text"
// ## 6. Pinning the listing (stretch)
//
// Claude reads the descriptions of tools, so a person who can change a description can put words in front of
// Claude. With the beta `mcp-client-2026-09-15` in place of the older one, the reply begins with the listing of
// each server. Here are two with tools of equal names: the Hub, twice.

// %% id="listing"
const open = callFor('Which models does "quillmark" publish?', "hub_repo_search");
const mirror = callFor("", "hub_repo_search", "mirror");
open.betas = ["mcp-client-2026-09-15"];
open.mcp_servers?.push(...(mirror.mcp_servers ?? []));
open.tools?.push(...(mirror.tools ?? []));
const listed = await lab.client.beta.messages.create(open);
console.log(listed.content.map((block) => block.type).join(", "));
for (const block of listed.content) {
  if (block.type !== "mcp_tool_listing") continue;
  console.log(
    block.mcp_server_name,
    block.tools.map((tool) => tool.name).join(", "),
  );
}

// %% [markdown] id="sent-back-text"
// Send the reply back unchanged, as the conversation goes on, and its listings hold:

// %% id="sent-back"
open.messages.push({ role: "assistant", content: listed.content });
open.messages.push({
  role: "user",
  content: 'Which does "vintrell-labs" publish?',
});
const { content: goesOn } = await lab.client.beta.messages.create(open);
console.log(goesOn.map((block) => block.type).join(", "));

// %% [markdown] id="exercise-6"
// ### Exercise 01.6: pin the listing (stretch)
//
// There is no listing in this reply, so no server was asked again. In a new conversation, put the tools of a
// listing into the toolset of its server, as the field `tools`. Write `pin`: from a request and its reply it
// makes the next request, the same but for that. The check has one server or two, and changes descriptions in
// between.

// %% id="answer-01-6" exercise="01.6"
type Reply = Anthropic.Beta.BetaMessage;
type ToolsetCall = Omit<Call, "tools"> & { tools: Toolset[] };

// BEGIN SOLUTION
const pin: (request: ToolsetCall, reply: Reply) => ToolsetCall = (
  request,
  reply,
) => ({
  ...request,
  tools: request.tools.map((toolset) => ({
    ...toolset,
    tools: reply.content.flatMap((block) =>
      block.type === "mcp_tool_listing" &&
      block.mcp_server_name === toolset.mcp_server_name
        ? block.tools
        : [],
    ),
  })),
});
// END SOLUTION

// %% id="check-01-6" check="01.6"
await check("01.6", pin);

// %% [markdown] id="saw"
// ## What you saw
//
// Sections 5 and 6 as they went over the wire. Arrows that bypass the API are your own probes; those to
// the right of it are calls that the API made for you, which you do not see live.

// %% id="trace"
const { answeredBy, events } = lab.trace;
drawTrace(
  { answeredBy, events: events.slice(start) },
  "Failures, probes, a listing",
);

// %% [markdown] id="playground-text"
// ## Playground
//
// Nothing below this line is checked. Ask about another prospect, allow another tool.

// %% id="playground"
const mine = callFor(
  'Which datasets does "vintrell-labs" publish?',
  "hub_repo_search",
);
const said = await lab.client.beta.messages.create(mine);
for (const block of said.content)
  if (block.type === "text") console.log(block.text);

// %% [markdown] id="next"
// ## Next
//
// The connector carries tools, and nothing else of MCP: no resources, no prompts. In
// [lesson 02](02-resources-catalog.ipynb) you read a server's resources, and decide which of them Claude sees.
//
// **Sources**, to read again, for such things change:
//
// - Toolsets, unknown names, the listing and its pinning either way, tools only:
//   [MCP connector](https://platform.claude.com/docs/en/agents-and-tools/mcp-connector), read 2026-09-26.
// - Which models think, and that their blocks go back unchanged:
//   [Opus 5.5](https://platform.claude.com/docs/en/models/opus-5-5/whats-new-opus-5-5), read 2026-11-30.
// - [Stop reasons](https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons), and 10 calls
//   before a pause (the page says so of "server tools", which the connector's are), read 2026-08-22.
// - [Errors](https://platform.claude.com/docs/en/api/errors), read 2026-08-22; which of them the SDK sends
//   again: `@anthropic-ai/sdk` 1.12.0, read 2026-11-22.
// - The Hub's tools and what a token adds: `@llmindset/hf-mcp-server` 0.4.23, run on 2026-11-22; the old names:
//   [its history](https://github.com/huggingface/hf-mcp-server), read that day. `npm run lab -- doctor --online`
//   checks whether the real Hub still has these tools.
