import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join, sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { buildSite } from "../../lib/maintain/site/build-site.ts";
import { serveSite } from "../../lib/maintain/site/serve.ts";
import type { WhenOver } from "../cli/clean-ups.ts";
import { PROJECT } from "../cli/temporary-project.ts";

/** What the site is made from, the built library apart. */
const SOURCES = ["lib", "solutions", "package-lock.json"];

/** The site's folder. It is built once for its sources, since building takes long; others wait for it. */
async function builtSite(): Promise<string> {
  const place = join(PROJECT, ".lab", "site-test");
  const folder = join(place, hashOfSources());
  const claim = `${folder}.building`;
  mkdirSync(place, { recursive: true });
  while (!existsSync(folder)) {
    try {
      writeFileSync(claim, String(process.pid), { flag: "wx" });
    } catch {
      if (!isAlive(claim)) rmSync(claim, { force: true });
      await sleep(500);
      continue;
    }
    try {
      if (existsSync(folder)) break;
      await buildSite(PROJECT, `${folder}.half`);
      renameSync(`${folder}.half`, folder);
    } finally {
      rmSync(claim);
    }
    for (const name of readdirSync(place)) {
      if (name !== basename(folder)) rmSync(join(place, name), { recursive: true, force: true });
    }
  }
  return folder;
}

function isAlive(claim: string): boolean {
  try {
    process.kill(Number(readFileSync(claim, "utf8")), 0);
    return true;
  } catch {
    return false;
  }
}

/** The site, served on 127.0.0.1 as any host of files serves it. */
export async function servedSite(whenOver: WhenOver): Promise<{ url: string }> {
  const folder = await builtSite();
  const { url, close } = await serveSite(folder, filesBelow(folder));
  whenOver(close);
  return { url: `${url}/` };
}

function hashOfSources(): string {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    const paths = source.includes(".") ? [source] : filesBelow(join(PROJECT, source), source);
    for (const path of paths.filter((one) => !/^lib\/(?:dist|node_modules)\//.test(one))) {
      hash.update(path).update(readFileSync(join(PROJECT, path)));
    }
  }
  return hash.digest("hex").slice(0, 16);
}

function filesBelow(folder: string, prefix = ""): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(prefix, entry.parentPath.slice(folder.length), entry.name))
    .map((path) => path.split(sep).join("/").replace(/^\//, ""))
    .toSorted();
}
