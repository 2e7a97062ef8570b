import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sketchExamples } from "../../../lib/subjects/sketch/examples/examples.ts";
import type { Sketch } from "../../../lib/subjects/sketch/sketch.ts";
import { buildExport, folderForExport, mainOf, serveExport, testExport } from "./exported.ts";

const { helpDesk, warehouse, clinic } = sketchExamples;

/** What a listing has of a sketch's tools. */
const toolsOf = ({ tools }: Sketch): unknown[] =>
  tools.map(({ name, title, description, annotations, input, idempotencyKey }) => ({
    name,
    title,
    description,
    annotations,
    input: input.map((field) => [
      field.name,
      {
        type: field.type,
        description: field.description,
        ...(field.allowed && { enum: field.allowed }),
        ...(field.minimum !== undefined && { minimum: field.minimum }),
        ...(field.maximum !== undefined && { maximum: field.maximum }),
        ...(field.name === idempotencyKey && { minLength: 1 }),
      },
    ]),
    required: input.filter(({ required }) => required).map((field) => field.name),
  }));

/** The status of a request that says it is meant for another host, as after a rebound name. */
const statusFor = (url: string, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers }, (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    });
    sent.on("error", reject);
    sent.end("{}");
  });

describe.each(Object.entries({ helpDesk, warehouse, clinic }))(
  "the %s, exported",
  (_name, sketch) => {
    const { folder, remove } = folderForExport();

    beforeAll(() => buildExport(sketch, folder));
    afterAll(remove);

    it("lists what the sketch lists, over stdio, and fails with the envelope", async () => {
      const client = new Client({ name: "test", version: "1.0.0" });
      await client.connect(
        new StdioClientTransport({
          command: process.execPath,
          args: [mainOf(folder)],
          stderr: "ignore",
        }),
      );
      const { tools } = await client.listTools();
      const listed = tools.map(({ name, title, description, annotations, inputSchema }) => ({
        name,
        title,
        description,
        annotations,
        input: Object.entries(inputSchema.properties ?? {}),
        required: inputSchema.required ?? [],
      }));
      expect(listed).toEqual(toolsOf(sketch));

      const { resources } = await client.listResources();
      const { resourceTemplates } = await client.listResourceTemplates();
      const uris = [
        ...resources.map(({ uri }) => uri),
        ...resourceTemplates.map(({ uriTemplate }) => uriTemplate),
      ];
      expect(uris).toEqual(sketch.resources.map(({ uri }) => uri));
      for (const { uri, mimeType } of resources) {
        const { contents } = await client.readResource({ uri });
        expect(contents).toMatchObject([{ uri, mimeType, text: expect.any(String) }]);
      }

      const [tool] = sketch.tools;
      const wrong = await client.callTool({ name: tool?.name ?? "", arguments: { nothing: 1 } });
      expect(wrong.structuredContent).toMatchObject({
        error: { code: "VALIDATION", retryable: false, who_can_fix: "model" },
      });
      await client.close();
    });

    it("answers over HTTP, and only this machine", async () => {
      const { url, close } = await serveExport(folder);
      try {
        expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
        expect(await statusFor(url, { host: "evil.example" })).toBe(403);
        expect(await statusFor(url, { origin: "https://evil.example" })).toBe(403);
        expect(await statusFor(url.replace("/mcp", "/"), {})).toBe(404);
      } finally {
        close();
      }
    });

    it("has one failing test for each tool, which says what to write", async () => {
      const output = await testExport(folder);
      const failed = [...output.matchAll(/^not ok \d+ - (.+) answers$/gm)].map(([, name]) => name);
      expect(new Set(failed)).toEqual(new Set(sketch.tools.map(({ name }) => name)));
      expect(output).toMatch(/^# fail 2$/m);
      expect(output).toContain("is not implemented: write handle() in src/tools/");
    });
  },
);
