// The source of this lesson. `npm run lab -- build` makes both notebooks from it.

// %% [markdown] id="welcome"
// # 00 · Start here
//
// Welcome. In this course you connect Claude to outside systems over MCP, the Model Context Protocol.
// This first notebook takes about 25 minutes, 5 of them for the stretch exercise. It needs no key, no
// account and no network.
//
// **What you will be able to do**
//
// - make a call in which Claude's API asks an MCP server, and read its trace;
// - check an answer, and ask for a hint when you are stuck;
// - say who is answering you: the rehearsal on your machine, or Claude.
//
// The grey boxes are code cells. Click into one, press <kbd>Shift</kbd>+<kbd>Enter</kbd>, and wait until
// `In [*]` becomes a number. Then work your way down: every cell needs the ones above it. Any term you do not
// know is in the [glossary](#Glossary), the last cell.

// %% [markdown] id="setup-text"
// ## Setup
//
// Every notebook begins with a cell like this one. It opens the lab, and a banner says who will answer.
//
// **You will know it works when** a banner appears that says *Rehearsal*. The first cell takes
// seconds (half a minute on a slow machine): the TypeScript kernel warms up.
//
// A red box is an error in its cell; `3:27` means line 3, column 27. If it says *Cannot find name …*,
// the cell that makes that name did not run, or has a red box of its own: fix and rerun that one first.
// After a kernel restart, run this cell and every cell down to yours. A cell that stays at `In [*]` loops
// for ever: press ■, and if that does not help, restart the kernel. (A check ends such an answer by itself,
// after ten seconds, or half a minute where it tries many values.) While an answer has a red box, its check
// does not judge it: fix the answer first. If drawings have turned into text, choose *File > Trust Notebook*.
//
// The kernel speaks TypeScript 5.0, and a cell is not a module: no `using`, `namespace`, `import.meta` or
// `__dirname`, and imports from packages only. The red box says what to write instead.

// %% id="setup"
import type { Anthropic } from "@anthropic-ai/sdk";
import { McpServer } from "@modelcontextprotocol/server";
import { check, drawCourse, drawTrace, hint, openLab, todo, tryOut } from "mcp-lab";
import { z } from "zod";

const lab = await openLab();

// %% [markdown] id="modes"
// ## Two modes
//
// | Mode | Rehearsal | Live |
// |:---|:---|:---|
// | Who answers | a small program on your machine | Claude |
// | What it needs | nothing | `MCP_LAB_MODE=live` *and* `ANTHROPIC_API_KEY`, in a file named `.env` |
// | What is real | the SDK, the requests, their validation, the MCP traffic | everything |
// | What is not | the words of the reply: a fixed rule picks the next step, no model is involved. And the Hub: a stand-in with invented organisations answers at its address | – |
//
// You can finish the whole course in rehearsal, and its replies always say that they are not Claude. It
// calls only tools that are known to be read-only, unless you allow others, and contacts only hosts that you
// name in `MCP_LAB_REHEARSE_HOSTS`. A key alone switches nothing on.

// %% id="which-mode"
lab.mode;

// %% [markdown] id="first-call-text"
// ## The first call
//
// You work for an AI consultancy and want to know whether a prospect publishes models: the (fictional)
// Northwind Robotics, `northwind-robotics` on the Hugging Face Hub. The Hub has an MCP server, so you
// send its address with the question, and allow one of its tools. Lesson 01 explains each line; for now,
// run it.

// %% id="first-call"
const firstQuestion =
  'Which models does our prospect "northwind-robotics" publish?';
const reply = await lab.client.beta.messages.create({
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
  messages: [{ role: "user", content: firstQuestion }],
});
reply.content.map((block) => block.type);

// %% [markdown] id="blocks"
// The reply is a list of **blocks**: the tool that was called on the MCP server, what the server
// answered, and a text. Claude may think first, in blocks of type `thinking`; they count towards
// `max_tokens`, so leave room. Choose blocks by `type`, never by place. Here is the text. (The models
// are in the block of type `mcp_tool_result`: look at it in a cell of your own, which <kbd>Esc</kbd>
// <kbd>B</kbd> makes.)

