import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { stateFolder, writeWhole } from "../../lib/base/project.ts";
import { buildSite } from "../../lib/maintain/site/build-site.ts";
import { bundle } from "../../lib/maintain/site/bundle.ts";
import type { WhenOver } from "../cli/clean-ups.ts";
import { PROJECT } from "../cli/temporary-project.ts";
import { answerFiles } from "../lessons/exercise-answers.ts";
import { serveFiles, type ServedFiles } from "./serve-files.ts";

/** What the site and the tests' own pages are made of. */
const SOURCES = [
  "lib",
  "solutions",
  "test/lessons",
  "test/browser-site/pages",
  "test/browser-site/judge-all.ts",
  "package-lock.json",
];

/** Not made of themselves: what is built, and what is written by hand for nobody's browser. */
const SPARE = /(?:^|\/)(?:dist|node_modules)(?:\/|$)|\.(?:ipynb|md|test\.ts)$/;

/** What runs in a page of these tests. */
const PAGES = join(import.meta.dirname, "pages");

/** A site of other sources may be in use by tests that were begun this long ago. */
const IN_USE_MS = 3_600_000;

const FOLDER = join(stateFolder(PROJECT), "site-test");

/** Serves the course's site, and the pages of these tests beside it, until what uses it is over. */
export async function servedSite(whenOver: WhenOver): Promise<ServedFiles> {
  const site = await serveFiles(await builtSite());
  whenOver(() => site.close());
  return site;
}

/** The folder of the site, built when there is none of these sources; others that need it wait. */
async function builtSite(): Promise<string> {
  const folder = join(FOLDER, sourcesHash());
  mkdirSync(FOLDER, { recursive: true });
  const claim = `${folder}.building`;
  while (!existsSync(folder)) {
    try {
      writeFileSync(claim, String(process.pid), { flag: "wx" });
    } catch {
      if (!isAlive(claim)) rmSync(claim, { force: true });
      await sleep(500);
      continue;
    }
    try {
      if (!existsSync(folder)) await build(folder);
    } finally {
      rmSync(claim, { force: true });
    }
  }
  return folder;
}

async function build(folder: string): Promise<void> {
  for (const path of readdirSync(FOLDER).map((name) => join(FOLDER, name))) {
    const isOld = statSync(path).mtimeMs < Date.now() - IN_USE_MS;
    if (isOld) rmSync(path, { recursive: true, force: true });
  }
  const half = `${folder}.half`;
  await buildSite(PROJECT, half);
  const answers = join(half, "answers.ts");
  writeWhole(answers, answersEntry());
  const pages = await bundle(PROJECT, { probe: join(PAGES, "probe.ts"), answers });
  for (const [name, code] of Object.entries(pages)) writeWhole(join(half, name), code);
  writeWhole(join(half, "blank.html"), "<!doctype html><title>Nothing</title>");
  renameSync(half, folder);
}

/** A path as an import names it. */
const from = (path: string): string => JSON.stringify(path.replaceAll(sep, "/"));

/** The module of the worker that has every file of answers, each to be loaded when Node's globals are there. */
function answersEntry(): string {
  const files = answerFiles().map((path) => `() => import(${from(path)}),`);
  return [
    `import { serveAnswers } from ${from(join(PAGES, "answers.ts"))};`,
    `serveAnswers([`,
    ...files,
    `]);`,
  ].join("\n");
}

function isAlive(claim: string): boolean {
  try {
    process.kill(Number(readFileSync(claim, "utf8")), 0);
    return true;
  } catch {
    return false;
  }
}

function sourcesHash(): string {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    const path = join(PROJECT, source);
    const files = statSync(path).isFile()
      ? [""]
      : readdirSync(path, { recursive: true, encoding: "utf8" }).toSorted();
    for (const file of files) {
      if (SPARE.test(file) || !statSync(join(path, file)).isFile()) continue;
      hash.update(`${source}/${file}\0`).update(readFileSync(join(path, file)));
    }
  }
  return hash.digest("hex").slice(0, 16);
}
