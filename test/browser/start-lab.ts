import { join } from "node:path";
import { type WhenOver, whenTestIsOver } from "../cli/clean-ups.ts";
import { freePort } from "../cli/listen.ts";
import { runNode, temporaryFolder } from "../cli/temporary-project.ts";

/** The address of a lab's Jupyter, and what opens it. */
export interface Address {
  url: string;
  token: string;
}

/** Starts the lab as `npm start` does, and ends it when the test is over, or whatever else uses it. */
export async function startLab(
  root: string,
  whenOver: WhenOver = whenTestIsOver,
): Promise<Address> {
  const words = ["start", "--no-browser", "--no-install", "--port", String(await freePort())];
  const env = { PATH: process.env["PATH"], HOME: temporaryFolder(undefined, whenOver) };
  const run = runNode([join(root, "lib", "bootstrap.mjs"), ...words], root, env, whenOver);
  whenOver(async () => {
    run.child.kill("SIGINT");
    await run.ended;
  });
  const url = (await run.printed("stdout", /http:\S+\n/)).trim();
  return { url, token: new URL(url).searchParams.get("token") ?? "" };
}
