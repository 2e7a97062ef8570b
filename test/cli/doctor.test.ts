import { appendFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { portFindings } from "../../lib/cli/doctor/files.ts";
import { hubFinding } from "../../lib/cli/doctor/hub.ts";
import { nodeFinding } from "../../lib/cli/doctor/programs.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { progressFile } from "../../lib/exercises/progress.ts";
import { createHub } from "../../lib/services/hub/hub.ts";
import { lab } from "./lab.ts";
import { pathWith, temporaryProject } from "./temporary-project.ts";

const report = z.object({
  ok: z.boolean(),
  findings: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      status: z.enum(["ok", "note", "wrong"]),
      found: z.string(),
      remedy: z.string().optional(),
    }),
  ),
});

const NOTEBOOK = JSON.stringify({
  cells: [{ cell_type: "code", id: "a", metadata: {}, source: "", outputs: [] }],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});

/** A project with every notebook, on a machine that has what the lab needs. */
function healthy(): { root: string; env: NodeJS.ProcessEnv } {
  const root = temporaryProject();
  for (const { slug } of lessons) writeFileSync(join(root, "notebooks", `${slug}.ipynb`), NOTEBOOK);
  const PATH = pathWith({
    npm: 'echo "10.0.0"',
    git: 'echo "git version 2.40.0"',
    python3: 'echo "Python 3.12.0"',
    "jupyter-lab": 'echo "4.2.0"',
  });
  return { root, env: { PATH } };
}

async function examine(root: string, env: NodeJS.ProcessEnv) {
  const { code, stdout, stderr } = await lab(root, ["doctor", "--json"], env);
  const { ok, findings } = report.parse(JSON.parse(stdout));
  expect({ code, stderr }).toEqual({ code: ok ? 0 : 1, stderr: "" });
  const wrong = findings.filter(({ status }) => status === "wrong");
  expect(wrong.filter(({ remedy }) => remedy === undefined)).toEqual([]);
  const finding = (id: string) => findings.find((one) => one.id === id);
  return { wrong: wrong.map(({ id }) => id), finding, stdout };
}

