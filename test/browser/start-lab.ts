import { join } from "node:path";
import { onTestFinished } from "vitest";
import { freePort } from "../cli/listen.ts";
import { runNode, temporaryFolder } from "../cli/temporary-project.ts";

/** Starts the lab as `npm start` does, and ends it when the test is over. */
export async function startLab(root: string): Promise<{ url: string; token: string }> {
  const words = ["start", "--no-browser", "--no-install", "--port", String(await freePort())];
  const env = { PATH: process.env["PATH"], HOME: temporaryFolder() };
  const run = runNode([join(root, "lib", "bootstrap.mjs"), ...words], root, env);
  onTestFinished(async () => {
    run.child.kill("SIGINT");
    await run.ended;
  });
  const url = (await run.printed("stdout", /http:\S+\n/)).trim();
  return { url, token: new URL(url).searchParams.get("token") ?? "" };
}