// %% id="reply-text"
console.log(
  reply.content
    .flatMap((block) => (block.type === "text" ? [block.text] : []))
    .join("\n"),
);

// %% [markdown] id="trace-text"
// ## What went over the wire
//
// The lab keeps a **trace**: everything sent and received, in order, with secrets masked.
// Read the drawing from top to bottom. Your notebook spoke to the Messages API only, and the API spoke to
// the MCP server. (`server/discover`, or `initialize` in older versions of MCP, is how a
// client and a server begin.) A call you run twice appears twice; the setup cell starts a new trace.

// %% id="first-trace"
drawTrace(lab.trace, "The first call");

// %% [markdown] id="exercise-1"
// ## Exercise 00.1: read a trace
//
// Look at the drawing and the banner. Which MCP server was contacted, which of its tools was called,
// and who wrote the reply? (Points begin in lesson 01.)
//
// First see what a check says to a wrong answer. `tryOut` checks like `check`, but keeps nothing:

// %% id="wrong-on-purpose"
await tryOut("00.1", {
  server: "huggingface",
  tool: "mcp_tool_use",
  answeredBy: "the Hub",
});

// %% [markdown] id="exercise-1-answer-text"
// One of three is right; for the others it says what was expected, what was found, where to look.
// Your turn: in the next cell replace `todo()` with an object. The type between `:` and `=` names its
// three fields. Run it, then the check below it (check cells are locked). With the cursor on a name,
// <kbd>Shift</kbd>+<kbd>Tab</kbd> shows its type; press it twice for all of it.

// %% id="answer-00-1" exercise="00.1"
// BEGIN SOLUTION
const seen: { server: string; tool: string; answeredBy: "Claude" | "rehearsal" } = {
  server: "huggingface",
  tool: "hub_repo_search",
  answeredBy: "rehearsal",
};
// END SOLUTION

// %% id="check-00-1" check="00.1"
await check("00.1", seen);

// %% [markdown] id="hints"
// ## When you are stuck
//
// Each exercise has three hints, from a nudge to nearly the answer. Uncomment and run this cell: each run
// shows the next. Asking costs nothing.

// %% id="hint-00-1"
// hint("00.1");

// %% [markdown] id="exercise-2"
// ## Exercise 00.2: your first call of your own
//
// Write `ask`: it sends a question to the Messages API, without any tools, and returns the text of
// all text blocks of the reply, joined in any way. `client` is the official SDK's; `client.messages.create({ … })` sends one request. It needs
// a `model`, a `max_tokens` and `messages`, as in the first call above.
//
// Only text blocks have a `text`, so test `block.type` first, as in the cell that printed the reply.
// (TypeScript in this kernel does not narrow through `find` or `filter`.)
//
// The check calls your function with a client of its own, also for a model that thinks and for one that
// answers in two blocks, and looks at what was sent.

// %% id="answer-00-2" exercise="00.2"
// BEGIN SOLUTION
const ask: (client: Anthropic, question: string) => Promise<string> = async (
  client,
  question,
) => {
  const { content } = await client.messages.create({
    model: lab.model,
    max_tokens: 4096,
    messages: [{ role: "user", content: question }],
  });
  return content
    .flatMap((block) => (block.type === "text" ? [block.text] : []))
    .join("");
};
// END SOLUTION

// %% id="check-00-2" check="00.2"
await check("00.2", ask);

// %% id="ask-yourself"
// Once `ask` is written, uncomment the next line, and ask it something yourself.
// console.log(await ask(lab.client, "What is MCP good for?"));

// %% [markdown] id="exercise-3"
// ## Exercise 00.3 (stretch): a server of your own
//
// An MCP server can be five lines long. Write `greeter`, a **factory** of servers: a function that makes
// a new one each time it is called, because every connection needs its own. The server has one tool,
// `greet`, which takes a `name` and answers with a text that greets by that name.
//
// You need `new McpServer({ name, version })`, then
// `server.registerTool(name, { description, inputSchema: z.object({ … }) }, handler)`, and a handler
// that returns `{ content: [{ type: "text", text: "…" }] }`.
//
// *Stretch* exercises are for the curious; nothing later needs them.

