import { type Lesson, must } from "../exercise.ts";

export const startHere: Lesson = {
  slug: "00-start-here",
  title: "Start here",
  summary: "One rehearsed call, its trace, and how checks and hints work.",
  can: "read a trace: who sent what to whom, and who answered",
  minutes: 25,
  exercises: [
    {
      id: "00.1",
      title: "Read a trace",
      answer: "value",
      checks: [
        must("00.1.server", "The MCP server's name", 0),
        must("00.1.tool", "The tool that was called", 0),
        must("00.1.answered-by", "Who wrote the reply", 0),
      ],
      hints: [
        "Two are in the drawing: the server's name in the box on the right, the tool on the arrow `tools/call`. The third is in the banner under the setup cell.",
        "The server has the name that the request gave it in `mcp_servers`. The tool is the word after `tools/call`.",
        'The server is "huggingface". Read the tool off the arrow, and the third off the banner: "rehearsal", or "Claude" in live mode.',
      ],
    },
    {
      id: "00.2",
      title: "Your first call of your own",
      answer: "function",
      checks: [
        must("00.2.sends", "One request, with the question in it", 0),
        must("00.2.text", "The reply's text comes back", 0),
      ],
      hints: [
        "`client`, the first parameter, has a method that sends one request: `client.messages.create({ … })`.",
        "Give it `model: lab.model`, a `max_tokens`, and as `messages` a list with one object that has `role` and `content`. What comes back is a list of blocks; you want the text of the text blocks.",
        `Keep the reply, then join the texts:
~~~
const reply = await client.messages.create({
  model: lab.model,
  max_tokens: 4096,
  messages: [{ role: "user", content: question }],
});
return reply.content
  .flatMap((block) => (block.type === "text" ? [block.text] : []))
  .join("");
~~~`,
      ],
    },
    {
      id: "00.3",
      title: "A server of your own",
      answer: "server",
      stretch: true,
      checks: [
        must("00.3.lists", "Lists one tool, greet, with a name to greet", 0),
        must("00.3.greets", "Greets the person by name", 0),
        must("00.3.fresh", "A fresh server for every connection", 0),
      ],
      hints: [
        "`greeter` is a function that makes a new `McpServer` each time it is called, and returns it.",
        `Inside the factory:
~~~
const server = new McpServer({ name: "greeter", version: "1.0.0" });
const inputSchema = z.object({ name: z.string() });
server.registerTool("greet", { inputSchema }, handler);
~~~`,
        `The handler, and the last line:
~~~
({ name }) => ({
  content: [{ type: "text", text: "Hello, " + name }],
})

return server;
~~~`,
      ],
    },
  ],
};
