import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { main } from "../../lib/cli/main.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { lessonNotebooks } from "../../lib/notebook/lesson.ts";

const root = join(import.meta.dirname, "..", "..");
// Below the project, whose packages the copy is built with.
mkdirSync(join(root, ".lab", "test"), { recursive: true });
const place = mkdtempSync(join(root, ".lab", "test", "handout-"));
afterAll(() => rmSync(place, { recursive: true, force: true }));

async function handout(out: string): Promise<[code: number, said: string]> {
  const said: string[] = [];
  const say = (line: string): void => void said.push(line);
  const code = await main(["handout", "--out", out], { cwd: root, env: {}, print: say, say });
  return [code, said.join("\n")];
}

/** What the library below the folder is made of, as paths. */
function sourcesIn(folder: string): string[] {
  return readdirSync(join(folder, "lib"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(?:[cm]?[jt]s|json|md)$/.test(name))
    .filter((name) => !/^dist\b|\bnode_modules\b/.test(name))
    .toSorted();
}

function texts(folder: string, except: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (name) => !name.includes(`/${except}/`),
  );
  const files = names.map((name) => join(folder, name)).filter((path) => statSync(path).isFile());
  return files.map((path) => readFileSync(path, "utf8")).join("\n");
}

/** Two lines after each other in a solved answer, where the given notebook has not both of them. */
function answerLines(slug: string): string[] {
  const where = join(root, "solutions", `${slug}.ts`);
  const { learner, solved } = lessonNotebooks(readFileSync(where, "utf8"), where);
  const given = learner.cells.map(({ source }) => source).join("\n");
  return solved.cells
    .filter(({ metadata }) => JSON.stringify(metadata).includes('"answer"'))
    .flatMap(({ source }) => {
      const lines = source.split("\n").map((line) => line.trim());
      return lines.map((line, index) => `${line} ${lines[index + 1] ?? ""}`);
    })
    .filter((pair) => pair.length > 70 && !given.replaceAll(/\s+/g, " ").includes(pair));
}

describe("handout", () => {
  const copy = join(place, "class");

  it("makes a copy without solutions, tests, and what makes private variants", async () => {
    expect((await handout(copy))[0]).toBe(0);
    expect(
      ["solutions", "test", ".git", "lib/dist", "node_modules"].filter((name) =>
        existsSync(join(copy, name)),
      ),
    ).toEqual([]);
    // Hints are for sale: the last one is nearly the answer.
    const all = texts(copy, "manifest").replaceAll(/\s+|\\n",/g, " ");
    const lines = lessons.flatMap(({ slug }) => answerLines(slug));
    expect(lines.length).toBeGreaterThan(20);
    const elsewhere = lines.filter((line) => all.includes(line));
    // What an answer has in common with the CRM's own server.
    expect(elsewhere.filter((line) => !line.startsWith("mimeType:"))).toEqual([]);
  });

  it("holds the notebooks as they are given, and all of the library but what is hidden", () => {
    expect(readdirSync(join(copy, "notebooks")).toSorted()).toEqual(
      lessons.map(({ slug }) => `${slug}.ipynb`),
    );
    const [all, handedOut] = [sourcesIn(root), sourcesIn(copy)];
    const hidden = all.filter((name) => name.includes(".hidden."));
    expect(hidden.length).toBeGreaterThan(0);
    expect(handedOut).toEqual(all.filter((name) => !hidden.includes(name)));
  });

  it("builds, and its library has all that cells import", async () => {
    const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
    execFileSync(process.execPath, [compiler, "-p", join(copy, "lib", "tsconfig.json")]);
    const [ours, theirs] = await Promise.all(
      [root, copy].map((at) => import(pathToFileURL(join(at, "lib", "dist", "index.js")).href)),
    );
    expect(Object.keys(theirs)).toEqual(Object.keys(ours));
  });

  it("holds the pictures that its README shows, and the places where notebooks are opened", () => {
    const readme = readFileSync(join(copy, "README.md"), "utf8");
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path = ""]) => path);
    expect(pictures.length).toBeGreaterThan(0);
    const needed = [...pictures, ".vscode/extensions.json", ".binder/postBuild", ".devcontainer"];
    expect(needed.filter((path) => !existsSync(join(copy, path)))).toEqual([]);
  });

  it("leaves alone what is there, and the project itself", async () => {
    const full = join(place, "full");
    mkdirSync(full);
    writeFileSync(join(full, "mine.txt"), "x");
    expect(await handout(full)).toEqual([
      2,
      expect.stringContaining("something in this folder already"),
    ]);
    expect(await handout(join(root, "copy"))).toEqual([
      2,
      expect.stringContaining("inside the project"),
    ]);
  });
});
