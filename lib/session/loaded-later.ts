import type { ExamplePaths } from "./example-paths.ts";
import type { FailingCrm } from "./failing-crm.ts";
import type { PracticeCrm } from "./practice-crm.ts";
import type { RecordedHostRuns } from "../subjects/hosts/recorded.ts";

/*
 * What only some lessons use, and what pulls in much of the library: a CRM with its database, the
 * rehearsed API. It is loaded when it is called, so that no other notebook's first cell waits for it.
 */

/**
 * Starts a CRM with sample data in this process. Its server repeats what fails for a moment, as always,
 * but on a virtual clock, so that nobody waits. Nothing listens.
 */
export async function startFailingCrm(): Promise<FailingCrm> {
  return await (await import("./failing-crm.ts")).startFailingCrm();
}

/**
 * Starts a CRM with sample data on 127.0.0.1. Its key is new each time and opens nothing else.
 *
 * @throws LabError `config-unreadable`, `config-invalid` where `.mcp.json.example` does not name it
 */
export async function startPracticeCrm(): Promise<PracticeCrm> {
  return await (await import("./practice-crm.ts")).startPracticeCrm();
}

/**
 * Sends one question down both paths, always in rehearsal and in a world of its own: nothing of it
 * enters the session's trace, and no key is used.
 */
export async function examplePaths(): Promise<ExamplePaths> {
  return await (await import("./example-paths.ts")).examplePaths();
}

/**
 * Runs of the real Claude Code that were recorded with `npm run lab -- host`: with the CRM, and with a server
 * that answers in each shape that hosts treat differently. Draw one with `drawHostRun`.
 */
export async function recordedHostRuns(): Promise<RecordedHostRuns> {
  return (await import("../subjects/hosts/recorded.ts")).recordedRuns;
}
