import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cellRunner, printed } from "../notebook/run-cells.ts";

const runCells = cellRunner();

const KEY = `sk-ant-${randomBytes(24).toString("hex")}`;

interface Reply {
  status: number;
  headers?: Record<string, string>;
  body: string;
}

const failure = (status: number, type: string, message: string, headers = {}): Reply => ({
  status,
  headers: { "content-type": "application/json", "request-id": "req_011test", ...headers },
  body: JSON.stringify({ type: "error", error: { type, message }, request_id: "req_011test" }),
});

const message = (said: string): object => ({
  id: "msg_01",
  type: "message",
  role: "assistant",
  model: "claude-opus-5-5",
  content: [
    { type: "thinking", thinking: "", signature: "c2lnbmF0dXJl" },
    { type: "text", text: said },
  ],
  stop_reason: "end_turn",
  stop_sequence: null,
  usage: { input_tokens: 10, output_tokens: 5 },
});

const event = (data: { type: string }): string =>
  `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;

/** What the API says, by the first user message; the wording is that of the API where it is known. */
const replies: Record<string, (request: IncomingMessage) => Reply | undefined> = {
  401: () => failure(401, "authentication_error", "invalid x-api-key"),
  402: () => failure(402, "billing_error", "Your organization has run out of credits."),
  "400 credit": () =>
    failure(
      400,
      "invalid_request_error",
      "Your credit balance is too low to access the Anthropic API.",
    ),
  403: () => failure(403, "permission_error", "Your API key does not have permission."),
  404: () => failure(404, "not_found_error", "model: claude-nothing"),
  "429 wait": () =>
    failure(429, "rate_limit_error", "This would exceed your rate limit.", { "retry-after": "45" }),
  429: () => failure(429, "rate_limit_error", "You have reached your specified usage limits."),
  529: () => failure(529, "overloaded_error", "Overloaded"),
  502: () => ({ status: 502, headers: { "content-type": "text/html" }, body: "<p>Bad gateway" }),
  silence: () => undefined,
  "echo refusal": ({ headers }) =>
    failure(401, "authentication_error", `Not a key: ${headers.authorization}`, {
      "x-echo": String(headers.authorization),
    }),
  "echo reply": ({ headers }) => ({
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(message(`You sent ${headers.authorization}`)),
  }),
  "echo stream": ({ headers }) => ({
    status: 200,
    headers: { "content-type": "text/event-stream" },
    body: [
      { type: "message_start", message: { ...message(""), content: [], stop_reason: null } },
      { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
      {
        type: "content_block_delta",
        index: 0,
        delta: { type: "text_delta", text: `You sent ${headers.authorization}` },
      },
      { type: "content_block_stop", index: 0 },
      {
        type: "message_delta",
        delta: { stop_reason: "end_turn", stop_sequence: null },
        usage: { output_tokens: 5 },
      },
      { type: "message_stop" },
    ]
      .map(event)
      .join(""),
  }),
};

let server: Server;
let url: string;
const asked: string[] = [];

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const body: { messages: [{ content: string }] } = JSON.parse(await text(request));
    const [{ content }] = body.messages;
    asked.push(content);
    const reply = replies[content]?.(request);
    if (reply === undefined) return;
    response.writeHead(reply.status, reply.headers).end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const SETUP = `import { drawTrace, openLab, tryOut } from "mcp-lab";
