import { expect, it } from "vitest";
import { unreached } from "../../../lib/cli/host/unreached.ts";
import { UNANSWERED } from "../../../lib/cli/host/asked.ts";
import type { HostOutcome } from "../../../lib/cli/host/run-host.ts";

const server = { missing: [], folder: "project", expanded: { command: "node" } };

/** A server that ended before it spoke, with these words. */
function ended(...serverSaid: string[]): HostOutcome {
  return {
    run: {
      host: { name: "Claude Code", version: "2.1.332" },
      recorded: "2026-11-30",
      server: "mine",
      prompt: "Hello",
      asked: [{ method: "initialize", params: {}, outcome: UNANSWERED }],
      offered: [],
      instructions: null,
      seen: [],
    },
    ended: "by itself",
    said: "",
    serverSaid,
    missing: [],
  };
}

it("shows why a server ended, which it says before a long stack", () => {
  const stack = Array.from({ length: 12 }, (_, index) => `    at step ${index}`);
  const said = ["loader:1228", "  throw err;", "  ^", "Error: Cannot find module 'my/server.mjs'"];
  const reasons = unreached(ended(...said, ...stack, "Node.js v20"), server);
  expect(reasons).toEqual([
    'Claude Code did not get through to the server "mine".',
    "What came from it:",
    ...[...said, ...stack.slice(0, 2), "(8 lines more)", ...stack.slice(-2), "Node.js v20"].map(
      (line) => `  ${line}`,
    ),
    "It was started in the config's folder, so relative paths count from project.",
  ]);
});

it("leaves nothing out of what is short, and names no folder where nothing was started", () => {
  const lines = Array.from({ length: 10 }, (_, index) => `line ${index}`);
  const reasons = unreached(ended(...lines), {
    ...server,
    expanded: { url: "https://crm.example" },
  });
  expect(reasons.slice(2)).toEqual(lines.map((line) => `  ${line}`));
});
