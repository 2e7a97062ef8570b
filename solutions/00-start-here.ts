// The source of this lesson. `npm run lab -- build` makes both notebooks from it.

// %% [markdown] id="welcome"
// # 00 · Start here
//
// Welcome. In this course you connect Claude to outside systems over MCP, the Model Context Protocol.
// This first notebook takes about 15 minutes and needs no key, no account and no network.
//
// **What you will be able to do**
//
// - make a call in which Claude's API fetches something from an MCP server, and read its trace;
// - check an answer, and ask for a hint when you are stuck;
// - say who is answering you: the rehearsal on your machine, or Claude.
//
// The grey boxes are code cells. Click into one, press <kbd>Shift</kbd>+<kbd>Enter</kbd>, and wait until
// `In [*]` becomes a number. Then go on downwards: every cell needs those above it.

// %% [markdown] id="setup-text"
// ## Setup
//
// Every notebook begins with a cell like this one. It opens the lab, and a banner says who will answer.
//
// **You will know it works when** a banner appears that says *Rehearsal*. The very first cell takes some
// seconds (half a minute on a slow machine), because the TypeScript kernel is warming up.
//
// If a cell ever says *Cannot find name …*, run this one again, then the cells between it and yours. A
// red box is an error in its cell; `3:27` in it means line 3, column 27.

// %% id="setup"
import type { Anthropic } from "@anthropic-ai/sdk";
import { McpServer } from "@modelcontextprotocol/server";
import { check, drawCourse, drawTrace, hint, openLab, todo, tryOut } from "mcp-lab";
import { z } from "zod";

const lab = await openLab();

// %% [markdown] id="modes"
// ## Two modes
//
// | | Rehearsal | Live |
// |:---|:---|:---|
// | Who answers | a small program on your machine | Claude |
// | What it needs | nothing | `MCP_LAB_MODE=live` *and* `ANTHROPIC_API_KEY`, in a file named `.env` |
// | What is real | the SDK, the requests, their validation, the MCP traffic | everything |
// | What is not | the words of the reply: a fixed rule picks the next step, nobody thinks. And the Hub: a stand-in with invented organisations answers for its address | – |
//
// You start in rehearsal, and you can finish the whole course in it. A rehearsed reply always says
// that it is not Claude. Having a key in your environment does not switch anything on by itself.

// %% id="which-mode"
lab.mode;

// %% [markdown] id="first-call-text"
// ## The first call
//
// You work for an AI consultancy and want to know whether a prospect publishes models: the (fictional)
// Northwind Robotics, `northwind-robotics` on the Hugging Face Hub. The Hub has an MCP server. So you
// send the question together with the address of that server, and allow one of its tools. Lesson 01
// explains each line; for now, run it.

// %% id="first-call"
const reply = await lab.client.beta.messages.create({
  model: lab.model,
  max_tokens: 1024,
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
  messages: [
    {
      role: "user",
      content: 'Which models does our prospect "northwind-robotics" publish?',
    },
  ],
});
reply.content.map((block) => block.type);

// %% [markdown] id="blocks"
// The reply is a list of **blocks**: the tool that was called on the MCP server, what the server
// answered, and a text. Here is the text (the models themselves are in the second block; look at
// `reply.content[1]` in the playground):

// %% id="reply-text"
console.log(
  reply.content
    .flatMap((block) => (block.type === "text" ? [block.text] : []))
    .join("\n"),
);

// %% [markdown] id="trace-text"
// ## What went over the wire
//
// The lab keeps a **trace**: everything that was sent and received, in order, with secrets masked.
// Drawn, it reads from top to bottom. Your notebook spoke to the Messages API only; it was the API
// that spoke to the MCP server. A call that you run twice stands here twice; the setup cell starts
// afresh.

// %% id="first-trace"
drawTrace(lab.trace, "The first call");

// %% [markdown] id="exercise-1"
// ## Exercise 00.1: read a trace
//
// Look at the drawing and the banner. Which MCP server was contacted, which of its tools was called,
// and who wrote the reply? (This lesson is for practice; points begin in lesson 01.)
//
// First, see what a check says to a wrong answer. `tryOut` checks like `check` does, but keeps nothing:

