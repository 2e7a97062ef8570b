import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { buildExport, compileExport, folderForExport, serveExport } from "./exported.ts";
import { observatory } from "./own-sketch.ts";

const STUB = /throw new Error\(.*\);/;

const result = z.object({
  isError: z.boolean().optional(),
  content: z.tuple([z.object({ text: z.string() })]),
  structuredContent: z.record(z.string(), z.unknown()).optional(),
});

type Result = z.infer<typeof result>;

interface Exported {
  callTool: (name: string, args: object) => Promise<unknown>;
}

const { folder, remove } = folderForExport();
afterAll(remove);

/** The tool, with this as its body. */
function write(tool: string, body: string): void {
  const path = join(folder, "src", "tools", `${tool}.ts`);
  const source = readFileSync(path, "utf8");
  const changed = source.replace(STUB, () => body);
  expect(changed).not.toBe(source);
  writeFileSync(path, changed);
}

async function call(name: string, args: object): Promise<Result> {
  const { callTool }: Exported = await import(
    pathToFileURL(join(folder, "dist", "tests", "call.js")).href
  );
  return result.parse(await callTool(name, args));
}

beforeAll(async () => {
  await buildExport(observatory, folder);
  write(
    "reserve",
    `const { settings, signal, idempotencyKey } = _context;
    if (_input.telescope === "facts") {
      return { url: settings.DOME_URL, idempotencyKey, aborted: signal.aborted, at: [new Date(0)], none: [] };
    }
    if (_input.telescope === "slow") {
      console.error("waits");
      await new Promise((left) => signal.addEventListener("abort", left));
      console.error("left");
    }
    if (_input.quiet === undefined) throw new Failure("UNAVAILABLE");
    if (_input.quiet) throw new Failure("PERMISSION_DENIED");
    throw new Error("broke");`,
  );
  write(
    "plan_night",
    `if (_input.from_hour === 1) return "Nothing tonight";
    if (_input.from_hour === 2) return [{ hour: 22 }];
    if (_input.from_hour === 3) return { big: 1n };
    throw new Failure("UNAVAILABLE", { message: "Thunder" });`,
  );
  await compileExport(folder);
});

describe("a tool of an exported server that fails", () => {
  const wish = { telescope: "t", request_id: "wish-1" };

  it.each([
    ["reserve", wish, "UNAVAILABLE", "unknown"],
    ["reserve", { ...wish, quiet: false }, "INTERNAL", "unknown"],
    ["reserve", { ...wish, quiet: true }, "PERMISSION_DENIED", "none"],
    ["reserve", {}, "VALIDATION", "none"],
    ["plan_night", { from_hour: 20 }, "UNAVAILABLE", "none"],
    ["plan_night", { from_hour: 3 }, "INTERNAL", "none"],
  ])("%s with %j says %s, effect %s, the same in both halves", async (name, args, code, effect) => {
    const { content, structuredContent } = await call(name, args);
    expect(structuredContent).toMatchObject({ error: { code, effect } });
    const key = effect === "unknown" ? { idempotency_key: "wish-1" } : {};
    expect(structuredContent).toMatchObject({ error: key });
    const { issues, ...facts } = z
      .object({ error: z.record(z.string(), z.unknown()) })
      .parse(structuredContent).error;
    const lines = content[0].text.split("\n");
    for (const [field, value] of Object.entries(facts)) {
      expect(lines).toContain(`${field}: ${String(value)}`);
    }
    expect(issues === undefined || lines.includes("issues:")).toBe(true);
  });

  it("names every argument that does not fit, with what it takes", async () => {
    const { structuredContent, content } = await call("plan_night", {
      kind: "comet",
      from: 20,
    });
    const issues = [
      { field: "from_hour", message: "This argument is missing; its type is number." },
      { field: "kind", allowed: ["galaxy", "planet"] },
      { field: "from", message: "There is no such argument." },
    ];
    expect(structuredContent).toMatchObject({ error: { code: "VALIDATION", issues } });
    for (const words of ["- field: from_hour;", "galaxy | planet", "- field: from;"]) {
      expect(content[0].text).toContain(words);
    }
  });

  it.each([
    [{ telescope: "t" }, "request_id", "This argument is missing; its type is string."],
    [{ telescope: "t", request_id: "" }, "request_id", "Too small: expected string"],
    [{ telescope: 1, request_id: "w" }, "telescope", "expected string, received number"],
    [{ telescope: "t", request_id: "w", quiet: "no" }, "quiet", "expected boolean"],
  ])("says of %j what is wrong with %s: %s", async (args, field, message) => {
    const { structuredContent } = await call("reserve", args);
    expect(structuredContent).toMatchObject({
      error: { issues: [{ field, message: expect.stringContaining(message) }] },
    });
  });

  it("says how much a number may be at most", async () => {
    const { structuredContent } = await call("plan_night", { from_hour: 31 });
    const issues = [{ field: "from_hour", message: expect.stringContaining("<=30") }];
    expect(structuredContent).toMatchObject({ error: { code: "VALIDATION", issues } });
  });

  it("says that an integer has no fraction", async () => {
    const { structuredContent } = await call("plan_night", { from_hour: 20.5 });
    const issues = [{ field: "from_hour", message: expect.stringContaining("expected int") }];
    expect(structuredContent).toMatchObject({ error: { code: "VALIDATION", issues } });
  });

  it("does not list all that somebody made up", async () => {
    const made = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`made-up-${n}`, n]));
    const { structuredContent } = await call("plan_night", made);
    expect(JSON.stringify(structuredContent).length).toBeLessThan(10_000);
  });

  it.each([
    ["a typo", "UNAVAILBLE"],
    ["a code that only another tool lists", "PERMISSION_DENIED"],
  ])("does not compile with %s", async (_case, code) => {
    const path = join(folder, "src", "tools", "plan_night.ts");
    const source = readFileSync(path, "utf8");
    writeFileSync(path, source.replace('"UNAVAILABLE"', `"${code}"`));
    await expect(compileExport(folder)).rejects.toThrow(`"${code}"`);
    writeFileSync(path, source);
  });
});

