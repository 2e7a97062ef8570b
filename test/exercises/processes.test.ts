import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { runJudged } from "../../lib/cli/rehearse.ts";
import { rehearsalEnvironment } from "../../lib/notebook/rehearsal-environment.ts";
import type { ExerciseResult } from "../../lib/exercises/verdict.ts";
import { type Notebook, writeNotebook } from "../../lib/notebook/notebook.ts";
import { judgeAnswer } from "../lessons/judge-answer.ts";

const { McpServer }: typeof import("@modelcontextprotocol/server") = createRequire(import.meta.url)(
  "@modelcontextprotocol/server",
);

/** Answers of every kind, right and wrong, in words that are both TypeScript and JavaScript. */
const answers: [exercise: string, kind: string, source: string][] = [
  [
    "00.1",
    "a right value",
    '({ server: "huggingface", tool: "hub_repo_search", answeredBy: "rehearsal" })',
  ],
  [
    "00.1",
    "a wrong value",
    '({ server: "huggingface", tool: "tools/call", answeredBy: "Claude" })',
  ],
  [
    "00.2",
    "a right function, with its SDK traffic",
    `async (client, question) => {
      const request = { model: "claude-opus-4-7", max_tokens: 4096, messages: [{ role: "user", content: question }] };
      const reply = await client.messages.create(request);
      return reply.content.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("");
    }`,
  ],
  [
    "00.2",
    "a function whose request the API refuses",
    'async (client, question) => client.messages.create({ model: "m", messages: [] })',
  ],
  [
    "00.2",
    "a function that throws an error with fields",
    'async () => { throw Object.assign(new TypeError("no"), { code: 7 }); }',
  ],
  ["00.2", "a function that returns what JSON cannot hold", "async () => () => 1"],
  [
    "01.5",
    "a right function, with a callback",
    `async (error, probe) => {
      if (error.status !== 400) return "not-mcp";
      return { unauthorized: "token", connected: "neither" }[await probe()] ?? "server";
    }`,
  ],
  [
    "00.3",
    "a right server",
    `() => {
      const server = new McpServer({ name: "greeter", version: "1.0.0" });
      server.registerTool("greet", { inputSchema: z.object({ name: z.string() }) }, ({ name }) => ({
        content: [{ type: "text", text: "Hello, " + name }],
      }));
      return server;
    }`,
  ],
  ["00.3", "a factory that throws", '() => { throw new Error("no server today"); }'],
  ["00.3", "a factory of something else", "() => ({ name: 'greeter' })"],
];

/** The same answers, checked by a notebook that runs in a process of its own. */
async function judgeElsewhere(): Promise<ExerciseResult[]> {
  const setup = `import { McpServer } from "@modelcontextprotocol/server";
import { check } from "mcp-lab";
import { z } from "zod";`;
  const cells = answers.map(
    ([id, , source], index) =>
      `const a${index}: any = ${source};\nawait check("${id}", a${index});`,
  );
  const notebook: Notebook = {
    metadata: {},
    cells: [setup, ...cells].map((source, index) => ({
      cell_type: "code",
      id: `cell-${index}`,
      metadata: {},
      source,
      execution_count: null,
      outputs: [],
    })),
  };
  const folder = join(import.meta.dirname, "..", "..", ".lab", "test");
  const path = join(folder, `processes.${process.pid}.ipynb`);
  mkdirSync(folder, { recursive: true });
  onTestFinished(() => rmSync(path, { force: true }));
  writeFileSync(path, writeNotebook(notebook));
  const run = await runJudged(path, { env: rehearsalEnvironment });
  expect(run.cells.filter((cell) => cell.status !== "ok")).toEqual([]);
  return run.exercises;
}

function judgeHere(id: string, source: string): Promise<ExerciseResult> {
  // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- the same text as in the cell
  return judgeAnswer(id, new Function("McpServer", "z", `return ${source};`)(McpServer, z));
}

describe("an answer", () => {
  it("gets the same verdicts in this process and in another", async () => {
    const elsewhere = await judgeElsewhere();
    for (const [index, [id, kind, source]] of answers.entries()) {
      expect([kind, await judgeHere(id, source)]).toEqual([kind, elsewhere[index]]);
    }
    const passed = elsewhere.map(({ verdicts }) =>
      verdicts.every(({ status }) => status === "pass"),
    );
    expect(passed).toEqual(answers.map(([, kind]) => kind.startsWith("a right")));
  });
});
