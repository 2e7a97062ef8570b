import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { once } from "node:events";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { freePort } from "../listen.ts";
import { lab } from "../lab.ts";
import { temporaryFolder } from "../temporary-project.ts";
import { planted } from "./planted/planted.ts";
import { serveTwin } from "./serve-twin.ts";
import { cleanTwin, failure } from "./twin.ts";

const TOKEN = "NotARealToken-9f8e7d6c5b";

/** The address of a server with the faults of some rows. */
async function faulty(...rules: readonly string[]): Promise<string> {
  const twin = cleanTwin();
  for (const { plant } of planted.filter(({ rule }) => rules.includes(rule))) plant?.(twin);
  return await serveTwin(twin);
}

describe("lab doctor-server <address>", () => {
  it("says of each finding where, what happens and what to do", async () => {
    const url = await faulty("tool-name-dotted");
    const { code, stdout } = await lab(temporaryFolder(), ["doctor-server", url]);
    expect(code).toBe(0);
    expect(stdout).toContain(`${url}: 0 errors, 1 warning, 0 notes.`);
    expect(stdout).toContain("bell.ring: Claude Code offers it as");
    for (const label of ["Found", "Concerns", "What happens", "What to do", "Rests on"]) {
      expect(stdout).toContain(label);
    }
  });

  it("writes a page in which nothing of a server's becomes markup", async () => {
    const twin = cleanTwin();
    twin.tools[0] = { ...twin.tools[0], name: "<script>alert(1)</script>" };
    const folder = temporaryFolder();
    const words = [await serveTwin(twin), "--html", "report.html", "--json"];
    const { code, stdout } = await lab(folder, ["doctor-server", ...words]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ counts: { error: 1 } });
    const page = readFileSync(join(folder, "report.html"), "utf8");
    expect(page).toContain("&lt;script&gt;alert(1)");
    expect(page).not.toContain("<script");
  });

  it("sends a header and shows it nowhere, though the server repeats it", async () => {
    const seen: (string | undefined)[] = [];
    const twin = cleanTwin();
    twin.calls["get_weather"] = () => failure(`no access with ${TOKEN} at /srv/keys/${TOKEN}.txt`);
    const inner = new URL(await serveTwin(twin));
    const proxy = createServer((incoming, outgoing) => {
      seen.push(incoming.headers.authorization);
      outgoing.writeHead(307, { location: inner.href }).end(TOKEN);
    });
    proxy.listen(0, "127.0.0.1");
    await once(proxy, "listening");
    onTestFinished(() => void proxy.close());
    const address = proxy.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const header = ["--header", `Authorization: Bearer ${TOKEN}`];
    for (const url of [`http://127.0.0.1:${port}/?key=${TOKEN}`, inner.href]) {
      const { code, stdout, stderr } = await lab(temporaryFolder(), [
        "doctor-server",
        ...header,
        url,
      ]);
      expect(code).toBe(url === inner.href ? 0 : 1);
      expect(stdout).toContain("[masked]");
      expect(stdout + stderr).not.toContain(TOKEN);
    }
    expect(seen).toContain(`Bearer ${TOKEN}`);
  });

  it.each([
    ["is too large", "a".repeat(9_000_000), "an answer of more than 8 MB", "10"],
    ["never ends", "events", "no answer within 1 s", "1"],
    ["is a number", "5", "an answer that is no MCP message: 5", "10"],
  ])("gives up an answer that %s", async (_how, garbage, found, timeout) => {
    const url = await serveTwin(cleanTwin(), { garbage });
    const words = ["doctor-server", url, "--timeout", timeout];
    const { code, stdout } = await lab(temporaryFolder(), words);
    expect(code).toBe(1);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(found);
  });

  it("shows no credential that a server gives away by itself", async () => {
    const url = await faulty("error-leaks");
    const { stdout } = await lab(temporaryFolder(), ["doctor-server", url]);
    expect(stdout).toContain("a credential in");
    expect(stdout).not.toContain("hf_NotAReal");
  });

  it.each([
    [["http://127.0.0.1:PORT/mcp"], "Nothing answers at this address (ECONNREFUSED)"],
    [["http://127.0.0.1:PORT/mcp", "more"], "After an address nothing but options may come."],
    [["--header", "no colon", "http://127.0.0.1:PORT"], 'A header is written "Name: value".'],
    [["--header", "A: b", "node"], "--header is for an address"],
    [["--env", "HOME", "http://127.0.0.1:PORT"], "--env is for a command"],
    [["--timeout", "soon", "node"], "a number of seconds"],
    [[], "missing required argument"],
  ])("%j: %s", async (words, message) => {
    const port = String(await freePort());
    const given = words.map((word) => word.replace("PORT", port));
    const { code, stdout, stderr } = await lab(temporaryFolder(), ["doctor-server", ...given]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});