const lab = await openLab({ liveRequests: 100 });
const ask = (content: string, options = {}): Promise<any> =>
  lab.client.messages.create(
    { model: lab.model, max_tokens: 99, messages: [{ role: "user", content }] },
    options,
  );`;

/** As the kernel prints what a cell throws. */
const printing = (call: string): string =>
  `try { await ${call}; } catch (error) { console.error(error); }`;

const failures: [shows: string, call: string, ...parts: string[]][] = [
  ["a key that is refused", 'ask("401")', "does not take the key (401)", "ANTHROPIC_API_KEY"],
  ["no credit", 'ask("402")', "no credit", "Billing"],
  ["no credit, as a 400", 'ask("400 credit")', "no credit", "Billing"],
  ["no permission", 'ask("403")', "may not do this (403)", "Ask the person who manages"],
  ["an unknown model", 'ask("404")', "cannot use the model", "ANTHROPIC_MODEL"],
  ["a limit, with a time", 'ask("429 wait")', "has reached a limit", "wait 45 seconds"],
  ["a limit, without one", 'ask("429")', "has reached a limit", "(429)", "look at Limits"],
  ["an overloaded API", 'ask("529")', "Claude is overloaded", "(529)", "in some minutes"],
  ["a gateway's own page", 'ask("502")', "The API failed", "(502)", "in some minutes"],
  ["no answer", 'ask("silence", { timeout: 200, maxRetries: 0 })', "did not answer in time"],
  [
    "no network",
    'lab.client.withOptions({ baseURL: "http://127.0.0.1:9", maxRetries: 0 }).models.list()',
    "could not be reached",
    "ANTHROPIC_BASE_URL",
  ],
];

const echoes = [
  `try { await ask("echo refusal"); } catch (error) {
  const { message, headers, cause, stack } = error as any;
  console.log(error, message, stack, cause, JSON.stringify(error), [...headers]);
}`,
  'console.log((await ask("echo reply")).content);',
  `{
  const messages = [{ role: "user" as const, content: "echo stream" }];
  const stream = lab.client.messages.stream({ model: lab.model, max_tokens: 99, messages });
  console.log((await stream.finalMessage()).content);
}`,
  "drawTrace(lab.trace); console.log(JSON.stringify(lab.trace.events));",
];

const readings = ["Claude", "rehearsal"].map(
  (answeredBy) =>
    `await tryOut("00.1", { server: "huggingface", tool: "hub_repo_search", answeredBy: "${answeredBy}" });`,
);

const cells = [
  SETUP,
  ...failures.map(([, call]) => printing(call)),
  ...echoes,
  ...readings,
  'await ask("401");',
];
/** What each cell printed, run live against the server above. */
let prints: string[];
let statuses: string[];

beforeAll(async () => {
  const env = { MCP_LAB_MODE: "live", ANTHROPIC_API_KEY: ` ${KEY} `, ANTHROPIC_BASE_URL: url };
  const run = await runCells(cells, { env });
  statuses = run.cells.map(({ status }) => status);
  prints = cells.map((_, index) => printed(run, index));
});

it("an error of the API says what happened and what to do, without a stack", () => {
  for (const [index, [shows, , ...parts]] of failures.entries()) {
    const print = prints[index + 1] ?? "";
    expect([shows, print, parts.filter((part) => !print.includes(part))]).toEqual([
      shows,
      print,
      [],
    ]);
    expect(print).not.toMatch(/\n\s+at |node_modules|headers:|Symbol\(/);
  }
  expect(prints[1]).toContain("The API's words: invalid x-api-key");
  expect(prints[1]).toContain("Request: req_011test");
});

it("so does one that a cell throws", () => {
  expect(statuses).toEqual(cells.map((_, index) => (index < cells.length - 1 ? "ok" : "error")));
  expect(prints.at(-1)).toContain("The API does not take the key (401).");
  expect(prints.at(-1)).not.toMatch(/\n\s+at /);
});

it("what passes soon is tried again, and nobody waits long for what does not", () => {
  expect(asked.filter((one) => one === "529")).toHaveLength(3);
  expect(asked.filter((one) => one === "429 wait")).toHaveLength(1);
});

it("a key that a gateway echoes is in no error, reply, stream or trace", () => {
  const from = 1 + failures.length;
  for (const print of prints.slice(from, from + echoes.length)) {
    expect(print).toContain("[masked]");
    expect(print).not.toContain(KEY);
  }
});

it("00.1 is right with who answered: Claude", () => {
  const [right, wrong] = prints.slice(-3, -1);
  expect(right).not.toContain("who the banner says is answering");
  expect(wrong).toContain("who the banner says is answering");
});
