import { beforeAll, describe, expect, test } from "vitest";
import type { NotebookRun } from "../../lib/notebook/run.ts";
import { cellRunner, printed } from "./run-cells.ts";

const runCells = cellRunner();

const SETUP = `import type { Anthropic } from "@anthropic-ai/sdk";
import type { Client, Resource } from "@modelcontextprotocol/client";
import { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
type Call = Anthropic.Beta.Messages.MessageCreateParamsNonStreaming;
type About = { title: string; annotations: Resource["annotations"] };`;

/** What learners write, and the lines of the red box: each begins so, in this order, and there are no others. */
const BOXES: [what: string, source: string, lines: RegExp[]][] = [
  [
    "a role that counts as any text",
    `const more = (client: Anthropic, request: Call, content: string) => {
  const messages = [...request.messages, { role: "assistant", content }];
  return client.beta.messages.create({ ...request, messages });
};`,
    [
      /^3:\d+ - `role`: Type 'string' is not assignable to type '"system"'\.$/,
      /^  That is why: Type '.*' is not assignable to type 'BetaMessageParam\[\]'\.$/,
      /^  What to do: .*`as const`.* annotate the constant/,
    ],
  ],
  [
    "a helper for resources that gets templates",
    `const read = async (client: Client) => {
  const choose = (entries: Resource[]) => entries.filter(({ size }) => size !== 0);
  const { resourceTemplates } = await client.listResourceTemplates();
  return choose(resourceTemplates);
};`,
    [
      /^4:17 - Property 'uri' is missing in type '.{60}…' but required in type '.{60}…'\.$/,
      /^  That is why: Argument of type '.{60}…' is not assignable to parameter of type '.{60}…'\.$/,
      /^  What to do: does the function ask for more than it uses\? .*`A \| B`/,
    ],
  ],
  [
    "an object without its type",
    `const publish = (about: About) => about.title;
const about = { title: "Schema", annotations: { audience: ["assistant"], priority: 1 } };
publish(about);`,
    [
      /^3:9 - `annotations\.audience`: Type 'string' is not assignable to type '"user" \| "assistant"'\.$/,
      /^  That is why: Argument of type/,
      /^  What to do: .*`as const`.* annotate the constant/,
    ],
  ],
  [
    "a tool that returns no content",
    `const server = new McpServer({ name: "crm", version: "1.0.0" });
server.registerTool("move", { inputSchema: z.object({}) }, async () => ({
  structuredContent: { ok: true },
}));`,
    [
      /^2:\d+ - Property '(content|resultType)' is missing/,
      /^  That is why: /,
      /^  What to do: a tool returns `content`/,
    ],
  ],
  [
    "a name that no cell declared",
    "nobody;",
    [/^1:1 - Cannot find name 'nobody'\.$/, /^  What to do: if an earlier cell declares it, run/],
  ],
  [
    "a function that is younger than Node 20",
    "Object.groupBy([1], String);",
    [
      /^1:8 - Property 'groupBy' does not exist/,
      /^  What to do: `groupBy` is younger than Node 20/,
    ],
  ],
  [
    "using",
    "using handle = { [Symbol.dispose]() {} };",
    [/^1:1 - The kernel's TypeScript 5\.0 does not know `using`/, /^  TypeScript says: /],
  ],
  [
    "more errors than help",
    Array.from({ length: 7 }, (_, index) => `const n${index}: number = "x";`).join("\n"),
    [
      /^1:7 - Type 'string' is not assignable to type 'number'\.$/,
      /^2:7 /,
      /^3:7 /,
      /^4:7 /,
      /^… and 3 more\.$/,
    ],
  ],
];

describe("the red box says what helps, in few lines", () => {
  let run: NotebookRun;
  beforeAll(async () => {
    run = await runCells([SETUP, ...BOXES.map(([, source]) => source)]);
  });

  test.each(BOXES.map(([what, , lines], index) => ({ what, lines, index })))(
    "for $what",
    ({ lines, index }) => {
      const said = printed(run, index + 1)
        .trimEnd()
        .split("\n");
      expect(said).toEqual(lines.map((line) => expect.stringMatching(line)));
    },
  );

  test("names no path of this machine", () => {
    expect(BOXES.map((_, index) => printed(run, index + 1)).join("")).not.toContain("import(");
  });
});

test("a cell at which the compiler breaks off leaves a whole one to the next", async () => {
  const depth = 3_000;
  const deep = `type Deep = ${"[".repeat(depth)}1${"]".repeat(depth)};\nconst deep: Deep = 1 as any;`;
  const run = await runCells([deep, "const shown = 6 * 7;\nshown"]);
  expect(printed(run, 0)).toContain("Maximum call stack size exceeded");
  expect(run.cells.map(({ status }) => status)).toEqual(["error", "ok"]);
  expect(printed(run, 1)).toContain("42");
});
