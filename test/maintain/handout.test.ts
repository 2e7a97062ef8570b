import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { kernelspec } from "../../lib/cli/jupyter/home.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { lessonNotebooks } from "../../lib/notebook/lesson.ts";
import { solve } from "../cli/course-project.ts";
import { lab } from "../cli/lab.ts";

const root = join(import.meta.dirname, "..", "..");
// Below the project, whose packages the copy runs with.
mkdirSync(join(root, ".lab", "test"), { recursive: true });
const place = mkdtempSync(join(root, ".lab", "test", "handout-"));
const copy = join(place, "class");
/** The same, for a class's own repository. */
const repository = join(place, "repository");
afterAll(() => rmSync(place, { recursive: true, force: true }));
beforeAll(async () => {
  const { code, stderr } = await handout(copy);
  if (code !== 0) throw new Error(stderr);
  cpSync(copy, repository, { recursive: true });
});

const handout = (out: string) => lab(root, ["handout", "--out", out]);

/** The library's own functions that do what an exercise asks for, or the heart of it. */
const TWINS = {
  "03.2": ["expandConfig", "referencesIn"],
  "03.5": ["secretsIn", "withHoles"],
  "04.1": ["classify"],
  "04.2": ["inDoubt", "rulings"],
  "04.4": ["decideRetry", "withRetries"],
  "04.5": ["tallyCalls"],
  "04.6": ["safeText"],
  "05.1": ["eligibilityOf"],
  "05.2": ["auditRequest"],
  "05.3": ["directTools"],
  "05.5": ["whoSaw"],
  "07.2": ["listedByClaudeCode"],
  "06": ["reviewSteps", "decisionRules", "accessRules", "toolRules", "resourceRules"],
};

/** What makes variants that nobody has seen. */
const MAKERS = [
  "generate",
  "auditCases",
  "directVariant",
  "plainVariant",
  "recordedTraces",
  "madeUpToken",
  "plainNames",
  "toolNames",
  "HiddenVariants",
];

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .toSorted();
}

