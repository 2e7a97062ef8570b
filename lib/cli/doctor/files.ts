import { accessSync, constants, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { lessons } from "../../exercises/manifest/manifest.ts";
import { damagedLines, loadProgress, progressFile } from "../../exercises/progress.ts";
import { readNotebook } from "../../notebook/notebook.ts";
import { stateFolder } from "../../base/project.ts";
import { progressFolder } from "../../session/progress.ts";
import { notebookPath } from "../check/run-lesson.ts";
import { isFree } from "../port.ts";
import { fine, fineOr, type Finding } from "./finding.ts";

/** What lib/bootstrap.mjs knows about the build. */
interface Bootstrap {
  isBuilt(lib: string): boolean;
}

/** What of the project itself has to be in order. */
export async function fileFindings(root: string): Promise<Finding[]> {
  return [
    await buildFinding(root),
    stateFinding(root),
    progressFinding(root),
    notebookFinding(root),
  ];
}

async function buildFinding(root: string): Promise<Finding> {
  const lib = join(root, "lib");
  const bootstrap: Bootstrap = await import(pathToFileURL(join(lib, "bootstrap.mjs")).href);
  const built = bootstrap.isBuilt(lib) ? "lib/dist is made from these sources" : undefined;
  return fineOr("build", "Build", built, {
    status: "wrong",
    found: "lib/dist is missing, or older than a source under lib",
    remedy: "Run `npm start`, or `npm run build`.",
  });
}

function stateFinding(root: string): Finding {
  const folder = stateFolder(root);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return fine("state", "State folder", ".lab can be written");
  } catch {
    return {
      id: "state",
      title: "State folder",
      status: "wrong",
      found: ".lab cannot be written, so no progress can be kept",
      remedy: "Give yourself write access to .lab, or copy the lab to a folder of your own.",
    };
  }
}

function progressFinding(root: string): Finding {
  const folder = progressFolder(root);
  const ids = lessons.flatMap(({ exercises }) => exercises.map(({ id }) => id));
  const damaged = ids.filter((id) => damagedLines(folder, id) > 0);
  const begun = ids.filter((id) => existsSync(progressFile(folder, id)));
  const passed = begun.filter((id) => loadProgress(folder, id).solved).length;
  const kept = `${passed} of ${ids.length} exercises passed, ${begun.length - passed} more begun`;
  return fineOr("progress", "Progress", damaged.length === 0 ? kept : undefined, {
    status: "note",
    found: `a part of ${damaged.join(", ")} cannot be read; the rest counts`,
    remedy: `Run \`npm run lab -- check\`: it writes the progress again. The files are in ${folder}.`,
  });
}

function notebookFinding(root: string): Finding {
  const standing = lessons.map(({ slug }) => ({ slug, fault: notebookFault(root, slug) }));
  const wrong = standing.filter(({ fault }) => fault !== undefined);
  const all = `all ${lessons.length} are there and can be read`;
  return fineOr("notebooks", "Notebooks", wrong.length === 0 ? all : undefined, {
    status: "wrong",
    found: wrong.map(({ slug, fault }) => `${slug} ${fault}`).join(", "),
    remedy: `Run \`npm run lab -- reset ${wrong[0]?.slug.slice(0, 2)}\`${wrong.length > 1 ? ", and so on for each" : ""}.`,
  });
}

function notebookFault(root: string, slug: string): string | undefined {
  const path = notebookPath(root, slug);
  if (!existsSync(path)) return "is missing";
  try {
    readNotebook(readFileSync(path), path);
    return undefined;
  } catch {
    return "cannot be read as a notebook";
  }
}

/** The ports that the commands serve on by default, all on 127.0.0.1. */
const PORTS: readonly [port: number, use: string, instead: string][] = [
  [8888, "Jupyter", "`npm start` takes the next free one."],
  [8787, "the emulator", "Run `npm run lab -- emulator --port N`."],
  [8788, "the CRM over HTTP", "Run `npm run lab -- crm --port N`."],
];

/** Which of the ports are free. */
export async function portFindings(): Promise<Finding[]> {
  return await Promise.all(
    PORTS.map(async ([port, use, instead]): Promise<Finding> => {
      const [id, title] = [`port-${port}`, `Port ${port}`];
      if (await isFree(port)) return fine(id, title, `free, for ${use}`);
      return { id, title, status: "note", found: `in use; it is for ${use}`, remedy: instead };
    }),
  );
}
