import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { zipOf } from "../../lib/cli/zip.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { collected, folderOf } from "../grader/collect/samples.ts";
import { courseProject, save, solve } from "./course-project.ts";
import { lab } from "./lab.ts";
import { temporaryFolder } from "./temporary-project.ts";

const course = lessons.slice(0, 3);
const [start = "", connector = "", catalog = ""] = course.map(({ slug }) => `${slug}.ipynb`);

/** A project in which lessons 00 and 01 are answered, and whose owner has tools that leave things behind. */
function worked(): string {
  const root = courseProject(course);
  for (const lesson of course.slice(0, 2)) solve(root, lesson, () => true);
  const notebooks = join(root, "notebooks");
  for (const beside of ["01-connector-call.kept-1.ipynb", "01-connector-call.new.ipynb"])
    copyFileSync(join(notebooks, catalog), join(notebooks, beside));
  utimesSync(join(notebooks, connector), 1e9, 1e9);
  return root;
}

function filesIn(zip: string): Record<string, Buffer> {
  const files = Object.entries(unzipSync(readFileSync(zip)));
  return Object.fromEntries(files.map(([name, bytes]) => [name, Buffer.from(bytes)]));
}

function runs(program: string, word: string): boolean {
  return spawnSync(program, [word]).status === 0;
}

