import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { LabError } from "../base/lab-error.ts";
import { findProject } from "../base/project.ts";
import type { ExitCode, LabCommand, Terminal } from "../cli/command.ts";
import { parsePort } from "../cli/port.ts";
import { serveUntilStopped } from "../cli/until-stopped.ts";
import { refuseInside } from "./handout.ts";
import { buildSite } from "./site/build-site.ts";
import { serveSite } from "./site/serve.ts";

export const command: LabCommand = {
  help:
    "The site is the course in a browser: files that any host of files can serve, over https. " +
    "Nothing of it needs a server of its own, and the answers stay in the learner's browser. " +
    "What runs the checks is in it, minified, as in a class copy. " +
    "`.github/workflows/site.yml` publishes it to GitHub Pages.",

  configure(options) {
    options
      .requiredOption("--out <folder>", "a new folder, or an earlier site, which is replaced")
      .option(
        "--serve [port]",
        "then show it on this port of 127.0.0.1 (default: 8080)",
        parsePort,
      );
  },

  async run(invocation, terminal) {
    const { out, serve } = invocation.opts<{ out: string; serve?: number | true }>();
    const root = findProject(terminal.cwd);
    const target = resolve(terminal.cwd, out);
    refuseInside(root, target, "The site");
    refuseOthers(target);
    const beside = `${target}.${process.pid}.tmp`;
    let files: string[];
    try {
      terminal.say("Building the site (up to a minute) …");
      files = [...(await buildSite(root, beside)).keys()];
      rmSync(target, { recursive: true, force: true });
      renameSync(beside, target);
    } finally {
      rmSync(beside, { recursive: true, force: true });
    }
    terminal.print(`wrote the site to ${target}: ${sizeOf(target, files)}`);
    if (serve === undefined) {
      terminal.print("To look at it, give this command again with --serve.");
      return 0;
    }
    return await show(target, files, serve === true ? 8080 : serve, terminal);
  },
};

async function show(
  folder: string,
  files: readonly string[],
  port: number,
  terminal: Terminal,
): Promise<ExitCode> {
  const served = await serveSite(folder, files, port);
  terminal.print(served.url);
  terminal.say("The course is at this address, for this machine only. Ctrl-C ends it.");
  return await serveUntilStopped(served);
}

/** Throws LabError `site-not-empty` for a folder of other things, and for a repository. */
function refuseOthers(target: string): void {
  const names = existsSync(target) ? readdirSync(target) : [];
  const isSite = names.includes("service-worker.js") && !names.some((name) => name.startsWith("."));
  if (names.length === 0 || isSite) return;
  throw new LabError("site-not-empty", {
    what: "There is something in this folder already, and it is no site of the course alone.",
    where: target,
    remedy: "Name a new folder, or one that this command wrote.",
  });
}

function sizeOf(folder: string, files: readonly string[]): string {
  const contents = files.map((name) => readFileSync(join(folder, name)));
  const raw = megabytes(contents);
  const packed = megabytes(contents.map((content) => gzipSync(content)));
  return `${files.length} files, ${raw}, ${packed} gzipped`;
}

function megabytes(contents: readonly Uint8Array[]): string {
  const bytes = contents.reduce((total, { length }) => total + length, 0);
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
