import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { collect } from "../../../lib/grader/read/collect.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const SLUGS = ["01-connector-call", "03-env-config"];
const of = (exercise: string): string => JSON.stringify({ mcp_lab: { role: "answer", exercise } });

/** A folder with these files. */
function classOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "class-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const whose = (folder: string): unknown[] =>
  collect(folder, SLUGS).counting.map(({ student, lesson, path, attempt, submittedAt }) => [
    student,
    lesson,
    path,
    ...(attempt === undefined ? [] : [attempt]),
    ...(submittedAt === undefined ? [] : [submittedAt]),
  ]);

const EXPORT = `submission_11:
  :submitters:
  - :name: Ada Lovelace
    :sid: "4711"
    :email: ada@example.edu
  :created_at: 2026-11-20 10:00:00.123456000 Z
  :score: 1.0
submission_12:
  :submitters:
  - :name: Bob
    :email: bob@example.edu
`;

describe("a folder of submissions", () => {
  it.each<[string, Record<string, string>, unknown[]]>([
    [
      "with a folder for each student",
      { "ada/03-env-config.ipynb": "{}", "bob/x.ipynb": of("01.2") },
      [
        ["ada", "03-env-config", "ada/03-env-config.ipynb"],
        ["bob", "01-connector-call", "bob/x.ipynb"],
      ],
    ],
    [
      "as nbgrader keeps it",
      {
        "ada/week-3/03-env-config.ipynb": "{}",
        "ada/week-3/timestamp.txt": "2026-11-20 10:00:00.123456 UTC\n",
      },
      [["ada", "03-env-config", "ada/week-3/03-env-config.ipynb", "2026-11-20T10:00:00.123Z"]],
    ],
    [
      "as Canvas downloads it, with the last attempt",
      {
        "lovelaceada_1815_555_03-env-config.ipynb": of("03.1"),
        "lovelaceada_1815_556_03-env-config-1.ipynb": of("03.1"),
        "hopper_LATE_1906_557_03-env-config.ipynb": of("03.1"),
      },
      [
        ["1815", "03-env-config", "lovelaceada_1815_556_03-env-config-1.ipynb", 2],
        ["1906", "03-env-config", "hopper_LATE_1906_557_03-env-config.ipynb", 1],
      ],
    ],
    [
      "as Gradescope exports it",
      {
        "export/submission_metadata.yml": EXPORT,
        "export/submission_11/03-env-config.ipynb": "{}",
        "export/submission_12/03-env-config.ipynb": "{}",
      },
      [
        [
          "4711",
          "03-env-config",
          "export/submission_11/03-env-config.ipynb",
          "2026-11-20T10:00:00.123Z",
        ],
        ["bob@example.edu", "03-env-config", "export/submission_12/03-env-config.ipynb"],
      ],
    ],
    [
      "in which the content and the name disagree goes by the content",
      { "ada/03-env-config.ipynb": of("01.1") },
      [["ada", "01-connector-call", "ada/03-env-config.ipynb"]],
    ],
    ["with what editors leave behind", { "ada/.ipynb_checkpoints/03-env-config.ipynb": "{}" }, []],
  ])("%s", (_name, files, expected) => {
    expect(whose(classOf(files))).toEqual(expected);
  });

  it("says of each file that does not count why", () => {
    const folder = classOf({
      "loose.ipynb": "{}",
      "ada/notes.txt": "x",
      "ada/a/03-env-config.ipynb": of("03.1"),
      "ada/b/03-env-config.ipynb": of("03.1"),
    });
    expect(collect(folder, SLUGS).ignored.map(({ path, reason }) => [path, reason.code])).toEqual([
      ["ada/a/03-env-config.ipynb", "earlier-attempt"],
      ["ada/notes.txt", "not-a-notebook"],
      ["loose.ipynb", "no-student"],
    ]);
  });

  it("lets no student hand in for another by a file such as Gradescope writes", () => {
    const folder = classOf({
      "bob@example.edu/03-env-config.ipynb": of("03.1"),
      "eve/submission_metadata.yml": EXPORT.replace("11:", "12:").replace("2026", "2099"),
      "eve/submission_12/03-env-config.ipynb": of("03.2"),
    });
    expect(whose(folder)).toEqual([
      ["bob@example.edu", "03-env-config", "bob@example.edu/03-env-config.ipynb"],
      ["eve", "03-env-config", "eve/submission_12/03-env-config.ipynb"],
    ]);
  });

  it.runIf(process.platform === "linux")("passes over no folder that it cannot open", () => {
    const folder = classOf({ "ada/03-env-config.ipynb": of("03.1") });
    // As an archive from another system unpacks: "Zoë" in Latin-1.
    const name = Buffer.from("Zo\xeb", "latin1");
    mkdirSync(Buffer.concat([Buffer.from(`${folder}/`), name]));
    const [zoe, ada] = collect(folder, SLUGS).counting;
    expect(ada?.refused).toBeUndefined();
    expect([zoe?.student, zoe?.refused?.code]).toEqual(["Zo\uFFFD", "folder-not-readable"]);
  });

  it("follows no link", () => {
    const folder = classOf({ "ada/03-env-config.ipynb": of("03.1") });
    mkdirSync(join(folder, "eve"));
    symlinkSync("../ada/03-env-config.ipynb", join(folder, "eve/03-env-config.ipynb"));
    const [, eve] = collect(folder, SLUGS).counting;
    expect([eve?.student, eve?.refused?.code, eve?.sha256]).toEqual(["eve", "is-a-link", ""]);
  });

  it("that is not there is said so", () => {
    expect(() => collect("/nowhere/at/all", SLUGS)).toThrow(/no readable folder of submissions/);
  });
});
