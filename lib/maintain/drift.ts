import { existsSync } from "node:fs";
import { join } from "node:path";
import { LabError } from "../base/lab-error.ts";
import { findProject, stateFolder } from "../base/project.ts";
import { jsonOption, type LabCommand, type Terminal } from "../cli/command.ts";
import { compareHub } from "../cli/doctor/hub.ts";
import { untilStopped } from "../cli/until-stopped.ts";
import { claudeCodeDrift } from "./drift/claude-code.ts";
import { FACTS } from "./drift/facts.ts";
import { type Difference, findDrift, hubDrift } from "./drift/find.ts";
import { HUB_PACKAGE, serveRealHub } from "./drift/hub-server.ts";
import { fetchNewest } from "./drift/packages.ts";

/** `npm run drift`: for maintainers, so it needs the whole repository. */
export const command: LabCommand = {
  help:
    "Compares what the lessons rest on with today's packages and with what the newest Claude Code " +
    "does (190 MB), and says which lessons each difference touches. Exit code 1 when there is " +
    "one, 2 when it could not look.",

  configure(options) {
    options
      .option(
        "--installed",
        "look at the installed packages instead of the newest; no Hub, no Claude Code",
      )
      .option("--online", "ask the Hub itself instead of the newest package of its server")
      .addOption(jsonOption());
  },

  async run(invocation, terminal) {
    const { installed, online, json } = invocation.opts<{
      installed?: true;
      online?: true;
      json?: true;
    }>();
    const root = findProject(terminal.cwd);
    const differences = installed
      ? findDrift(FACTS, root)
      : await driftOfNewest(root, online === true, terminal);
    if (json) terminal.print(JSON.stringify({ ok: differences.length === 0, differences }));
    else for (const line of linesOf(differences)) terminal.print(line);
    return differences.length === 0 ? 0 : 1;
  },
};

async function driftOfNewest(
  root: string,
  online: boolean,
  terminal: Terminal,
): Promise<readonly Difference[]> {
  const folder = join(stateFolder(root), "drift");
  const names = [...new Set(FACTS.map((fact) => fact.package))];
  terminal.say("Fetching the newest packages …");
  await fetchNewest(folder, online ? names : [...names, HUB_PACKAGE]);
  terminal.say("Looking at what the lessons rest on …");
  const found = [...findDrift(FACTS, folder), ...(await hubDifferences(root, folder, online))];
  terminal.say("Running the newest Claude Code …");
  const ended = await untilStopped((signal) =>
    claudeCodeDrift(root, join(folder, "claude-code"), signal),
  );
  return [...found, ...ended];
}

/** @throws LabError `drift-hub` when there is no answer. */
async function hubDifferences(
  root: string,
  folder: string,
  online: boolean,
): Promise<readonly Difference[]> {
  try {
    if (online) return hubDrift((await compareHub(fetch)).differences);
    const preload = join(root, "test", "counterparts", "loopback-offline.cjs");
    if (!existsSync(preload)) throw new Error("this copy of the lab has no tests");
    const server = await serveRealHub(folder, preload);
    try {
      return hubDrift((await compareHub((_input, init) => fetch(server.url, init))).differences);
    } finally {
      await server.stop();
    }
  } catch (cause) {
    throw new LabError("drift-hub", {
      what: `The Hub's tools could not be listed: ${cause instanceof Error ? cause.message : String(cause)}`,
      remedy: "Run it in a full clone of the repository, with the network.",
      cause,
    });
  }
}

function linesOf(differences: readonly Difference[]): string[] {
  if (differences.length === 0) return ["Everything that the lessons rest on is as they say."];
  return differences.map(
    ({ subject, expected, found, lessons }) =>
      `${subject}: ${found}; the lessons say ${expected}. Lessons ${lessons.join(", ")}`,
  );
}
