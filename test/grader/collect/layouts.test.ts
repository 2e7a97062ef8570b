import { describe, expect, it } from "vitest";
import { account, type Files, notebook } from "./samples.ts";

const given = notebook("00.1", "todo()");
const solved = notebook("00.1", "1");
const other = notebook("00.1", "2");
const connector = notebook("01.1", "1");
const NAME = "00-start-here.ipynb";

type Expected = Partial<Awaited<ReturnType<typeof account>>>;

const METADATA = `submission_11:
  :submitters:
  - :name: Ada Byron
    :sid: "0711"
    :email: ada@uni.example
  :created_at: 2026-11-20 10:00:00.123456000 Z
  :results:
    :output: |-
      x
      :submitters:
      - :name: Eve
        :sid: '666'
`;

/** Gradescope's record of one submission. */
const record = (id: number, submitters: string): string =>
  `submission_${id}:\n  :submitters:${submitters}\n  :results:\n    :tests:\n    - :name: a test\n`;

const cases: Record<string, [string, Files, Expected][]> = {
  "by hand": [
    [
      "a folder for each student",
      { [`ada/${NAME}`]: solved, "bob/x.ipynb": connector },
      {
        counts: [`ada 00 ada/${NAME}`, "bob 01 bob/x.ipynb"],
      },
    ],
    [
      "a whole repository, deep down",
      { [`bob/a/b/c/d/e/f/${NAME}`]: solved },
      {
        counts: [`bob 00 bob/a/b/c/d/e/f/${NAME}`],
      },
    ],
    [
      "the whole lab",
      {
        [`ada/mcp-lab/notebooks/${NAME}`]: given,
        [`ada/mcp-lab/solutions/${NAME}`]: solved,
        "ada/mcp-lab/node_modules/x/y.ipynb": solved,
        "ada/mcp-lab/package.json": "{}",
      },
      {
        counts: [`ada 00 ada/mcp-lab/notebooks/${NAME}`],
        refused: [],
        ignored: [
          "ada/mcp-lab/node_modules/: tools",
          "ada/mcp-lab/package.json: not-a-notebook",
          `ada/mcp-lab/solutions/${NAME}: labs-solution`,
        ],
      },
    ],
    [
      "only solutions, with their sources",
      { [`ada/solutions/${NAME}`]: solved, "ada/solutions/00-start-here.ts": "" },
      {
        counts: [],
        ignored: [
          `ada/solutions/${NAME}: labs-solution`,
          "ada/solutions/00-start-here.ts: labs-solution",
        ].toSorted(),
      },
    ],
    [
      "a folder of one's own that is called solutions",
      { [`ada/solutions/${NAME}`]: solved },
      {
        counts: [`ada 00 ada/solutions/${NAME}`],
      },
    ],
    [
      "back-ups beside",
      {
        [`bob/${NAME}`]: solved,
        "bob/00-start-here (1).ipynb": other,
        "bob/00-start-here.kept-1.ipynb": given,
        "bob/00-start-here.new.ipynb": given,
        "bob/conflict-77.ipynb": given,
        "bob/00-start-here~.ipynb": given,
        "bob/.ipynb_checkpoints/00-start-here-checkpoint.ipynb": given,
      },
      {
        counts: [`bob 00 bob/${NAME}`],
        ignored: [
          "bob/.ipynb_checkpoints/00-start-here-checkpoint.ipynb: checkpoint",
          "bob/00-start-here (1).ipynb: copy-unclear",
          "bob/00-start-here.kept-1.ipynb: labs-copy",
          "bob/00-start-here.new.ipynb: labs-copy",
          "bob/00-start-here~.ipynb: copy-unclear",
          "bob/conflict-77.ipynb: labs-copy",
        ],
      },
    ],
    [
      "the same twice",
      { [`bob/${NAME}`]: solved, "bob/mine.ipynb": solved },
      {
        counts: [`bob 00 bob/${NAME}`],
        ignored: ["bob/mine.ipynb: same-content"],
      },
    ],
    [
      "other endings",
      {
        "a/00-start-here.IPYNB": solved,
        "b/00-start-here.ipynb.txt": solved,
        "c/00-start-here.ipynb.json": solved,
        "d/00-start-here.json": solved,
        "e/00-start-here.ipynb.txt": "See my mail.",
        "f/00-start-here.html": "<html>",
        "g/work.rar": "Rar!",
        "h/answers.pdf": "%PDF",
      },
      {
        counts: [
          "a 00 a/00-start-here.IPYNB",
          "b 00 b/00-start-here.ipynb.txt",
          "c 00 c/00-start-here.ipynb.json",
          "d 00 d/00-start-here.json",
        ],
        refused: [
          "e 00 e/00-start-here.ipynb.txt: not-a-notebook",
          "f 00 f/00-start-here.html: not-a-notebook",
          "g ? g/work.rar: not-a-notebook",
          "h ? h/answers.pdf: not-a-notebook",
        ],
      },
    ],
    [
      "pages of another lesson beside a notebook",
      { [`a/${NAME}`]: solved, "a/01-connector-call.html": "<html>", "a/notes.txt": "x" },
      {
        counts: [`a 00 a/${NAME}`],
        refused: ["a 01 a/01-connector-call.html: not-a-notebook"],
        ignored: ["a/notes.txt: not-a-notebook"],
      },
    ],
    [
      "one student in two forms",
      {
        [`Jürgen/${NAME}`.normalize("NFD")]: solved,
        [`${"Jürgen".normalize("NFC")}/01-connector-call.ipynb`]: connector,
        [`ada@Uni.Example/${NAME}`]: solved,
      },
      {
        counts: [
          `Jürgen 00 ${`Jürgen/${NAME}`.normalize("NFD")}`,
          "Jürgen 01 Jürgen/01-connector-call.ipynb",
          `ada@uni.example 00 ada@Uni.Example/${NAME}`,
        ],
      },
    ],
    [
      "a loose notebook",
      { [`ada/${NAME}`]: solved, [NAME]: other, "roster.csv": "" },
      {
        counts: [`ada 00 ada/${NAME}`],
        refused: [`? 00 ${NAME}: no-student`],
        ignored: ["roster.csv: not-handed-in"],
      },
    ],
    [
      "groups",
      {
        [`team-1/${NAME}`]: solved,
        [`cy/${NAME}`]: other,
        "groups.csv": "group,student\nteam-1,ada\nteam-1,Bob@Uni.example\n",
      },
      {
        counts: [`ada+bob@uni.example 00 team-1/${NAME}`, `cy 00 cy/${NAME}`],
      },
    ],
  ],
  nbgrader: [
    [
      "a folder for each assignment",
      {
        [`ada/week-3/${NAME}`]: solved,
        "ada/week-3/timestamp.txt": "2026-11-20 10:00:00.123456 UTC\n",
      },
      {
        counts: [`ada 00 ada/week-3/${NAME}`],
        ignored: ["ada/week-3/timestamp.txt: system"],
      },
    ],
  ],
  Canvas: [
    [
      "two attempts",
      {
        "bob_3144_9998_00-start-here.bob.ipynb": given,
        "bob_3144_10001_00-start-here-1.bob.ipynb": solved,
        "ada_LATE_3145_10002_00-start-here.ipynb": solved,
      },
      {
        counts: [
          "3144 00 bob_3144_10001_00-start-here-1.bob.ipynb",
          "3145 00 ada_LATE_3145_10002_00-start-here.ipynb",
        ],
        ignored: ["bob_3144_9998_00-start-here.bob.ipynb: earlier-attempt"],
      },
    ],
    [
      "several downloads side by side",
      {
        "hw0 submissions/bob_3144_9998_00-start-here.ipynb": solved,
        "hw0 submissions/ada_3145_9999_00-start-here.ipynb": solved,
        "hw1 submissions/bob_3144_10003_01-connector-call.ipynb": connector,
        "hw1 submissions/ada_3145_10004_answer.pdf": "%PDF",
        "hw2.zip": {
          "hw2/bob_3144_10009_lab.zip": { "lab/03-env-config.ipynb": notebook("03.1", "1") },
        },
      },
      {
        counts: [
          "3144 00 hw0 submissions/bob_3144_9998_00-start-here.ipynb",
          "3144 01 hw1 submissions/bob_3144_10003_01-connector-call.ipynb",
          "3144 03 hw2.zip/hw2/bob_3144_10009_lab.zip/lab/03-env-config.ipynb",
          "3145 00 hw0 submissions/ada_3145_9999_00-start-here.ipynb",
        ],
        refused: ["3145 ? hw1 submissions/ada_3145_10004_answer.pdf: not-a-notebook"],
        ignored: ["hw2.zip: unpacked", "hw2.zip/hw2/bob_3144_10009_lab.zip: unpacked"],
      },
    ],
    [
      "without names",
      { [`anon_Ab3dE_9101_${NAME}`]: solved, [`LATE_anon_Fg4hI_9102_${NAME}`]: solved },
      {
        counts: [],
        refused: [
          `? 00 LATE_anon_Fg4hI_9102_${NAME}: anonymous`,
          `? 00 anon_Ab3dE_9101_${NAME}: anonymous`,
        ],
      },
    ],
    [
      "a text in place of a file",
      { "bob_3144_text.html": "<p>", [`ada_3145_9_${NAME}`]: solved },
      {
        counts: [`3145 00 ada_3145_9_${NAME}`],
        refused: ["3144 ? bob_3144_text.html: not-a-notebook"],
      },
    ],
    [
      "a download among students' folders",
      { [`bob/${NAME}`]: solved, [`eve/bob_3144_9998_${NAME}`]: other },
      {
        counts: [`bob 00 bob/${NAME}`],
        refused: [`? 00 eve/bob_3144_9998_${NAME}: download-among-students`],
      },
    ],
  ],
  Gradescope: [
    [
      "an export",
      { "export/submission_metadata.yml": METADATA, [`export/submission_11/${NAME}`]: solved },
      {
        counts: [`0711 00 export/submission_11/${NAME}`],
      },
    ],
    [
      "several exports",
      {
        "one/submission_metadata.yml": METADATA,
        [`one/submission_11/${NAME}`]: solved,
        "two/submission_metadata.yml": METADATA.replace("_11", "_21"),
        "two/submission_21/01-connector-call.ipynb": connector,
      },
      {
        counts: [
          `0711 00 one/submission_11/${NAME}`,
          "0711 01 two/submission_21/01-connector-call.ipynb",
        ],
      },
    ],
    [
      "a group",
      {
        "submission_metadata.yml": record(
          1,
          "\n  - :name: A\n    :sid: '1'\n  - :name: B\n    :sid: '2'",
        ),
        [`submission_1/${NAME}`]: solved,
      },
      {
        counts: [`1+2 00 submission_1/${NAME}`],
      },
    ],
    [
      "an empty SID, and an apostrophe in an address",
      {
        "submission_metadata.yml": record(
          101,
          "\n  - :name: S\n    :sid: \n    :email: s.o'hara@uni.example",
        ),
        [`submission_101/${NAME}`]: solved,
      },
      {
        counts: [`s.o'hara@uni.example 00 submission_101/${NAME}`],
      },
    ],
    [
      "a folded name",
      {
        "submission_metadata.yml": record(1, "\n  - :name: >-\n      Ada\n      Byron"),
        [`submission_1/${NAME}`]: solved,
      },
      {
        counts: [`Ada Byron 00 submission_1/${NAME}`],
      },
    ],
    [
      "nobody",
      {
        "submission_metadata.yml": record(1, " []") + record(2, " []"),
        [`submission_1/${NAME}`]: solved,
        [`submission_2/${NAME}`]: solved,
        [`submission_3/${NAME}`]: solved,
      },
      {
        counts: [],
        refused: [1, 2, 3].map((id) => `? 00 submission_${id}/${NAME}: no-submitter`),
      },
    ],
    [
      "a folder without its metadata",
      { [`submission_1/${NAME}`]: solved },
      {
        refused: [`? 00 submission_1/${NAME}: no-metadata`],
      },
    ],
    [
      "what a student's folder says of others",
      {
        [`bob/${NAME}`]: solved,
        "eve/submission_metadata.yml": METADATA,
        [`eve/submission_11/${NAME}`]: other,
      },
      {
        counts: [`bob 00 bob/${NAME}`],
        refused: [`? 00 eve/submission_11/${NAME}: download-among-students`],
      },
    ],
  ],
  "other systems": [
    [
      "Moodle",
      {
        [`Ada Byron_12345_assignsubmission_file_/${NAME}`]: solved,
        [`Bob_12346_assignsubmission_file_${NAME}`]: other,
        "Cy_12347_assignsubmission_onlinetext_/onlinetext.html": "<p>",
      },
      {
        counts: [
          `12345 00 Ada Byron_12345_assignsubmission_file_/${NAME}`,
          `12346 00 Bob_12346_assignsubmission_file_${NAME}`,
        ],
        refused: ["12347 ? Cy_12347_assignsubmission_onlinetext_/onlinetext.html: not-a-notebook"],
      },
    ],
    [
      "Brightspace",
      {
        [`12345-67890 - Ada Byron - Nov 20, 2026 727 AM/${NAME}`]: given,
        [`12345-67890 - Ada Byron - Nov 20, 2026 1227 PM/${NAME}`]: solved,
        [`12346-67890 - Bob- 3 December, 2026 1059 PM - ${NAME}`]: other,
        "index.html": "<html>",
      },
      {
        counts: [
          `12345 00 12345-67890 - Ada Byron - Nov 20, 2026 1227 PM/${NAME}`,
          `12346 00 12346-67890 - Bob- 3 December, 2026 1059 PM - ${NAME}`,
        ],
        ignored: [
          `12345-67890 - Ada Byron - Nov 20, 2026 727 AM/${NAME}: earlier-attempt`,
          "index.html: not-handed-in",
        ],
      },
    ],
    [
      "Blackboard",
      {
        [`lab_00_ada1_attempt_2026-11-20-07-27-11_${NAME}`]: given,
        [`lab_00_ada1_attempt_2026-11-21-07-27-11_${NAME}`]: solved,
        "lab_00_ada1_attempt_2026-11-21-07-27-11.txt": "Name: Ada (ada1)",
      },
      {
        counts: [`ada1 00 lab_00_ada1_attempt_2026-11-21-07-27-11_${NAME}`],
        ignored: [
          "lab_00_ada1_attempt_2026-11-20-07-27-11_00-start-here.ipynb: earlier-attempt",
          "lab_00_ada1_attempt_2026-11-21-07-27-11.txt: system",
        ],
      },
    ],
  ],
  zips: [
    [
      "a student's lab",
      {
        "ada/lab.zip": {
          [`lab/notebooks/${NAME}`]: solved,
          [`lab/solutions/${NAME}`]: given,
          "lab/node_modules/a/b.js": "",
        },
      },
      {
        counts: [`ada 00 ada/lab.zip/lab/notebooks/${NAME}`],
        refused: [],
        ignored: [
          "ada/lab.zip: unpacked",
          "ada/lab.zip/lab/node_modules/: tools",
          `ada/lab.zip/lab/solutions/${NAME}: labs-solution`,
        ],
      },
    ],
    [
      "students' own",
      { "ada.zip": { [NAME]: solved }, "bob.zip": { [`x/${NAME}`]: solved } },
      {
        counts: [`ada 00 ada.zip/${NAME}`, `bob 00 bob.zip/x/${NAME}`],
      },
    ],
    [
      "a class",
      { "class.zip": { [`ada/${NAME}`]: solved, [`bob/${NAME}`]: other } },
      {
        counts: [`ada 00 class.zip/ada/${NAME}`, `bob 00 class.zip/bob/${NAME}`],
      },
    ],
    [
      "one that may be a class beside a student",
      { "x.zip": { [`ada/${NAME}`]: solved, [`bob/${NAME}`]: other }, [`cy/${NAME}`]: solved },
      {
        counts: [`cy 00 cy/${NAME}`],
        refused: [
          `? 00 x.zip/ada/${NAME}: several-in-zip`,
          `? 00 x.zip/bob/${NAME}: several-in-zip`,
        ],
      },
    ],
    [
      "damaged, leading out, nested too deep",
      {
        "ada/a.zip": "no zip",
        "bob/b.zip": { [`../../cy/${NAME}`]: solved },
        "cy/c.zip": { "c.zip": { "c.zip": { "c.zip": { [NAME]: solved } } } },
      },
      {
        counts: [],
        refused: [
          "ada ? ada/a.zip: zip-not-read",
          "bob ? bob/b.zip: zip-not-read",
          "cy ? cy/c.zip/c.zip/c.zip/c.zip: zip-not-read",
        ],
      },
    ],
  ],
};

