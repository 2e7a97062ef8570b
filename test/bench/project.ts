import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { type CodeCell, readNotebook } from "../../lib/notebook/notebook.ts";

const ROOT = process.cwd();

/** A project that shares this one's packages and build, so that no figure touches a learner's progress. */
export interface BenchProject {
  root: string;
  /** The solved lessons that there are, by slug. */
  slugs: string[];
  remove: () => void;
}

/** Makes the project inside the real one, whose packages its cells then find by walking up. */
export function benchProject(): BenchProject {
  const root = mkdtempSync(join(ROOT, ".lab", "bench-"));
  const name = "mcp-integration-lab";
  writeFileSync(join(root, "package.json"), JSON.stringify({ name, type: "module" }));
  // Lesson 03 starts the server that this names, with what the project has built.
  copyFileSync(join(ROOT, ".mcp.json.example"), join(root, ".mcp.json.example"));
  symlinkSync(join(ROOT, "lib"), join(root, "lib"), "junction");
  mkdirSync(join(root, "solutions"));
  const slugs = lessons
    .map(({ slug }) => slug)
    .filter((slug) => existsSync(join(ROOT, pathOf(slug))));
  for (const slug of slugs) copyFileSync(join(ROOT, pathOf(slug)), join(root, pathOf(slug)));
  return {
    root,
    slugs,
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** The path of a solved notebook under a project's root. */
export function pathOf(slug: string): string {
  return `solutions/${slug}.ipynb`;
}

/** The code cells of a solved notebook. */
export function codeCells({ root }: BenchProject, slug: string): CodeCell[] {
  const path = join(root, pathOf(slug));
  return readNotebook(readFileSync(path, "utf8"), path).cells.filter(
    (cell): cell is CodeCell => cell.cell_type === "code",
  );
}