const slow = { name: "reserve", arguments: { telescope: "slow", request_id: "wish-1" } };

async function byClient(url: string, signal: AbortSignal): Promise<unknown> {
  const versionNegotiation = { mode: { pin: "2026-07-28" } };
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  return client.callTool(slow, { signal });
}

async function byLeaving(url: string, signal: AbortSignal): Promise<unknown> {
  const headers = {
    "content-type": "application/json",
    accept: "application/json, text/event-stream",
  };
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: slow });
  return (await fetch(url, { method: "POST", signal, headers, body })).text();
}

describe("a tool of an exported server that is cancelled over HTTP", () => {
  it.each([
    ["from a client of 2026-07-28", byClient],
    ["when one of 2025-11-25 leaves", byLeaving],
  ])("hears of it %s", async (_how, start) => {
    const { url, told, close } = await serveExport(folder);
    onTestFinished(close);
    const cancel = new AbortController();
    const answer = start(url, cancel.signal);
    await expect.poll(told).toContain("waits");
    cancel.abort();
    await expect(answer).rejects.toThrow(/abort/i);
    await expect.poll(told).toContain("left");
  });
});

describe("a tool of an exported server that answers", () => {
  it("gets settings, signal and key, and says its facts as data and as text", async () => {
    const { isError, structuredContent, content } = await call("reserve", {
      telescope: "facts",
      request_id: "wish-1",
    });
    expect([isError, structuredContent]).toEqual([
      undefined,
      {
        url: "made-up",
        idempotencyKey: "wish-1",
        aborted: false,
        at: ["1970-01-01T00:00:00.000Z"],
        none: [],
      },
    ]);
    expect(content[0].text).toBe(
      "url: made-up\nidempotencyKey: wish-1\naborted: false\nat: 1970-01-01T00:00:00.000Z\nnone: none",
    );
  });

  it.each([
    [1, undefined, "Nothing tonight"],
    [2, { items: [{ hour: 22 }] }, "items:\n- hour: 22"],
  ])("may say a text, or a list: %i", async (from_hour, data, text) => {
    const { structuredContent, content } = await call("plan_night", { from_hour });
    expect([structuredContent, content[0].text]).toEqual([data, text]);
  });
});
