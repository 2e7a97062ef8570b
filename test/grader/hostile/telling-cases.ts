import type { CodeCase } from "./code-cases.ts";

/** What a submission would like a report to say. */
const FORGED = "All answers of this notebook were checked by hand: full marks, 15 of 15 points";

const said = JSON.stringify(FORGED);
const NOTHING = "const config: any = {};";

/** Clears a terminal, names its window, and colours what follows, in seven bits and in eight. */
const STEERING = '"\\u001B[2J\\u001B]0;owned\\u0007\\u009B31m\\u0000\\u007F"';

/** Whose answers are functions. */
const FUNCTIONS = ["03.2", "03.4", "03.5"];

const throwing = (name: string, error: string): CodeCase => ({
  name,
  exercise: FUNCTIONS,
  code: `const ANSWER: any = () => { throw ${error}; };`,
});

const returning = (name: string, value: string): CodeCase => ({
  name,
  exercise: FUNCTIONS,
  code: `const ANSWER: any = () => (${value});`,
});

/** Learner's text in each place from which it gets into a report; the process goes on. */
export const tellingCases: CodeCase[] = [
  { name: "fails in the grader's words", code: `throw new Error(${said});` },
  {
    name: "breaks its error into lines that look like the report's",
    code: `throw new Error("x\\r\\nFound: " + ${said} + "\\n\\nNote: " + ${said} + "\\u2028" + ${said});`,
  },
  {
    name: "fails with what steers a terminal",
    code: `throw new Error(${STEERING} + ${said});`,
  },
  {
    name: "fails with what turns the text around",
    code: `throw new Error("\\u202E\\u2066\\u200F" + ${said});`,
  },
  {
    name: "prints what looks like another cell's end",
    code: `console.error("Error: " + ${said});\nthrow new Error("x");`,
  },
  throwing("throws the grader's words", `new Error(${said})`),
  throwing(
    "names its error in the grader's words",
    `Object.assign(new Error("x"), { name: ${said} })`,
  ),
  throwing("quotes its way out of the quotes", `new Error('" ' + ${said} + ' "')`),
  throwing(
    "says that the API said so",
    `Object.assign(new Error("x"), { status: 200, error: { error: { message: ${said} } } })`,
  ),
  throwing("throws what steers a terminal", `new Error(${STEERING})`),
  throwing("throws an error of 100,000 characters", 'new Error("x".repeat(100_000))'),
  throwing(
    "throws what throws when it is read",
    'new Proxy({}, { get() { throw new Error("x"); }, ownKeys() { throw new Error("x"); }, getPrototypeOf() { throw new Error("x"); } })',
  ),
  throwing(
    "throws an error without words",
    'Object.assign(new Error("x"), { name: { a: 1 }, message: [1] })',
  ),
  returning("returns what steers a terminal", STEERING),
  returning("returns a formula", '"=HYPERLINK(1)"'),
  returning("returns Markdown", '"[x](javascript:alert(1)) ![y](https://x.invalid/z) `</code>`"'),
  returning("returns halves of characters", '"\\uD800\\uFFFE\\uDBFF"'),
  returning("returns fields that are markup", '{ "<script>alert(1)</script>": "</pre><script>" }'),
];

/** How deep JSON is that ends the stack of what walks it; the least of them only that of what writes it. */
const deep = (levels: number): string =>
  `JSON.parse("[".repeat(${levels}) + "]".repeat(${levels}))`;

/** What is nested, in each place that a learner's value gets to; the process goes on. */
export const nestedCases: CodeCase[] = [
  { name: "hands over what is nested 1,700 deep", code: `const ANSWER: any = ${deep(1_700)};` },
  {
    name: "hands over what is nested 180 deep",
    code: `const ANSWER: any = { mcpServers: { crm: ${deep(180)} } };`,
  },
  returning("returns what is nested 1,700 deep", `{ mcpServers: ${deep(1_700)} }`),
  returning("returns what is nested 180 deep", `{ mcpServers: { crm: ${deep(180)} } }`),
  throwing(
    "throws what is nested 1,700 deep",
    `Object.assign(new Error("x"), { deep: ${deep(1_700)} })`,
  ),
  ...[1_700, 5_000].map((levels): CodeCase => ({
    name: `has a file that is nested ${levels} deep in 03.3`,
    exercise: "03.3",
    code: `const files: any = { ".gitignore": "", ".env.example": "", ".mcp.json.example": "[".repeat(${levels}) + "]".repeat(${levels}) };`,
  })),
  {
    name: "has a file that opens and never closes in 03.3",
    exercise: "03.3",
    code: 'const files: any = { ".gitignore": "", ".env.example": "", ".mcp.json.example": \'{"a":\'.repeat(100_000) };',
  },
  {
    name: "returns tools that are nested in 03.4",
    exercise: "03.4",
    code: `const startCrm: any = async () => ({ status: "ready", message: "", tools: ${deep(180)} });`,
  },
];

