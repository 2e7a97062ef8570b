import { expect, it } from "vitest";
import { askedIn, saidIn } from "../../../lib/cli/host/asked.ts";

const message = (from: "host" | "server", fields: object): { from: typeof from; text: string } => ({
  from,
  text: JSON.stringify({ jsonrpc: "2.0", ...fields }),
});
const none = { status: "error", code: 0, message: "No answer came." };

it("pairs each request with its answer, in the order in which they were asked", () => {
  const asked = askedIn([
    message("host", { id: 1, method: "tools/list" }),
    message("host", { id: "two", method: "resources/list", params: { cursor: "c" } }),
    message("server", { id: "two", error: { code: -32_601, message: "no" } }),
    message("server", { id: 1, result: { tools: [] } }),
  ]);
  expect(asked).toEqual([
    { method: "tools/list", params: null, outcome: { status: "result", result: { tools: [] } } },
    {
      method: "resources/list",
      params: { cursor: "c" },
      outcome: { status: "error", code: -32_601, message: "no" },
    },
  ]);
});

it("leaves out notifications, the server's own requests, and what is no message", () => {
  const asked = askedIn([
    message("host", { method: "notifications/initialized" }),
    message("server", { id: 1, method: "roots/list" }),
    message("host", { id: 1, result: { roots: [] } }),
    { from: "server", text: "listening on 8080" },
    { from: "stderr", text: "warning\n" },
  ]);
  expect(asked).toEqual([]);
});

it("says of a request without an answer, or that was not waited for, that none came", () => {
  const asked = askedIn([
    message("host", { id: 1, method: "server/discover" }),
    message("host", { id: 2, method: "initialize" }),
    message("server", { id: 1, result: {} }),
  ]);
  expect(asked.map(({ outcome }) => outcome)).toEqual([none, none]);
});

it("puts together what a server said in pieces", () => {
  const said = ["first ", "line\nsec", "ond\n\n"].map((text) => ({
    from: "stderr" as const,
    text,
  }));
  expect(saidIn(said)).toEqual(["first line", "second"]);
});