// %% id="answer-00-3" exercise="00.3"
// BEGIN SOLUTION
const greeter: () => McpServer = () => {
  const server = new McpServer({ name: "greeter", version: "1.0.0" });
  const inputSchema = z.object({ name: z.string() });
  server.registerTool(
    "greet",
    { description: "Greets someone by name", inputSchema },
    ({ name }) => ({
      content: [{ type: "text", text: `Hello, ${name}!` }],
    }),
  );
  return server;
};
// END SOLUTION

// %% id="check-00-3" check="00.3"
await check("00.3", greeter);

// %% [markdown] id="playground-text"
// ## Playground
//
// Nothing below is checked. Try other questions, other servers, other mistakes.

// %% id="playground"
console.log("Yours to play with.");

// %% [markdown] id="map-text"
// ## The map
//
// This is the course, with what you have solved so far. Run the cell again after each exercise, then go
// to [lesson 01](01-connector-call.ipynb).

// %% id="map"
drawCourse();

// %% [markdown] id="glossary"
// ## Glossary
//
// | word | what it means here |
// |:---|:---|
// | **allow-list** | the tools that may be used; all others may not, also those that come later |
// | **annotations** | of a resource: whom it is for, how important it is; of a tool: whether it only reads |
// | **block** | one part of a message: a text, thinking, a tool call, a tool result |
// | **catalog** | a server's list of resources, read in order to choose from it |
// | **cursor** | a text that a server gives with one page of a list; send it back, and you get the next page |
// | **direct path** | Claude uses an MCP server through a client in your own process, without the connector |
// | **envelope** | a tool's error as data: what happened, who can fix it, whether to try again |
// | **era** | a generation of the protocol: *legacy* is 2025-11-25 and before, *modern* is 2026-07-28 |
// | **factory** | a function that makes a new server each time it is called |
// | **host** | a program that starts MCP servers and offers them to a model, such as Claude Code |
// | **Hugging Face Hub** | where organisations publish AI models, datasets and papers |
// | **idempotency key** | a text sent along with a write; when it comes a second time, nothing is written again |
// | **kernel** | the program that runs the cells of a notebook: tslab, for TypeScript |
// | **listing** | what a server answers when it is asked for its tools or resources |
// | **MCP** | Model Context Protocol: how an application offers tools and data to a model |
// | **MCP client** | what speaks to an MCP server; in the first call above, the Messages API did |
// | **MCP connector** | the part of the Messages API that is an MCP client for you |
// | **MCP server** | a program that offers tools and resources over MCP |
// | **Messages API** | the address that programs send requests to when they want Claude's answer |
// | **protocol error** | the answer to a request that the server cannot take; a program reads it |
// | **rehearsal** | the lab's stand-in for the Messages API, on your machine; never Claude |
// | **resource** | something a server can show, with an address: a table's schema, a document |
// | **scope** | where a host keeps a server's entry: for a project, for you in it, or for all of yours |
// | **sketch** | an integration written down as one value, so that it can be checked and built (lesson 06) |
// | **stdio** | client and server on one machine, speaking over the server's standard input and output |
// | **Streamable HTTP** | client and server speaking over HTTP, which works across machines |
// | **template** | of a resource: an address with a gap in it, such as `crm://companies/{company_id}` |
// | **thinking** | what a model works out before it answers, in blocks of their own |
// | **tool** | something a server can do, with a name, a description and an input schema |
// | **tool error** | a tool's result with `isError: true`; the model reads it |
// | **toolset** | the part of a request that says which of a server's tools may be used |
// | **trace** | the list of everything that was sent and received |
// | **transport** | the way messages travel between client and server: stdio or Streamable HTTP |
// | **ZDR** | zero data retention: an arrangement under which Anthropic keeps nothing of a request |