describe("submit", () => {
  it("packs what was changed, as saved and by its name, and says so", async () => {
    const root = worked();
    const said = await lab(root, ["submit", "--name", "Ada Byron"]);
    const zip = join(root, "Ada Byron.zip");
    expect(said).toMatchObject({ code: 0, stderr: "" });
    expect(said.stdout).toContain(`${connector}, saved 9 Sept 2001`);
    expect(said.stdout).toContain("02 is as it was given, so it is not in it.");
    expect(said.stdout).toContain(`Hand in this file: ${zip}`);
    const files = filesIn(zip);
    expect(Object.keys(files)).toEqual([start, connector, "submission.json"]);
    const bytes = readFileSync(join(root, "notebooks", connector));
    expect(files[connector]).toEqual(bytes);
    const note = files["submission.json"]?.toString() ?? "";
    expect(JSON.parse(note)).toMatchObject({
      name: "Ada Byron",
      notebooks: [
        { file: start },
        {
          file: connector,
          sha256: createHash("sha256").update(bytes).digest("hex"),
          saved: "2001-09-09T01:46:40.000Z",
        },
      ],
    });
    expect(note).not.toContain(root);
  });

  it("packs the lessons that are named, changed or not, over an earlier zip", async () => {
    const root = worked();
    const out = join(temporaryFolder(), "mine.zip");
    await lab(root, ["submit", "--out", out]);
    const said = await lab(root, ["submit", "01", "02", "--out", out]);
    expect(said.stdout).toContain("02 is as it was given.");
    expect(Object.keys(filesIn(out))).toEqual([connector, catalog, "submission.json"]);
  });

  it("does not take an editor's traces for work, nor a lesson without its original for untouched", async () => {
    const root = courseProject(course);
    const path = join(root, "notebooks", catalog);
    const notebook = JSON.parse(readFileSync(path, "utf8"));
    for (const cell of notebook.cells)
      Object.assign(cell, {
        id: undefined,
        metadata: {},
        source: cell.source.join("").replaceAll("\n", "\r\n"),
      });
    save(path, `\uFEFF${JSON.stringify(notebook)}`);
    expect(await lab(root, ["submit"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("Every notebook is as it was given"),
    });
    const alone = courseProject([]);
    expect((await lab(alone, ["submit"])).code).toBe(0);
  });

  it("refuses what the grader could not read, and says which", async () => {
    const root = worked();
    save(join(root, "notebooks", catalog), "<<<<<<< HEAD");
    const refused = await lab(root, ["submit"]);
    expect(refused).toMatchObject({ code: 2, stdout: "" });
    expect(refused.stderr).toContain("A merge in git left its marks");
    expect(refused.stderr).toContain(`Where: notebooks/${catalog}`);
    expect(existsSync(join(root, "submission.zip"))).toBe(false);
    expect((await lab(root, ["submit", "05"])).stderr).toContain("ENOENT");
  });

  it.each([
    [["--name", "../ada"], "No file can be called"],
    [["--id", ".ada"], "No file can be called"],
    [["--out", "notebooks/00-start-here.ipynb"], "no name for a zip"],
    [["--name", "Ada", "--id", "7"], "cannot be used with"],
  ])("refuses %j", async (words, sentence) => {
    const root = worked();
    const said = await lab(root, ["submit", ...words]);
    expect(said.code).toBe(2);
    expect(said.stderr).toContain(sentence);
  });
});

describe("the zip of submit", () => {
  const content = Buffer.from("some text, some text, some text\n".repeat(1000));
  const folderWithZip = (): string => {
    const zip = zipOf([
      { name: "a.ipynb", content, saved: new Date(2026, 10, 30, 12, 34, 56) },
      { name: "leer/Böhm.json", content: Buffer.alloc(0), saved: new Date(0) },
    ]);
    const folder = temporaryFolder();
    writeFileSync(join(folder, "x.zip"), zip);
    return folder;
  };

  it.runIf(runs("python3", "--version"))("is read by Python, with its times", () => {
    const script =
      "import zipfile; z = zipfile.ZipFile('x.zip'); assert z.testzip() is None; " +
      "print([(i.filename, i.file_size, i.date_time) for i in z.infolist()])";
    const cwd = folderWithZip();
    const told = execFileSync("python3", ["-c", script], { cwd, encoding: "utf8" });
    expect(told.trim()).toBe(
      "[('a.ipynb', 32000, (2026, 11, 30, 12, 34, 56)), ('leer/Böhm.json', 0, (1980, 1, 1, 0, 0, 0))]",
    );
  });

  it.runIf(runs("unzip", "-v"))("is read by unzip", () => {
    const cwd = folderWithZip();
    execFileSync("unzip", ["-q", "x.zip"], { cwd });
    expect(readFileSync(join(cwd, "a.ipynb"))).toEqual(content);
  });

  it("is taken as it is from every system", async () => {
    const root = worked();
    const zip = join(root, "ada.zip");
    await lab(root, ["submit", "--id", "ada"]);
    const bytes = readFileSync(zip);
    const name = "Ada Byron.zip";
    const places: [place: string, student: string, beside?: [string, string]][] = [
      ["ada.zip", "ada"],
      ["ada/submission.zip", "ada"],
      ["ada/hw1/submission.zip", "ada"],
      [`byronada_3144_9998_${name}`, "3144"],
      [`byronada_LATE_3144_9998_Ada Byron-2.zip`, "3144"],
      [`Ada Byron_12345_assignsubmission_file_/${name}`, "12345"],
      [`Ada Byron_12345_assignsubmission_file_${name}`, "12345"],
      [`12345-67890 - Ada Byron - Nov 20, 2026 727 AM/${name}`, "12345"],
      [`12345-67890 - Ada Byron - Nov 20, 2026 727 AM - ${name}`, "12345"],
      [`hw1_ada_attempt_2026-11-20-07-27-11_${name}`, "ada"],
      [
        `submission_11/${name}`,
        "ada",
        ["submission_metadata.yml", "submission_11:\n  :submitters:\n  - :sid: ada\n"],
      ],
    ];
    for (const [place, student, beside] of places) {
      const folder = folderOf({ [place]: bytes, ...(beside && { [beside[0]]: beside[1] }) });
      const { counting, ignored } = await collected(folder);
      expect(counting.map((file) => [file.student, file.lesson, file.refused, file.path])).toEqual([
        [student, "00-start-here", undefined, `${place}/${start}`],
        [student, "01-connector-call", undefined, `${place}/${connector}`],
      ]);
      expect(ignored.map(({ path, reason }) => [path, reason.code])).toContainEqual([
        `${place}/submission.json`,
        "not-a-notebook",
      ]);
    }
  });
});
