import { type Lesson, must } from "../exercise.ts";

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
        must("01.1.reaches", "The Hub is reached, with the token where there is one", 1),
        must("01.1.absent", "Without a token the field is left out", 1),
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
        must("01.2.named", "Claude sees the tools named", 1),
        must("01.2.nothing-else", "Claude sees nothing else, now or later", 1),
        must("01.2.accepted", "The API takes the toolset", 1),
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
        must("01.3.blocks", "Answer, calls and failures come from their blocks", 1),
        must("01.3.outcome", "Only a finished reply counts as complete", 1),
        must("01.3.continues", "A paused turn goes on, unchanged", 1),
        must("01.3.cap", "It gives up after five requests", 1),
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
        must("01.4.token", "The token is sent only where there is one", 1),
        must("01.4.deny", "It denies by default", 1),
        must("01.4.names", "It allows tools that exist", 1),
        must("01.4.guard", "It notices a renamed tool", 1),
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
        must("01.5.who", "Decides by what the probe says", 1),
        must("01.5.other", "Leaves other errors alone", 1),
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
        must("01.6.pinned", "A changed description never reaches Claude", 0),
        must("01.6.same-tools", "Each server keeps its own tools and allow-list", 0),
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