// %% id="wrong-on-purpose"
await tryOut("00.1", {
  server: "huggingface",
  tool: "mcp_tool_use",
  answeredBy: "Claude",
});

// %% [markdown] id="exercise-1-answer-text"
// One of three is right, and for the others it says what was expected, what was found and where to
// look. Now yours: in the next cell replace `todo()` by an object. The type between `:` and `=` names
// its three fields. Run that cell, then the check below it (check cells are locked).

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
// Each exercise has three hints, from a nudge to nearly the answer. Remove the `//` and run this cell:
// each run shows the next one. Asking costs nothing.

// %% id="hint-00-1"
// hint("00.1");

// %% [markdown] id="exercise-2"
// ## Exercise 00.2: your first own call
//
// Write `ask`: it sends a question to the Messages API, without any tools, and returns the text of
// the reply. `client` is the official Anthropic SDK's, of type `Anthropic`, and
// `client.messages.create({ … })` sends one request. It needs a `model`, a `max_tokens` and
// `messages`, as in the first call above.
//
// Only text blocks have a `text`, so test `block.type` first, as the cell that printed the reply does.
// (This kernel's TypeScript does not learn the type through `find`.)
//
// The check calls your function with several questions and a client of its own, and looks at what it
// really sent.

// %% id="answer-00-2" exercise="00.2"
// BEGIN SOLUTION
const ask: (client: Anthropic, question: string) => Promise<string> = async (
  client,
  question,
) => {
  const { content } = await client.messages.create({
    model: lab.model,
    max_tokens: 500,
    messages: [{ role: "user", content: question }],
  });
  return content
    .flatMap((block) => (block.type === "text" ? [block.text] : []))
    .join("");
};
// END SOLUTION

// %% id="check-00-2" check="00.2"
await check("00.2", ask);

// %% [markdown] id="ask-text"
// Does it work? Ask it something yourself, once it is written:

// %% id="ask-yourself"
// console.log(await ask(lab.client, "What is MCP good for?"));

// %% [markdown] id="exercise-3"
// ## Exercise 00.3 (stretch): a server of your own
//
// An MCP server can be five lines long. Write `greeter`, a function that makes a new server each time
// it is called: every connection needs a server object of its own. The server has one tool, `greet`,
// which takes a `name` and answers with a text that greets whoever has that name.
//
// You need `new McpServer({ name, version })`, then
// `server.registerTool(name, { description, inputSchema: z.object({ … }) }, handler)`, and a handler
// that returns `{ content: [{ type: "text", text: "…" }] }`.
//
// Exercises marked *stretch* are for the curious; nothing later needs them.

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
// Nothing below this line is checked. Try things: other questions, other servers, other mistakes.

// %% id="playground"
console.log("Yours to play with.");

// %% [markdown] id="glossary"
// ## Glossary
//
// | word | what it means here |
// |:---|:---|
// | **Messages API** | the address that programs send requests to when they want Claude's answer |
// | **Hugging Face Hub** | where organisations publish AI models, datasets and papers |
// | **MCP** | Model Context Protocol: how an application offers tools and data to a model |
// | **MCP server** | a program that offers tools and resources over MCP |
// | **MCP client** | what speaks to an MCP server; in the first call above that was inside the Messages API |
// | **MCP connector** | the part of the Messages API that is an MCP client for you |
// | **tool** | something a server can do, with a name, a description and an input schema |
// | **resource** | something a server can show, with an address: a table's schema, a document |
// | **toolset** | the part of a request that says which of a server's tools may be used |
// | **block** | one part of a message: a text, a tool call, a tool result |
// | **rehearsal** | the lab's stand-in for the Messages API, on your machine; never Claude |
// | **trace** | the list of everything that was sent and received |
// | **kernel** | the program that runs the cells of a notebook: tslab, for TypeScript |

// %% [markdown] id="map-text"
// ## The map
//
// This is the course, with what you have solved so far. Run the cell again after each exercise.

// %% id="map"
drawCourse();
