import type { Lesson } from "../exercise.ts";

export const connectorCall: Lesson = {
  slug: "01-connector-call",
  title: "The connector call",
  summary: "Call a remote MCP server from the Messages API, safely, and read what comes back.",
  can: "call a remote MCP server through the connector with an allow-list that denies, and read what comes back",
  minutes: 60,
  exercises: [
    {
      id: "01.1",
      title: "The server's entry",
      answer: "function",
      checks: [
        {
          id: "01.1.reaches",
          title: "The Hub is reached, with the token where there is one",
          severity: "must",
          points: 1,
        },
        {
          id: "01.1.absent",
          title: "Without a token the field is left out",
          severity: "must",
          points: 1,
        },
      ],
      hints: [
        "An entry has three fields that are always there: `type`, `name` and `url`. Begin with those.",
        "`JSON.stringify` drops a field that is `undefined`. An empty text is not `undefined`: `||` turns it into what comes after it.",
        `~~~
({
  type: "url",
  name: "huggingface",
  url: lab.hub.url,
  // env.HF_TOKEN, or undefined if it is empty
  authorization_token: …,
})
~~~`,
      ],
    },
    {
      id: "01.2",
      title: "An allow-list",
      answer: "function",
      checks: [
        { id: "01.2.named", title: "Claude sees the tools named", severity: "must", points: 1 },
        {
          id: "01.2.nothing-else",
          title: "Claude sees nothing else, now or later",
          severity: "must",
          points: 1,
        },
        { id: "01.2.accepted", title: "The API takes the toolset", severity: "must", points: 1 },
      ],
      hints: [
        "Two things are needed: one setting for all tools, and one for each tool that you name.",
        "`default_config` is for every tool that `configs` does not name, also for those that do not exist yet. `configs` is an object: one key for each tool.",
        `~~~
default_config: { enabled: false },
configs: Object.fromEntries(
  tools.map((name) => [name, { enabled: true }]),
),
~~~`,
      ],
    },
    {
      id: "01.3",
      title: "Ask, and read the reply",
      answer: "function",
      checks: [
        {
          id: "01.3.blocks",
          title: "Answer, calls and failures come from their blocks",
          severity: "must",
          points: 1,
        },
        {
          id: "01.3.outcome",
          title: "Only a finished reply counts as complete",
          severity: "must",
          points: 1,
        },
        {
          id: "01.3.continues",
          title: "A paused turn goes on, unchanged",
          severity: "must",
          points: 1,
        },
        { id: "01.3.cap", title: "It gives up after five requests", severity: "must", points: 1 },
      ],
      hints: [
        "Write `summarize` first: collect the `mcp_tool_result` blocks, and find for each the `mcp_tool_use` whose `id` is its `tool_use_id`. Those with `is_error` go into `failures`, the others into `calls`. Then write the loop around `client.beta.messages.create`.",
        `In the loop, keep all blocks so far in one list. As long as \`stop_reason\` is "pause_turn", send the request again with
~~~
messages: [
  ...request.messages,
  { role: "assistant", content: blocks },
]
~~~`,
        `~~~
let blocks: Block[] = [];
for (let sent = 1; ; sent += 1) {
  const reply = await client.beta.messages.create({
    ...request,
    messages: sent === 1 ? request.messages : …,
  });
  blocks = [...blocks, ...reply.content];
  if (reply.stop_reason !== "pause_turn" || sent === 5)
    return summarize(blocks, reply.stop_reason ?? "");
}
~~~`,
      ],
    },
    {
      id: "01.4",
      title: "Repair the published example",
      answer: "function",
      checks: [
        {
          id: "01.4.token",
          title: "The token is sent only where there is one",
          severity: "must",
          points: 1,
        },
        { id: "01.4.deny", title: "It denies by default", severity: "must", points: 1 },
        { id: "01.4.names", title: "It allows tools that exist", severity: "must", points: 1 },
        { id: "01.4.guard", title: "It notices a renamed tool", severity: "must", points: 1 },
      ],
      hints: [
        'Take the four faults marked "here" one by one. Three of them are fixed in the two lists; the guard comes before them.',
        "For the guard: which of the two names you need are not in `listed`? If there are any, throw an `Error` with their names in its message.",
        `~~~
const needed = ["hub_repo_search", "hf_fs"];
const missing = needed.filter((name) => !listed.includes(name));
if (missing.length > 0)
  throw new Error("not listed: " + missing.join(", "));
~~~
Then return \`{ mcp_servers, tools }\` with what you wrote in 01.1 and 01.2.`,
      ],
    },
    {
      id: "01.5",
      title: "Who has to act?",
      answer: "function",
      checks: [
        { id: "01.5.who", title: "Decides by what the probe says", severity: "must", points: 1 },
        { id: "01.5.other", title: "Leaves other errors alone", severity: "must", points: 1 },
      ],
      hints: [
        "Which field of the error do both failures of the connector share, and errors of other kinds not?",
        "First the status: anything but 400 is not about MCP. Then `const found = await probe()`, and one answer for each word it can say.",
        `~~~
if (error.status !== 400) return "not-mcp";
const found = await probe();
~~~
"unauthorized" means "token", "connected" means "neither", the other two mean "server".`,
      ],
    },
    {
      id: "01.6",
      title: "Pin the listing",
      answer: "function",
      stretch: true,
      checks: [
        {
          id: "01.6.pinned",
          title: "A changed description never reaches Claude",
          severity: "must",
          points: 0,
        },
        {
          id: "01.6.same-tools",
          title: "Each server keeps its own tools and allow-list",
          severity: "must",
          points: 0,
        },
      ],
      hints: [
        "The reply holds a listing for each server, in its blocks of type `mcp_tool_listing`. The request holds a toolset for each server, in `tools`.",
        "Return a copy of the request whose toolsets are copies with one more field, `tools`: the tools of the listing whose `mcp_server_name` is the toolset's.",
        `~~~
({
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
})
~~~`,
      ],
    },
  ],
};