function textsIn(folder: string, names: readonly string[]): string {
  return names.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
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

describe("a class copy", () => {
  it("holds the notebooks, the built library and its types, and nothing else of ours", () => {
    const folders = new Set(filesIn(copy).map((name) => name.split("/").slice(0, 2).join("/")));
    expect([...folders].filter((name) => !name.startsWith("."))).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "lib/bootstrap.mjs",
      "lib/dist",
      "lib/handed-out.json",
      "lib/package.json",
      "lib/templates",
      ...lessons.map(({ slug }) => `notebooks/${slug}.ipynb`).toSorted(),
      "package-lock.json",
      "package.json",
    ]);
    const built = filesIn(join(copy, "lib", "dist"));
    expect(built.filter((name) => !/\.(?:js|d\.ts)$/.test(name))).toEqual([]);
    // Jupyter's settings and the exported server: commands read them from there.
    const templates = filesIn(join(root, "lib", "templates"));
    expect(filesIn(join(copy, "lib", "templates"))).toEqual(templates);
    expect(
      built.filter((name) => /^(?:grader|maintain|lessons)\b|hidden|judge/.test(name)),
    ).toEqual([]);
  });

  it("holds no answers, under the library's own names or the lessons'", () => {
    const built = filesIn(join(copy, "lib", "dist"));
    const library = textsIn(join(copy, "lib", "dist"), built);
    const names = [...Object.values(TWINS).flat(), ...MAKERS];
    const sources = filesIn(join(root, "lib")).filter((name) => /^(?!dist).*\.ts$/.test(name));
    const ours = textsIn(join(root, "lib"), sources);
    expect(
      names.filter((name) => !new RegExp(`(?:function|const|interface) ${name}\\b`).test(ours)),
    ).toEqual([]);
    expect(names.filter((name) => new RegExp(`\\b${name}\\b`).test(library))).toEqual([]);
    const readable = filesIn(copy).filter((name) => !name.startsWith("lib/dist/"));
    const all = textsIn(copy, [...readable, ...built.map((name) => `lib/dist/${name}`)]);
    const text = all.replaceAll(/\s+|\\n",/g, " ");
    const lines = lessons.flatMap(({ slug }) => answerLines(slug));
    expect(lines.length).toBeGreaterThan(20);
    // Hints are for sale: the last one is nearly the answer.
    const hints = lessons.flatMap(({ exercises }) => exercises.flatMap((one) => one.hints));
    const found = lines.filter((line) => text.includes(line));
    const told = hints.join("\n").replaceAll(/\s+/g, " ");
    expect(found.filter((line) => !told.includes(line))).toEqual([]);
  });

  it("has all that cells import, with types of what they import alone", async () => {
    const [ours, theirs] = await Promise.all(
      [root, copy].map((at) => import(pathToFileURL(join(at, "lib", "dist", "index.js")).href)),
    );
    expect(Object.keys(theirs).toSorted()).toEqual(Object.keys(ours).toSorted());
    const index = "lib/dist/index.d.ts";
    expect(readFileSync(join(copy, index), "utf8")).toContain("export { inspectConfig }");
    const types = filesIn(copy).filter((name) => name.endsWith(".d.ts"));
    for (const name of types) {
      const text = readFileSync(join(copy, name), "utf8");
      for (const [, from = ""] of text.matchAll(/ from "(\.[^"]+)"/g))
        expect(types).toContain(join(name, "..", from.replace(/\.ts$/, ".d.ts")));
    }
    const options =
      "--ignoreConfig --noEmit --strict --module nodenext --types node --target es2023";
    const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
    const words = [compiler, ...options.split(" "), join(copy, index)];
    expect(spawnSync(process.execPath, words, { cwd: root, encoding: "utf8" }).stdout).toBe("");
  });

  it("asks npm for what it uses, with a lockfile that fits", () => {
    const packages: { packages: Record<string, object> } = JSON.parse(
      readFileSync(join(copy, "package-lock.json"), "utf8"),
    );
    const unused = new Set([
      "vitest",
      "typescript",
      "rolldown",
      "yauzl",
      "fflate",
      "playwright-core",
      "knip",
    ]);
    const names = Object.keys(packages.packages);
    expect(names.filter((name) => unused.has(name.replace(/.*node_modules\//, "")))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(["node_modules/tslab", "node_modules/zod"]));
    // npm says so where a package is missing, or not the one that is asked for.
    const words = ["ls", "--all", "--package-lock-only"];
    execFileSync("npm", words, { cwd: copy, stdio: "pipe", shell: process.platform === "win32" });
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(
      readFileSync(join(copy, "package.json"), "utf8"),
    );
    expect(Object.keys(scripts)).toEqual(["start", "lab", "test", "prepare"]);
    expect(readFileSync(join(copy, ".gitignore"), "utf8")).not.toContain("lib/dist");
  });

  it("speaks to students, and its links lead somewhere", () => {
    const readme = readFileSync(join(copy, "README.md"), "utf8");
    expect(readme).toContain("npm run lab -- submit");
    expect(readme).toContain("## The course\n");
    expect(readme).not.toMatch(/\{\{|instructor|-- grade|CONTRIBUTING|solution/i);
    const changes = readFileSync(join(copy, "CHANGELOG.md"), "utf8");
    expect(changes).toContain("### For learners");
    expect(changes).not.toMatch(/For instructors|For maintainers|\]\(lib\//);
    const links = [...readme.matchAll(/\]\(([^)#]+)/g)].map(([, path = ""]) => path);
    const needed = [...links.filter((path) => !path.includes(":")), ".binder", ".devcontainer"];
    expect(needed.filter((path) => !existsSync(join(copy, path)))).toEqual([]);
  });

  it("runs a notebook, checks answers and packs them, without building anything", () => {
    mkdirSync(join(copy, "node_modules"));
    symlinkSync(join("..", "lib"), join(copy, "node_modules", "mcp-lab"));
    const run = (...words: string[]) =>
      spawnSync(process.execPath, ["lib/bootstrap.mjs", "lab", ...words], {
        cwd: copy,
        encoding: "utf8",
        env: { PATH: process.env.PATH },
      });
    expect(run("run", "notebooks/00-start-here.ipynb").stdout).toContain("ran without an error");
    execFileSync(process.execPath, ["lib/dist/cli/keep-given.js"], { cwd: copy });
    symlinkSync(join(root, "solutions"), join(copy, "solutions"));
    for (const lesson of lessons) if (lesson.slug.startsWith("04")) solve(copy, lesson, () => true);
    rmSync(join(copy, "solutions"));
    const checked = run("check", "04");
    expect(checked.stdout).toContain("20 of 20 points");
    expect(checked.status).toBe(0);
    const packed = run("submit", "--name", "Ada");
    expect(packed.stdout).toContain("05 is as it was given");
    expect(existsSync(join(copy, "Ada.zip"))).toBe(true);
    expect(run("hint", "01.2").stdout).toContain("Hint 1 of 3");
    expect(run("reset", "04").stdout).toContain("back to how it was given");
    expect(run("sketch", "--example", "help-desk", "--out", join(place, "sketch")).stderr).toBe("");
    expect(existsSync(join(place, "sketch", "src", "main.ts"))).toBe(true);
    expect(run("--help").stdout).not.toMatch(/grade|handout|drift|new-exercise|bundle/);
    expect(run("doctor").stdout).toMatch(/\[ok\]\s+Build/);
    const [node = "", kernel = ""] = kernelspec(copy, process.execPath).argv;
    expect(execFileSync(node, [kernel, "--version"], { cwd: copy, encoding: "utf8" })).toMatch(
      /^tslab \d/,
    );
  });
});

function git(cwd: string, ...words: string[]): string {
  const who = ["-c", "user.name=x", "-c", "user.email=x@x.example"];
  return execFileSync("git", [...who, ...words], { cwd, encoding: "utf8" });
}

describe("handout", () => {
  it("brings the class's own repository up to date, and leaves what others put there", async () => {
    const out = repository;
    expect((await handout(out)).stderr).toContain("no git repository of its own");
    git(out, "init", "--quiet");
    writeFileSync(join(out, "syllabus.md"), "ours");
    const list = join(out, "lib", "handed-out.json");
    const files: string[] = JSON.parse(readFileSync(list, "utf8"));
    writeFileSync(list, JSON.stringify([...files, "lib/old.js", "../outside.txt"]));
    writeFileSync(join(out, "lib", "old.js"), "");
    writeFileSync(join(place, "outside.txt"), "");
    writeFileSync(join(out, "README.md"), "an older one");
    git(out, "add", "--all");
    git(out, "commit", "--quiet", "--message", "Last term");
    writeFileSync(join(out, "syllabus.md"), "ours, changed");
    expect((await handout(out)).stderr).toContain("changes that are not committed");
    git(out, "checkout", "--quiet", ".");
    const said = await handout(out);
    expect(said).toMatchObject({ code: 0, stderr: "" });
    expect(said.stdout).toContain("Files that changed: 3.");
    expect(
      git(out, "status", "--porcelain")
        .trim()
        .split(/\s*\n\s*/),
    ).toEqual(["M README.md", "M lib/handed-out.json", "D lib/old.js"]);
    expect(readFileSync(join(out, "syllabus.md"), "utf8")).toBe("ours");
    expect(existsSync(join(place, "outside.txt"))).toBe(true);
    git(out, "commit", "--quiet", "--all", "--message", "This term");
    expect((await handout(out)).stdout).toContain("up to date already");
  });

  it("leaves alone what is there, and the project itself", async () => {
    const full = join(place, "full");
    mkdirSync(full);
    writeFileSync(join(full, "mine.txt"), "x");
    expect(await handout(full)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("something in this folder already"),
    });
    expect(await handout(join(root, "copy"))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("inside the project"),
    });
  });
});

const hasPython = spawnSync("python3", ["--version"]).status === 0;

describe("a class on a JupyterHub", () => {
  it.runIf(hasPython && process.platform !== "win32")(
    "closes to users what a full repository has beyond a copy",
    () => {
      const srv = join(place, "srv");
      const closed = [
        "solutions/01.ts",
        "test/x.ts",
        "lib/grader/x.ts",
        "lib/lessons/01/x.hidden.ts",
      ];
      const open = ["lib/dist/cli/main.js", "notebooks/00-start-here.ipynb", "package.json"];
      const config = readFileSync(join(root, ".jupyterhub", "class.py"), "utf8");
      for (const path of [...closed, ...open, ".jupyterhub/class.py"]) {
        mkdirSync(join(srv, path, ".."), { recursive: true });
        writeFileSync(join(srv, path), path.endsWith(".py") ? config : "");
      }
      const script =
        "import builtins, runpy, types; hub = types.SimpleNamespace(Spawner=types.SimpleNamespace()); " +
        "builtins.get_config = lambda: hub; runpy.run_path('.jupyterhub/class.py')";
      execFileSync("python3", ["-c", script], { cwd: srv });
      const isOpen = (path: string): boolean => {
        const parts = path.split("/");
        const above = parts.map((_, at) => join(srv, ...parts.slice(0, at + 1)));
        return above.every((one) => (statSync(one).mode & 0o004) !== 0);
      };
      expect([...closed, ...open].filter(isOpen)).toEqual(open);
    },
  );

  it("comes with the copy", () => {
    expect(existsSync(join(copy, ".jupyterhub", "class.py"))).toBe(true);
  });
});