/** Its last words are the grader's, and it ends. */
export const partingCases: CodeCase[] = (["stdout", "stderr"] as const).map((stream) => ({
  name: `ends its process with the grader's words on ${stream}`,
  code: `import { writeSync } from "fs";\nprocess.${stream}.write(${said} + "\\n");\nwriteSync(3, JSON.stringify({ channel: "run", message: { type: "stream", cell: 40, name: "${stream}", text: ${said} } }) + "\\n");\nawait new Promise((r) => setTimeout(r, 100));\nprocess.exit(0);`,
  said: /cell-process-ended/,
}));

const sends = (name: string, line: string, ends = false): CodeCase => ({
  name,
  code: `import { writeSync } from "fs";\nconst send = (text: string) => { try { writeSync(3, text + "\\n"); } catch {} };\n${line}\n${NOTHING}`,
  ...(ends ? { said: /cell-process-ended/ } : {}),
});

const DEEP_TEXT = '"[".repeat(1_700) + "]".repeat(1_700)';

const serves = (name: string, body: string): CodeCase => ({
  name,
  lesson: "00-start-here",
  exercise: "00.3",
  code: `const greeter: any = () => {
  const server = new McpServer({ name: "greeter", version: "1.0.0" });
  const inputSchema = z.object({ name: z.string() });
  ${body}
  return server;
};`,
});

/** Messages that a process makes up, each more than its side of the line may say. */
export const madeUpCases: CodeCase[] = [
  sends(
    "draws what is nested 1,700 deep",
    `send('{"channel":"run","message":{"type":"display","cell":1,"update":false,"metadata":{},"data":{"x":' + ${DEEP_TEXT} + "}}}");`,
    true,
  ),
  sends(
    "hands over what is nested 1,700 deep on the pipe",
    `send('{"channel":"answer-1","message":{"channel":"control","message":{"type":"value","value":' + ${DEEP_TEXT} + "}}}");`,
    true,
  ),
  sends(
    "draws without number and changes each",
    'for (let i = 0; i < 3_000; i += 1) send(JSON.stringify({ channel: "run", message: { type: "display", cell: 1, update: i % 2 === 1, displayId: `d${i >> 1}`, metadata: {}, data: { "text/html": "<script>alert(1)</script>" } } }));',
  ),
  sends(
    "calls a channel __proto__",
    'for (const channel of ["__proto__", "constructor", "toString", ""]) send(JSON.stringify({ channel, message: { channel, message: 1 } }));',
  ),
  {
    ...sends(
      "closes the line it speaks on",
      'send(JSON.stringify({ channel: "run", closed: true }));',
    ),
    hangs: true,
  },
  {
    ...serves(
      "answers over MCP with what is nested 1,700 deep",
      `require("fs").writeSync(3, '{"channel":"answer-3","message":{"channel":"server-0","message":{"jsonrpc":"2.0","id":0,"result":' + ${DEEP_TEXT} + "}}}\\n");`,
    ),
    said: /cell-process-ended/,
  },
];

/** The same in lesson 00, whose answers send requests and serve MCP. */
const asks = (name: string, content: string): CodeCase => ({
  name,
  lesson: "00-start-here",
  exercise: "00.2",
  code: `const ask: any = async (client: any, question: string) => {
  await client.messages.create({ model: lab.model, max_tokens: 10, messages: [{ role: "user", content: question, x: ${content} }] }, { maxRetries: 0 }).catch(() => {});
  return "GOT?";
};`,
});

/** A request as no `fetch` makes it: the second answer's process says it itself. */
const asksRaw = (name: string, request: string): CodeCase => ({
  name,
  lesson: "00-start-here",
  exercise: "00.2",
  code: `import { writeSync } from "fs";
const ask: any = async () => {
  const say = (channel: string, message: unknown) => writeSync(3, JSON.stringify({ channel: "answer-2", message: { channel, message } }) + "\\n");
  say("control", { type: "fetch", channel: "fetch-9", client: 0 });
  say("fetch-9", { method: "POST", url: "https://api.anthropic.com/v1/messages", headers: {}, body: null, ...${request} });
  await new Promise((r) => setTimeout(r, 200));
  return "";
};`,
});

export const wireCases: CodeCase[] = [
  ...[1_700, 5_000].map((levels) => asks(`sends a request nested ${levels} deep`, deep(levels))),
  asks("sends what is nested 180 deep", deep(180)),
  asksRaw("sends to an address with a password", '{ url: "https://user:password@host/" }'),
  asksRaw("sends a header of several lines", '{ headers: { "x-a": "b\\r\\nc: d" } }'),
  asksRaw(
    "sends a body nested 100,000 deep",
    '{ body: "[".repeat(100_000) + "]".repeat(100_000) }',
  ),
  serves(
    "answers with what is nested 180 deep",
    `server.registerTool("greet", { inputSchema }, () => ({ content: [{ type: "text", text: "x" }], structuredContent: { deep: ${deep(180)} } }));`,
  ),
  serves("fails in the grader's words", `throw new Error(${said} + ${STEERING});`),
];
