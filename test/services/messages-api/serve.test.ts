import { spawn } from "node:child_process";
import { once } from "node:events";
import { request } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { type Served, serveMessagesApi } from "../../../lib/services/messages-api/serve.ts";
import { mcpServer, messageBody, testApi } from "./setup.ts";

const open: Served[] = [];

async function serve(port = 0): Promise<Served> {
  const { api } = testApi({
    "crm.example.com": mcpServer([{ name: "find", run: () => ({ text: "found" }) }]),
  });
  const served = await serveMessagesApi(api, port);
  open.push(served);
  return served;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((served) => served.close()));
});

async function curl(...args: string[]): Promise<string> {
  const child = spawn("curl", ["--silent", "--show-error", "--max-time", "20", ...args]);
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  await once(child, "close");
  return output;
}

const key = ["-H", "x-api-key: k", "-H", "anthropic-version: 2023-06-01"];

describe("the served emulator", () => {
  it("answers curl as the documentation writes it", async () => {
    const { url } = await serve();
    const body = JSON.stringify(messageBody());
    const json = ["-H", "content-type: application/json", "-d", body];
    const reply: unknown = JSON.parse(await curl(`${url}/v1/messages`, ...key, ...json));
    expect(reply).toMatchObject({ type: "message", stop_reason: "end_turn" });
  });

  it("streams a connector turn to curl", async () => {
    const { url } = await serve();
    const body = messageBody({
      stream: true,
      mcp_servers: [{ type: "url", name: "crm", url: "https://crm.example.com/mcp" }],
      tools: [{ type: "mcp_toolset", mcp_server_name: "crm" }],
      messages: [{ role: "user", content: "find it" }],
    });
    const beta = ["-H", "anthropic-beta: mcp-client-2025-11-20"];
    const output = await curl(
      "-N",
      `${url}/v1/messages`,
      ...key,
      ...beta,
      "-d",
      JSON.stringify(body),
    );
    expect(output).toMatch(/^event: message_start\n/);
    expect(output).toContain('"type":"mcp_tool_result"');
    expect(output.trimEnd()).toMatch(/event: message_stop\ndata: .*$/);
  });

  it("gives statuses and the error envelope", async () => {
    const { url } = await serve();
    const output = await curl("-w", "\n%{http_code}", `${url}/v1/nothing`, ...key, "-d", "{}");
    const [body = "", status] = output.split("\n");
    expect(status).toBe("404");
    expect(JSON.parse(body)).toMatchObject({ type: "error", error: { type: "not_found_error" } });
  });

  it.each([
    ["a foreign host", { host: "evil.example.com" }],
    ["a foreign origin", { origin: "https://evil.example.com" }],
  ])("refuses %s", async (_, headers) => {
    const { url } = await serve();
    const sent = request(`${url}/v1/messages`, { method: "POST", headers });
    sent.end("{}");
    const [response] = await once(sent, "response");
    response.resume();
    expect(response.statusCode).toBe(403);
  });

  it("listens on loopback only, and frees its port when closed", async () => {
    const first = await serve();
    expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const port = Number(new URL(first.url).port);
    await expect(serve(port)).rejects.toMatchObject({ code: "port-in-use" });
    await first.close();
    await expect(serve(port)).resolves.toMatchObject({ url: first.url });
  });
});
