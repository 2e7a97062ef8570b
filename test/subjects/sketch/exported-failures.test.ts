import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { buildExport, compileExport, folderForExport } from "./exported.ts";
import { observatory } from "./own-sketch.ts";

const STUB = /throw new Error\(.*\);/;

const result = z.object({
  content: z.tuple([z.object({ text: z.string() })]),
  structuredContent: z.object({ error: z.record(z.string(), z.unknown()) }),
});

interface Exported {
  callTool: (name: string, args: object) => Promise<z.infer<typeof result>>;
}

describe("the tools of an exported server", () => {
  const { folder, remove } = folderForExport();

  /** The tool, with this as its body. */
  const write = (tool: string, body: string): void => {
    const path = join(folder, "src", "tools", `${tool}.ts`);
    const source = readFileSync(path, "utf8");
    const changed = source.replace(STUB, () => body);
    expect(changed).not.toBe(source);
    writeFileSync(path, changed);
  };

  const failureOf = async (name: string, args: object): Promise<z.infer<typeof result>> => {
    const { callTool }: Exported = await import(
      pathToFileURL(join(folder, "dist", "tests", "call.js")).href
    );
    return result.parse(await callTool(name, args));
  };

  beforeAll(async () => {
    await buildExport(observatory, folder);
    write(
      "reserve",
      'if (_input.quiet === undefined) throw new Failure("UNAVAILABLE");\n' +
        '    if (_input.quiet) throw new Failure("PERMISSION_DENIED");\n' +
        '    throw new Error("broke");',
    );
    write("plan_night", 'throw new Failure("UNAVAILABLE", { message: "Thunder" });');
    await compileExport(folder);
  });
  afterAll(remove);

  it.each([
    ["reserve", { telescope: "t", request_id: "1" }, "UNAVAILABLE", "unknown"],
    ["reserve", { telescope: "t", request_id: "1", quiet: false }, "INTERNAL", "unknown"],
    ["reserve", { telescope: "t", request_id: "1", quiet: true }, "PERMISSION_DENIED", "none"],
    ["reserve", {}, "VALIDATION", "none"],
    ["plan_night", { from_hour: 20 }, "UNAVAILABLE", "none"],
  ])("%s with %j says %s, effect %s", async (name, args, code, effect) => {
    const { content, structuredContent } = await failureOf(name, args);
    expect(structuredContent).toMatchObject({ error: { code, effect } });
    const lines = content[0].text.split("\n");
    expect(lines).toEqual(
      Object.entries(structuredContent.error).map(([key, value]) => `${key}: ${String(value)}`),
    );
  });

  it.each([
    ["a typo", "UNAVAILBLE"],
    ["a code that only another tool lists", "PERMISSION_DENIED"],
  ])("do not compile with %s", async (_case, code) => {
    const path = join(folder, "src", "tools", "plan_night.ts");
    const source = readFileSync(path, "utf8");
    writeFileSync(path, source.replace('"UNAVAILABLE"', `"${code}"`));
    await expect(compileExport(folder)).rejects.toThrow(`"${code}"`);
    writeFileSync(path, source);
  });
});