describe.each(Object.entries(cases))("%s", (_system, layouts) => {
  it.each(layouts)("%s", async (_name, files, expected) => {
    expect(await account(files)).toMatchObject(expected);
  });
});

describe("what is no folder of submissions", () => {
  it.each<[string, Files, RegExp]>([
    [
      "a class one folder further down",
      { [`class/ada/${NAME}`]: solved, [`class/bob/${NAME}`]: solved },
      /Name the folder above the students' folders/,
    ],
    [
      "students below assignments",
      {
        [`hw0/ada/${NAME}`]: solved,
        [`hw0/bob/${NAME}`]: solved,
        "hw1/ada/01-connector-call.ipynb": connector,
        "hw1/bob/01-connector-call.ipynb": connector,
      },
      /Give each student one folder/,
    ],
    ["the lab itself", { [`notebooks/${NAME}`]: solved, "package.json": "{}" }, /copy of the lab/],
  ])("%s", async (_name, files, words) => {
    await expect(account(files)).rejects.toThrow(words);
  });

  it("is one student's where that is said", async () => {
    expect(
      await account(
        { [`notebooks/${NAME}`]: given, [`solutions/${NAME}`]: solved },
        { student: "ada" },
      ),
    ).toMatchObject({
      counts: [`ada 00 notebooks/${NAME}`],
      ignored: [`solutions/${NAME}: labs-solution`],
    });
  });
});
