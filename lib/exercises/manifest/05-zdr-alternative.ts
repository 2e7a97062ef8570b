import { type Lesson, must } from "../exercise.ts";

export const zdrAlternative: Lesson = {
  slug: "05-zdr-alternative",
  title: "Zero data retention, and the direct path",
  summary: "What ZDR does not cover, an audit that finds it, and MCP without the connector.",
  can: "say what zero data retention covers, and take the path that it does cover",
  minutes: 100,
  exercises: [
    {
      id: "05.1",
      title: "What of a design is covered",
      answer: "function",
      checks: [
        must("05.1.covered", "Says what is covered", 1),
        must("05.1.reason", "Gives the documented reason", 0),
        must("05.1.refused", "Knows what the API refuses", 0),
      ],
      hints: [
        "Write one table with a row for each of the eleven pieces. The function then picks the rows of the pieces that it is given.",
        "Seven pieces are not covered, and one of these is refused; one is qualified; of the other three nothing is kept. The API accepts whatever the documentation does not say it refuses.",
        `~~~
const table = {
  "hub-connector": {
    covered: "no",
    kept: "standard-policy",
    refused: false,
  },
  "crm-client": { covered: "yes", kept: "nothing", refused: false },
  …
};
return Object.fromEntries(
  pieces.map((piece) => [piece, table[piece]]),
);
~~~`,
      ],
    },
    {
      id: "05.2",
      title: "Audit a request",
      answer: "function",
      checks: [
        must("05.2.connector", "Finds the connector", 1),
        must("05.2.tools", "Tells server tools apart by version and caller", 1),
        must("05.2.stored", "Finds what is stored", 1),
        must("05.2.model", "Finds covered models", 1),
        must("05.2.clean", "Raises no false alarm", 1),
      ],
      hints: [
        "Look at fields, never at the text of the JSON: a message may well talk about `mcp_servers`. Begin with one `if` for each line of the table.",
        "A batch has its requests in `body.requests[i].params`: write the audit of one body as a function of its own and call it for each. A file can be in any content block, and a tool result has content blocks, too.",
        `For the tools:
~~~
const pattern = /^web_(?:search|fetch)_(\\d+)$/;
const version = Number(pattern.exec(tool.type ?? "")?.[1]);
~~~
It filters if \`version >= 20260209\` and \`tool.allowed_callers\` is not exactly \`["direct"]\`. For any other tool, an allowed caller that starts with "code_execution_" is programmatic tool calling.`,
      ],
    },
    {
      id: "05.3",
      title: "One question, two servers, no connector",
      answer: "function",
      checks: [
        must("05.3.direct", "Uses no connector", 0),
        must("05.3.calls", "Calls both servers from here", 1),
        must("05.3.allow-list", "Holds the allow-list here", 1),
        must("05.3.names", "Keeps equal names apart", 1),
        must("05.3.history", "Sends the history itself", 1),
        must("05.3.errors", "Hands errors on as errors", 1),
        must("05.3.secrets", "Gives no secret away", 1),
      ],
      hints: [
        "`listTools` of each client, which gives every page, then filter by `task.allow`, then `mcpTools`: that gives tools with a `run` of their own. Only the server's name is missing before each tool's.",
        `~~~
(await mcpTools(allowed, withoutLinks(hub))).map((tool) =>
  Object.assign(tool, { name: "hub_" + tool.name }),
)
~~~
\`run\` still calls the tool by the name that its server knows. \`toolRunner\` takes \`thread: false\`.`,
        `~~~
const tools = [
  ...(await toolsOf("hub", hub)),
  ...(await toolsOf("crm", crm)),
];
const reply = await client.beta.messages.toolRunner({
  model: lab.model,
  max_tokens: 4096,
  max_iterations: 10,
  thread: false,
  tools,
  messages: [{ role: "user", content: task.question }],
});
~~~
Then the text of its text blocks.`,
      ],
    },
    {
      id: "05.4",
      title: "The CRM's half without MCP",
      answer: "function",
      checks: [
        must("05.4.results", "Gives the CRM's results", 1),
        must("05.4.arguments", "Refuses bad arguments itself", 1),
        must("05.4.errors", "Keeps the structure of errors", 1),
        must("05.4.direct", "Stays on the direct path", 0),
      ],
      hints: [
        "`betaStandardSchemaTool` takes `name`, `description`, `inputSchema` and `run`. What `inputSchema` refuses never reaches `run`; the runner tells the model.",
        `In \`run\`:
~~~
const { status, body } = await get(path);
if (status >= 400) throw new ToolError(JSON.stringify(body));
return JSON.stringify(body);
~~~
So the model gets every field of an error.`,
        `~~~
inputSchema: z.object({
  region: z.enum(["emea", "americas", "apac"]).optional(),
  limit: z.number().int().min(1).max(50).default(10),
}),
~~~
The path is \`/companies?\` and \`new URLSearchParams(…)\` with \`String(limit)\`, and \`region\` only when it is given. Then \`toolRunner\` as in 05.3.`,
      ],
    },
    {
      id: "05.5",
      title: "Who saw what",
      answer: "function",
      stretch: true,
      checks: [
        must("05.5.connector", "On the connector's path", 0),
        must("05.5.direct", "On the direct path", 0),
      ],
      hints: [
        "Go through the events once and collect a set for each party. The two kinds that matter are `api-request` and `mcp-call`.",
        "Of an `mcp-call`: `tools/list` shows definitions, `tools/call` arguments and results. The server sees them, and the API too where `caller` is `connector`.",
        "Of an `api-request`: a text of the user's is the question, an entry of `tools` means definitions, a `tool_use` block arguments, a `tool_result` block results, and an `authorization_token` in `mcp_servers` is the token.",
      ],
    },
  ],
};
