import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildExport, folderForExport, runExport, serveExport } from "./exported.ts";
import { observatory } from "./own-sketch.ts";

interface Settled {
  readSettings: (env: Record<string, string>, file: string) => unknown;
}

describe("the start of an exported server", () => {
  const { folder, remove } = folderForExport();
  const file = join(folder, ".env");

  beforeAll(() => buildExport(observatory, folder));
  afterAll(remove);

  it("names the port that is taken, and another one", async () => {
    const { url, close } = await serveExport(folder);
    const { port } = new URL(url);
    expect(await runExport(folder, { args: ["--port", port] })).toEqual({
      code: 1,
      out: "",
      err: `Port ${port} of this machine is taken by another program. Choose another one: npm start -- --port ${Number(port) + 1}\n`,
    });
    close();
  });

  it.each([[["--port"]], [["--port", "x"]], [["--port", "70000"]], [["--prot", "1"]], [["http"]]])(
    "says what it knows when it is started with %j",
    async (args) => {
      const { code, out, err } = await runExport(folder, { args });
      expect([code, out, err]).toEqual([2, "", expect.stringMatching(/^Use: npm start -- .*\n$/)]);
    },
  );

  it("takes the defaults of the config for what need not be set", async () => {
    const { readSettings }: Settled = await import(
      pathToFileURL(join(folder, "dist", "src", "settings.js")).href
    );
    expect(readSettings({ DOME_TOKEN: "a" }, "DOME_TOKEN=b")).toEqual({
      DOME_TOKEN: "a",
      DOME_URL: "http://dome.example",
    });
  });

  describe("without .env", () => {
    beforeAll(() => rmSync(file));

    it.each([
      ["over stdio", [], {}],
      ["over HTTP", ["--port", "0"], {}],
      ["where the host knew no value", [], { DOME_TOKEN: "${DOME_TOKEN}" }],
      ["where it is empty", [], { DOME_TOKEN: "" }],
    ])("says which secret is missing and where to put it, %s", async (_case, args, env) => {
      expect(await runExport(folder, { args, env })).toEqual({
        code: 1,
        out: "",
        err: `Not set: DOME_TOKEN. Set it in the environment or in ${file}; .env.example says what each variable is for.\n`,
      });
    });

    it("is content with the environment, and prints no value", async () => {
      const env = { DOME_TOKEN: "hf_NotARealTokenNotARealToken00" };
      expect(await runExport(folder, { env })).toEqual({ code: 0, out: "", err: "" });
    });

    it("says that .env cannot be read", async () => {
      mkdirSync(file);
      const { code, err } = await runExport(folder, { env: { DOME_TOKEN: "made-up" } });
      expect([code, err]).toEqual([1, `${file} cannot be read (EISDIR).\n`]);
    });
  });
});