describe("doctor", () => {
  test("finds nothing wrong where there is all the lab needs, and reads well", async () => {
    const { root, env } = healthy();
    expect((await examine(root, env)).wrong).toEqual([]);
    const { code, stdout } = await lab(root, ["doctor"], env);
    expect({ code, last: stdout.split("\n").at(-1) }).toEqual({
      code: 0,
      last: "The lab has all it needs.",
    });
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).not.toContain("\u001B");
  });

  test("finds each program that is missing, with a remedy", async () => {
    const { root } = healthy();
    const { wrong, finding } = await examine(root, { PATH: pathWith({}) });
    expect(wrong).toEqual(["npm", "jupyter", "git"]);
    expect(finding("python")?.status).toBe("note");
    expect(finding("bubblewrap")?.status).toBe("note");
  });

  test.each<[what: string, id: string, spoil: (root: string) => void]>([
    ["packages that are not installed", "tslab", (root) => rmSync(join(root, "node_modules"))],
    [
      "a source that was not built",
      "build",
      (root) => writeFileSync(join(root, "lib", "new.ts"), "export {};"),
    ],
    [
      "a notebook that is gone",
      "notebooks",
      (root) => rmSync(join(root, "notebooks", "01-connector-call.ipynb")),
    ],
    [
      "a notebook that was cut off",
      "notebooks",
      (root) =>
        writeFileSync(join(root, "notebooks", "01-connector-call.ipynb"), NOTEBOOK.slice(0, 40)),
    ],
    [
      "a state folder that cannot be written",
      "state",
      (root) => writeFileSync(join(root, ".lab"), ""),
    ],
    [
      "a mode that there is none of",
      "mode",
      (root) => writeFileSync(join(root, ".env"), "MCP_LAB_MODE=lve"),
    ],
    [
      "live mode without a key",
      "mode",
      (root) => writeFileSync(join(root, ".env"), "MCP_LAB_MODE=live"),
    ],
    [
      "hosts that are none",
      "mode",
      (root) => writeFileSync(join(root, ".env"), "MCP_LAB_REHEARSE_HOSTS=*"),
    ],
    ["an .env that cannot be read", "env-file", (root) => mkdirSync(join(root, ".env"))],
  ])("finds %s", async (_what, id, spoil) => {
    const { root, env } = healthy();
    spoil(root);
    expect((await examine(root, env)).wrong).toEqual([id]);
  });

  test("says how to get back a notebook that was cut off", async () => {
    const { root, env } = healthy();
    writeFileSync(join(root, "notebooks", "03-env-config.ipynb"), NOTEBOOK.slice(0, 40));
    expect((await examine(root, env)).finding("notebooks")).toMatchObject({
      found: "03-env-config cannot be read as a notebook",
      remedy: "Run `npm run lab -- reset 03`.",
    });
  });

  test("tells what has passed from what is only begun", async () => {
    const { root, env } = healthy();
    const folder = join(root, ".lab", "progress");
    mkdirSync(folder, { recursive: true });
    writeFileSync(progressFile(folder, "01.1"), '{"solved":true,"earned":3}\n');
    writeFileSync(progressFile(folder, "01.2"), '{"hint":1}\n');
    expect((await examine(root, env)).finding("progress")?.found).toMatch(
      /^1 of \d+ exercises passed, 1 more begun$/,
    );
  });

  test("says that a part of the progress cannot be read", async () => {
    const { root, env } = healthy();
    const file = progressFile(join(root, ".lab", "progress"), "01.2");
    mkdirSync(dirname(file), { recursive: true });
    appendFileSync(file, "{half");
    const { finding } = await examine(root, env);
    expect(finding("progress")).toMatchObject({
      status: "note",
      found: expect.stringContaining("01.2"),
    });
  });

  test("says which variables are set, where, and never their values", async () => {
    const { root, env } = healthy();
    const secrets = ["sk-ant-SECRET1", "hf_SECRET2", "SECRET3", "SECRET4x9"];
    writeFileSync(
      join(root, ".env"),
      `ANTHROPIC_API_KEY=${secrets[0]}\nHF_TOKEN=${secrets[1]}\nCRM_API_KEY=\nOTHER_NAME=${secrets[2]}\n${secrets[3]}=`,
    );
    const { finding, stdout } = await examine(root, {
      ...env,
      HF_TOKEN: secrets[1],
      MCP_LAB_MODE: "live",
    });
    const plain = (await lab(root, ["doctor"], { ...env, HF_TOKEN: secrets[1] })).stdout;
    for (const secret of secrets) expect(stdout + plain).not.toContain(secret);
    expect(finding("variables")?.found).toBe(
      "MCP_LAB_MODE set in the shell; MCP_LAB_REHEARSE_HOSTS not set; ANTHROPIC_API_KEY set in .env; ANTHROPIC_MODEL not set; " +
        "HF_TOKEN set in the shell; CRM_API_KEY empty in .env; CRM_BASE_URL not set",
    );
    expect(finding("env-file")?.found).toBe("read; not the lab's: OTHER_NAME, one not shown");
    expect(finding("mode")?.found).toContain("live");
  });

  test("says which port is in use", async () => {
    const server = createServer();
    onTestFinished(() => void server.close());
    // Somebody else may have it already, which is as good.
    await new Promise((resolve) => {
      server.once("error", resolve).listen(8788, "127.0.0.1", () => resolve(undefined));
    });
    const findings = await portFindings();
    expect(findings.find(({ id }) => id === "port-8788")).toMatchObject({ status: "note" });
  });

  test.each([
    ["v18.20.0", "wrong"],
    ["v20.18.3", "wrong"],
    ["v20.19.0", "ok"],
    ["v24.1.0", "ok"],
  ])("of Node %s says %s", (version, status) => {
    expect(nodeFinding(version).status).toBe(status);
  });
});

function offline(): Promise<Response> {
  return Promise.reject(new TypeError("fetch failed"));
}

describe("the real Hub's tools", () => {
  const hub = createHub({ tokens: ["hf_known"] });

  test("are the same", async () => {
    expect(await hubFinding(async (input, init) => hub(new Request(input, init)))).toMatchObject({
      status: "ok",
      found: "the real server has the same 4",
    });
  });

  test("have changed: what is new, and what takes other arguments", async () => {
    const changed = await hubFinding(async (input, init) => {
      const request = new Request(input, init);
      request.headers.set("authorization", "Bearer hf_known");
      const reply = await hub(request);
      const text = (await reply.text()).replaceAll('"repo_ids"', '"repos"');
      return new Response(text === "" ? null : text, {
        status: reply.status,
        headers: reply.headers,
      });
    });
    expect(changed).toMatchObject({ status: "note" });
    expect(changed.found).toContain("create_repo is new");
    expect(changed.found).toContain("hub_repo_details now takes");
  });

  test("cannot be asked without a network, which nothing depends on", async () => {
    expect(await hubFinding(offline)).toMatchObject({
      status: "note",
      found: expect.stringContaining("the rehearsal needs no network"),
    });
  });
});
