import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { LabError } from "../../base/lab-error.ts";
import { stateFolder } from "../../base/project.ts";

/** The version that the recordings, the lessons and the conformance suite speak of. */
export const CLAUDE_CODE_VERSION = "2.1.332";

/** Its package on npm, which brings the program for the machine's system along. */
const CLAUDE_CODE_PACKAGE = "@anthropic-ai/claude-code";

/** A Claude Code that is on this machine. */
export interface ClaudeCode {
  version: string;
  /** The script that starts it with Node. */
  entry: string;
}

/** Where the lab keeps its Claude Code; git ignores it. */
export function claudeCodeFolder(root: string): string {
  return join(stateFolder(root), "claude-code");
}

const manifest = z.object({ version: z.string() });

/** The Claude Code that is installed in a folder; undefined where there is none. */
export function findClaudeCode(folder: string): ClaudeCode | undefined {
  const home = join(folder, "node_modules", CLAUDE_CODE_PACKAGE);
  const entry = join(home, "cli-wrapper.cjs");
  if (!existsSync(entry)) return undefined;
  const { version } = manifest.parse(JSON.parse(readFileSync(join(home, "package.json"), "utf8")));
  return { version, entry };
}

/**
 * Installs Claude Code into a folder, unless it is there in this version. Nothing of it is run, and
 * nobody logs in.
 *
 * @param version a version, or `latest`
 * @throws LabError `host-not-fetched` when npm cannot
 */
export async function installClaudeCode(
  folder: string,
  version: string = CLAUDE_CODE_VERSION,
): Promise<ClaudeCode> {
  const there = findClaudeCode(folder);
  if (there?.version === version) return there;
  // Beside it, so that what is there is always whole.
  const beside = `${folder}.${process.pid}`;
  mkdirSync(beside, { recursive: true });
  // Without a package.json of its own npm would install into the project.
  writeFileSync(join(beside, "package.json"), JSON.stringify({ private: true }));
  const flags = ["--ignore-scripts", "--include=optional", "--no-audit", "--no-fund", "--no-save"];
  const words = ["install", `${CLAUDE_CODE_PACKAGE}@${version}`, ...flags];
  const shell = process.platform === "win32";
  let cause: unknown;
  try {
    await promisify(execFile)("npm", words, { cwd: beside, shell });
    // Another process may have been faster.
    if (findClaudeCode(folder)?.version !== version) {
      rmSync(folder, { recursive: true, force: true });
      renameSync(beside, folder);
    }
    const installed = findClaudeCode(folder);
    if (installed !== undefined) return installed;
  } catch (error) {
    cause = error;
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
  throw new LabError("host-not-fetched", {
    what: `Claude Code ${version} could not be fetched from npm.`,
    where: folder,
    remedy: "Check the network and free disk space (it takes 600 MB), and what `npm ping` says.",
    cause,
  });
}

/**
 * The lab's own Claude Code.
 *
 * @throws LabError `host-not-installed` where it is not there, or in another version
 */
export function requireClaudeCode(root: string): ClaudeCode {
  const folder = claudeCodeFolder(root);
  const there = findClaudeCode(folder);
  if (there?.version === CLAUDE_CODE_VERSION) return there;
  const what =
    there === undefined
      ? `Claude Code ${CLAUDE_CODE_VERSION} is not installed in the lab.`
      : `Claude Code ${there.version} is installed in the lab, and this needs ${CLAUDE_CODE_VERSION}.`;
  throw new LabError("host-not-installed", {
    what,
    where: folder,
    remedy:
      "Run `npm run lab -- host --install`: it fetches 190 MB from npm into that folder, and starts " +
      "no login. A Claude Code of your own is not used, so that nothing of yours is read.",
  });
}
