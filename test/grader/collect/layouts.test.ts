import { describe, expect, it } from "vitest";
import { account, type Files, notebook } from "./samples.ts";

const given = notebook("00.1", "todo()");
const solved = notebook("00.1", "1");
const other = notebook("00.1", "2");
const connector = notebook("01.1", "1");
/** As a system leaves it that takes the cells' metadata away. */
const bare = solved.replace(/"mcp_lab":\{[^}]*\}/, "");
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
      {
        [`ada/${NAME}`]: solved,
        "bob/x.ipynb": connector,
        "graded/report.json": "{}",
        "graded/feedback/ada/index.html": "<html>",
      },
      {
        counts: [`ada 00 ada/${NAME}`, "bob 01 bob/x.ipynb"],
        refused: [],
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
      "names as other editors and systems write them, where the cells say nothing",
      {
        "a/00_start_here.ipynb": bare,
        "b/Copy of 00 Start here.ipynb": bare,
        "c/00%20start%20here.ipynb": bare,
      },
      {
        counts: [
          "a 00 a/00_start_here.ipynb",
          "b 00 b/Copy of 00 Start here.ipynb",
          "c 00 c/00%20start%20here.ipynb",
        ],
      },
    ],
    [
      "one student's tries in one folder",
      {
        "ada/00-start-here.ipynb": solved,
        "ada/Copy of 00-start-here.ipynb": given,
        "ada/old_00-start-here.ipynb": other,
        "ada/Untitled1.ipynb": connector,
        "ada/Untitled2.ipynb": notebook("01.1", "2"),
      },
      { counts: ["ada 00 ada/00-start-here.ipynb", "ada 01 ada/Untitled2.ipynb"] },
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
    [
      "groups of one lesson, which go before a student's group of all lessons",
      {
        [`ada/${NAME}`]: solved,
        "ada/01-connector-call.ipynb": connector,
        [`bo/${NAME}`]: other,
        "groups.csv": "group,student,lesson\nx,ada,1\nx,bo,01-connector-call\ny,bo,\ny,cy,\n",
      },
      {
        counts: [
          `ada 00 ada/${NAME}`,
          "ada+bo 01 ada/01-connector-call.ipynb",
          `bo+cy 00 bo/${NAME}`,
        ],
      },
    ],
    [
      "groups, by what the folder is called",
      {
        [`Team 1_77_assignsubmission_file_/${NAME}`]: solved,
        [`Team 2_78_assignsubmission_file_/${NAME}`]: other,
        "Groups.CSV": "group,student\nTeam 1_77_assignsubmission_file_,ada\nTeam 2,bo\nTeam 2,cy\n",
      },
      {
        counts: [
          `ada 00 Team 1_77_assignsubmission_file_/${NAME}`,
          `bo+cy 00 Team 2_78_assignsubmission_file_/${NAME}`,
        ],
      },
    ],
    [
      "marks that nobody sees in a name",
      { [`\u200Fada\u200B/${NAME}`]: solved, "ada/01-connector-call.ipynb": connector },
      { counts: [`ada 00 \u200Fada\u200B/${NAME}`, "ada 01 ada/01-connector-call.ipynb"] },
    ],
    [
      "names that look like a system's",
      {
        [`ada_2026_11_20/${NAME}`]: solved,
        "bo_2026_11_20.zip": { [NAME]: other },
        [`12-1 - Cy - final/${NAME}`]: other,
      },
      {
        counts: [
          `12-1 - Cy - final 00 12-1 - Cy - final/${NAME}`,
          `ada_2026_11_20 00 ada_2026_11_20/${NAME}`,
          `bo_2026_11_20 00 bo_2026_11_20.zip/${NAME}`,
        ],
      },
    ],
    [
      "what is called like a part of the lab",
      {
        "01-connector-call/ada/01-connector-call.ipynb": connector,
        "notebooks.zip": { [NAME]: solved },
        [`bo/${NAME}`]: other,
      },
      {
        counts: [`bo 00 bo/${NAME}`],
        refused: [
          `? 00 notebooks.zip/${NAME}: lab-folder`,
          "? 01 01-connector-call/ada/01-connector-call.ipynb: lab-folder",
        ],
      },
    ],
    [
      "attempts of several students",
      {
        [`ada/try 1/${NAME}`]: given,
        [`ada/try 2/${NAME}`]: solved,
        [`bo/try 1/${NAME}`]: given,
        [`bo/try 2/${NAME}`]: other,
      },
      { counts: [`ada 00 ada/try 2/${NAME}`, `bo 00 bo/try 2/${NAME}`] },
    ],
    [
      "only a copy that is kept beside a notebook",
      {
        "ada/00-start-here.kept-1.ipynb": solved,
        "bo/.ipynb_checkpoints/00-start-here-checkpoint.ipynb": solved,
        [`cy/${NAME}`]: other,
        "cy/00-start-here-checkpoint.ipynb": solved,
        "cy/00-start-here.kept-1 (1).ipynb": solved,
      },
      {
        counts: [`cy 00 cy/${NAME}`],
        refused: [
          "ada 00 ada/00-start-here.kept-1.ipynb: only-a-copy",
          "bo 00 bo/.ipynb_checkpoints/00-start-here-checkpoint.ipynb: only-a-copy",
        ],
        ignored: [
          "cy/00-start-here-checkpoint.ipynb: checkpoint",
          "cy/00-start-here.kept-1 (1).ipynb: labs-copy",
        ],
      },
    ],
    [
      "endings of copies, editors and browsers",
      {
        "a/00-start-here.ipynb.1": solved,
        "b/00-start-here.ipynb~": solved,
        "c/00-start-here.ipynb (1)": solved,
        "d/00-start-here.ipynb.crdownload": solved,
        "e/.00-start-here.ipynb": solved,
        "f/00-start-here.ipynb.gshortcut": '{"doc_id":"x"}',
      },
      {
        counts: [
          "a 00 a/00-start-here.ipynb.1",
          "b 00 b/00-start-here.ipynb~",
          "c 00 c/00-start-here.ipynb (1)",
          "d 00 d/00-start-here.ipynb.crdownload",
          "e 00 e/.00-start-here.ipynb",
        ],
        refused: ["f 00 f/00-start-here.ipynb.gshortcut: not-a-notebook"],
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
    [
      "a time that a student packed",
      {
        "ada.zip": { [NAME]: solved, "timestamp.txt": "2020-01-01 10:00:00 UTC" },
        [`bo/${NAME}`]: given,
      },
      { times: ["", ""] },
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
      "a ninth attempt, and what the lab keeps beside",
      {
        [`bob_3144_9998_${NAME}`]: given,
        "bob_3144_10001_00-start-here-550e8400-e29b-41d4-a716-446655440000.ipynb": solved,
        "bob_3144_10002_00-start-here.kept-1.ipynb": other,
      },
      {
        counts: ["3144 00 bob_3144_10001_00-start-here-550e8400-e29b-41d4-a716-446655440000.ipynb"],
        ignored: [
          "bob_3144_10002_00-start-here.kept-1.ipynb: labs-copy",
          `bob_3144_9998_${NAME}: earlier-attempt`,
        ],
      },
    ],
    [
      "names of every kind",
      {
        [`_11_9001_${NAME}`]: solved,
        [`anon_12_9002_${NAME}`]: solved,
        [`müllerjürgen_late_13_9003_${NAME}`]: solved,
        [`eve_14_9004_bob_15_9999_${NAME}`]: solved,
        "bo_16_9005_01_mine.ipynb": connector,
        [`team_1_3144_9998_${NAME}`]: solved,
      },
      {
        counts: [
          `11 00 _11_9001_${NAME}`,
          `12 00 anon_12_9002_${NAME}`,
          `13 00 müllerjürgen_late_13_9003_${NAME}`,
          `14 00 eve_14_9004_bob_15_9999_${NAME}`,
          "16 01 bo_16_9005_01_mine.ipynb",
          `3144 00 team_1_3144_9998_${NAME}`,
        ],
        late: ["13 00"],
      },
    ],
    [
      "the same zip again, late and with one lesson more",
      {
        "hw0/bob_3144_9001_bob.zip": { [NAME]: solved },
        "hw1/bob_LATE_3144_9901_bob.zip": { [NAME]: solved, "01-connector-call.ipynb": connector },
      },
      {
        counts: [
          `3144 00 hw0/bob_3144_9001_bob.zip/${NAME}`,
          "3144 01 hw1/bob_LATE_3144_9901_bob.zip/01-connector-call.ipynb",
        ],
        late: ["3144 01"],
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
      "a file that somebody saved again, no submitters, and Rails' times",
      {
        "submission_metadata.yml": [
          "---",
          "submission_1:",
          "  ':submitters':",
          "  - ':email': BO@Uni.example",
          "    ':sid': ''",
          "submission_2:",
          "  :submitters: ~",
          "submission_3:",
          "  :submitters:",
          "  - :name: Cy",
          "    :sid: 0711",
          "  :created_at: !ruby/object:ActiveSupport::TimeWithZone",
          "    utc: &1 2026-11-20 10:00:00.123456000 Z",
          "    time: *1",
        ].join("\n"),
        [`submission_1/${NAME}`]: solved,
        [`submission_2/${NAME}`]: solved,
        [`submission_3/${NAME}`]: solved,
      },
      {
        counts: [`0711 00 submission_3/${NAME}`, `bo@uni.example 00 submission_1/${NAME}`],
        refused: [`? 00 submission_2/${NAME}: no-submitter`],
        times: ["", "2026-11-20T10:00:00.123Z", ""],
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
      "Moodle's other names",
      {
        [`Ada_Byron_12345_assignsubmission_file/${NAME}`]: solved,
        [`Default group_assignsubmission_file_/${NAME}`]: other,
        [`Eve_13_assignsubmission_file_Bob_12_assignsubmission_file_${NAME}`]: other,
      },
      {
        counts: [
          `12345 00 Ada_Byron_12345_assignsubmission_file/${NAME}`,
          `13 00 Eve_13_assignsubmission_file_Bob_12_assignsubmission_file_${NAME}`,
        ],
        refused: [`? 00 Default group_assignsubmission_file_/${NAME}: no-group`],
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
    [
      "Blackboard's logins with an underscore, and files that claim another's",
      {
        [`lab_ada_b_attempt_2026-11-20-07-27-11_${NAME}`]: solved,
        "lab_ada_b_attempt_2026-11-20-07-27-11.txt": "Name: Ada (ada_b)\nAssignment: lab\n",
        [`lab_bo_attempt_2026-11-20-07-27-11_${NAME}`]: solved,
        "lab_bo_attempt_2026-11-20-07-27-11.txt": "Name: Cy (cy)\n",
        [`lab_eve_attempt_2026-11-20-07-27-11_lab_bo_attempt_2026-11-22-07-27-11_${NAME}`]: other,
      },
      {
        counts: [
          `ada_b 00 lab_ada_b_attempt_2026-11-20-07-27-11_${NAME}`,
          `bo 00 lab_bo_attempt_2026-11-20-07-27-11_${NAME}`,
          `eve 00 lab_eve_attempt_2026-11-20-07-27-11_lab_bo_attempt_2026-11-22-07-27-11_${NAME}`,
        ],
      },
    ],
    [
      "Sakai",
      {
        [`lab 0/Byron, Ada(ab123)/Submission attachment(s)/${NAME}`]: solved,
        "lab 0/Byron, Ada(ab123)/timestamp.txt": "20261120100000000",
        [`lab 0/Byron, Ada(ab123)/Feedback Attachment(s)/${NAME}`]: other,
        [`lab 0/Codd, Ted(tc1)_${NAME}`]: other,
        "lab 0/grades.csv": "",
      },
      {
        counts: [
          `ab123 00 lab 0/Byron, Ada(ab123)/Submission attachment(s)/${NAME}`,
          `tc1 00 lab 0/Codd, Ted(tc1)_${NAME}`,
        ],
        ignored: [
          `lab 0/Byron, Ada(ab123)/Feedback Attachment(s)/${NAME}: system`,
          "lab 0/Byron, Ada(ab123)/timestamp.txt: system",
          "lab 0/grades.csv: not-handed-in",
        ],
      },
    ],
    [
      "a name that only looks like Sakai's",
      { [`Byron, Ada (late)/${NAME}`]: solved },
      { counts: [`Byron, Ada (late) 00 Byron, Ada (late)/${NAME}`] },
    ],
    [
      "a class in Google's parts, beside a download",
      {
        "a-20261120T100000Z-001.zip": { [`a/ada/${NAME}`]: solved, [`a/bo/${NAME}`]: other },
        "hw1/bob_3144_9101_01-connector-call.ipynb": connector,
      },
      {
        counts: ["3144 01 hw1/bob_3144_9101_01-connector-call.ipynb"],
        refused: ["ada", "bo"].map(
          (one) => `? 00 a-20261120T100000Z-001.zip/a/${one}/${NAME}: several-in-zip`,
        ),
      },
    ],
    [
      "what Google called itself",
      { "drive-download-20261120T100000Z-001.zip": { [NAME]: solved }, [`bo/${NAME}`]: other },
      {
        counts: [`bo 00 bo/${NAME}`],
        refused: [`? 00 drive-download-20261120T100000Z-001.zip/${NAME}: google-folder`],
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
    [
      "a class beside a roster, in a folder, with files of other names",
      {
        "class.zip": {
          "x/ada/00-start-here-ada.ipynb": solved,
          "x/bo/00-start-here (1).ipynb": other,
        },
        "roster.csv": "",
      },
      {
        counts: [
          "ada 00 class.zip/x/ada/00-start-here-ada.ipynb",
          "bo 00 class.zip/x/bo/00-start-here (1).ipynb",
        ],
      },
    ],
    [
      "parts of a class",
      {
        "part-1.zip": { [`x/ada/${NAME}`]: solved, [`x/bo/${NAME}`]: other },
        "part-2.zip": { [`x/cy/${NAME}`]: solved, [`x/di/${NAME}`]: other },
      },
      {
        counts: [],
        refused: ["part-1.zip/x/ada", "part-1.zip/x/bo", "part-2.zip/x/cy", "part-2.zip/x/di"].map(
          (path) => `? 00 ${path}/${NAME}: several-in-zip`,
        ),
      },
    ],
    [
      "students' archives that cannot be opened, and an empty one",
      { "ada.zip": "no zip", "bo.tar.gz": "x", "cy.zip": {}, [`di/${NAME}`]: solved },
      {
        counts: [`di 00 di/${NAME}`],
        refused: [
          "ada ? ada.zip: zip-not-read",
          "bo ? bo.tar.gz: not-a-notebook",
          "cy ? cy.zip: zip-not-read",
        ],
      },
    ],
    [
      "a damaged one, of which nothing tells whether it is a student's",
      { "hw0.zip": "no zip", "hw1/bob_3144_9101_01-connector-call.ipynb": connector },
      {
        counts: ["3144 01 hw1/bob_3144_9101_01-connector-call.ipynb"],
        refused: ["? ? hw0.zip: zip-not-read"],
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
    [
      "a class two folders further down",
      { [`x/class/ada/${NAME}`]: solved, [`x/class/bob/${NAME}`]: solved },
      /such as .*x\/class/,
    ],
    [
      "sections of students",
      {
        [`A/ada/${NAME}`]: solved,
        [`A/bob/${NAME}`]: solved,
        [`B/cy/${NAME}`]: solved,
        [`B/di/${NAME}`]: solved,
      },
      /put these side by side/,
    ],
    [
      "a course of assignments in a zip",
      {
        "course.zip": {
          [`hw0/ada/${NAME}`]: solved,
          [`hw0/bob/${NAME}`]: solved,
          "hw1/ada/01-connector-call.ipynb": connector,
          "hw1/bob/01-connector-call.ipynb": connector,
        },
      },
      /Give each student one folder/,
    ],
    [
      "nbgrader's course",
      { [`source/ps0/${NAME}`]: given, [`submitted/ada/ps0/${NAME}`]: solved },
      /submissions in it: .*submitted/,
    ],
    [
      "nbgrader's exchange",
      { [`course/inbound/ada+lab0+2026-11-20 10:00:00.123456 UTC+x9k2/${NAME}`]: solved },
      /nbgrader collect/,
    ],
    [
      "a folder of several students' files, as Google Classroom has it",
      {
        "Lab 0-20261120T100000Z-001.zip": {
          [`Lab 0/Ada Byron - ${NAME}`]: solved,
          [`Lab 0/Ted Codd - ${NAME}`]: other,
        },
      },
      /several students'/,
    ],
    [
      "the same, unpacked and named otherwise",
      { [`Lab 0/ada_${NAME}`]: solved, [`Lab 0/ted_${NAME}`]: other },
      /Give each student a folder/,
    ],
    [
      "files called by their students",
      { "hw.zip": { "ada.ipynb": solved, "bo.ipynb": other } },
      /several/,
    ],
    ["an empty folder", {}, /nothing in this folder/],
    [
      "other files only",
      { "roster.csv": "", "syllabus.pdf": "" },
      /only "roster.csv", "syllabus.pdf"/,
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
