import { accessSync, constants } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { type WhenOver, whenTestIsOver } from "../cli/clean-ups.ts";

const PROGRAMS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Opens the machine's Chromium with a profile of its own, and gives its page. When the test is over,
 * or whatever else uses it, the browser is closed and nothing of it is left.
 *
 * @param proxy what it reaches other hosts through, such as http://127.0.0.1:4321
 * @param profile the folder that it keeps everything in, where the test wants to look into it
 * @throws Error that names the Debian package when there is none.
 */
export async function openBrowser(
  whenOver: WhenOver = whenTestIsOver,
  { proxy, profile: folder }: { proxy?: string; profile?: string } = {},
): Promise<Page> {
  const executablePath = PROGRAMS.find(isExecutable);
  if (executablePath === undefined) {
    throw new Error("This test needs Chromium: install the Debian package chromium.");
  }
  const profile = folder ?? (await mkdtemp(join(tmpdir(), "mcp-lab-browser-")));
  whenOver(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  const env = { ...process.env, HOME: profile };
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: proxy === undefined ? QUIET : [...QUIET, `--proxy-server=${new URL(proxy).host}`],
    env,
    timeout: 0,
  });
  whenOver(() => context.close());
  // What hangs is ended by the test's own limit; a busy machine is only slow.
  context.setDefaultTimeout(0);
  return context.pages()[0] ?? context.newPage();
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
