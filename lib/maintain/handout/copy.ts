import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";
import { z } from "zod";
import { courseNotebooks } from "../../grader/course-notebooks.ts";
import { writeNotebook } from "../../notebook/notebook.ts";
import { writeLibrary } from "./library.ts";
import { packagesFor } from "./packages.ts";

/** What a class needs as it is, from the project's root. */
const COPIED = [
  ".binder",
  ".devcontainer",
  ".env.example",
  ".gitattributes",
  ".github/images/checks.webp",
  ".jupyterhub",
  ".mcp.json.example",
  ".npmrc",
  ".vscode",
  "LICENSE",
  "lib/bootstrap.mjs",
  "lib/templates",
];

/** In a copy: lists its files, so that the next one can take away what is no longer in it. */
export const COPY_MARK = "lib/handed-out.json";
const marked = z.array(z.string());

/** Writes the copy for a class into a new folder. */
export async function copyForClass(root: string, target: string): Promise<void> {
  for (const name of COPIED) {
    if (existsSync(join(root, name)))
      cpSync(join(root, name), join(target, name), { recursive: true });
  }
  const notebooks = courseNotebooks(root);
  mkdirSync(join(target, "notebooks"));
  for (const [slug, { learner }] of notebooks) {
    writeFileSync(join(target, "notebooks", `${slug}.ipynb`), writeNotebook(learner));
  }
  const library = join(target, "lib", "dist");
  await writeLibrary(library, root, join(root, "lib", "dist"));
  const code = filesBelow(library).filter((path) => path.endsWith(".js"));
  const cells = [...notebooks.values()].flatMap(({ solved }) => solved.cells);
  const texts = new Map([
    ...packagesFor(
      root,
      code.map((path) => readFileSync(join(library, path), "utf8")).join("\n"),
      cells.map(({ source }) => source).join("\n"),
    ),
    ["README.md", readme(root)],
    ["CHANGELOG.md", forLearners(readFileSync(join(root, "CHANGELOG.md"), "utf8"))],
    [".gitignore", withoutBuild(readFileSync(join(root, ".gitignore"), "utf8"))],
  ]);
  for (const [path, text] of texts) writeFileSync(join(target, path), text);
  writeFileSync(
    join(target, COPY_MARK),
    `${JSON.stringify([...filesBelow(target), COPY_MARK].toSorted(), undefined, 1)}\n`,
  );
}

/** Puts a newer copy in an older one's place; what the older one did not bring stays. */
export function replaceCopy(target: string, next: string): void {
  const old = marked.parse(JSON.parse(readFileSync(join(target, COPY_MARK), "utf8")));
  const files = filesBelow(next);
  const now = new Set(files);
  for (const path of files) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    cpSync(join(next, path), join(target, path));
  }
  for (const path of old.filter((one) => !now.has(one) && isInside(one))) {
    rmSync(join(target, path), { force: true });
  }
}

function isInside(path: string): boolean {
  return !path.startsWith("/") && !path.split("/").includes("..");
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll(sep, "/"))
    .toSorted();
}

/** The template, in which `{{Start}}` is what the README says under that heading. */
function readme(root: string): string {
  const full = readFileSync(join(root, "README.md"), "utf8");
  const template = readFileSync(join(root, "lib", "maintain", "handout", "README.md"), "utf8");
  return template.replaceAll(/\{\{(.+)\}\}/g, (_, heading: string) => {
    const [, after = ""] = full.split(`\n## ${heading}\n`);
    return `## ${heading}\n${after.split(/^## /m)[0]}`.trimEnd();
  });
}

function forLearners(changelog: string): string {
  return (
    changelog.replaceAll(/^### For (?:instructors|maintainers)\n(?:(?!#).*\n?)*/gm, "").trimEnd() +
    "\n"
  );
}

/** In a copy the build is what it comes with. */
function withoutBuild(gitignore: string): string {
  return gitignore.replace("lib/dist/\n", "");
}
