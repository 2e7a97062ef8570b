import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  type Class,
  classFolder,
  journalIn,
  onceEach,
  PEM,
  platformWith,
  takenBy,
  writeGrades,
} from "../grader/post/posting.ts";
import type { Fault, Seen } from "../grader/post/lti-platform.ts";
import { readRoster } from "../../lib/grader/report/roster.ts";
import { writeReports } from "../../lib/grader/report/write.ts";
import { graded, notGradable, reportOf } from "../grader/report/samples.ts";
import { openJournal } from "../../lib/grader/post/journal.ts";
import { lab } from "./lab.ts";
import { temporaryFolder } from "./temporary-project.ts";

const users = ["ada", "boris", "carla"];
const grades: Class = {
  "01-connector-call": { ada: 17.5, boris: 0, carla: undefined },
  "02-resources-catalog": { ada: 20, boris: 12.25, carla: 3 },
};

const tokensGone = ({ index }: Seen): Fault | undefined =>
  index % 4 === 3 ? "token-gone" : undefined;

const post = async (folder: string, ...words: string[]) =>
  await lab(folder, ["grade", "post", ".", "--platform", "platform.json", ...words]);

describe("grade post", () => {
  it("posts each grade once, makes the line items, and leaves alone who has no grade", async () => {
    const platform = await platformWith({ users });
    const folder = classFolder(grades, platform);
    expect(await post(folder)).toEqual({
      code: 0,
      stdout: [
        "01-connector-call: 2 posted, 0 unchanged, in a new line item",
        "  carla left alone: no grade, and the platform keeps what it has",
        "02-resources-catalog: 3 posted, 0 unchanged, in a new line item",
        "5 scores posted, 0 unchanged, 0 not taken, 1 left alone.",
      ].join("\n"),
      stderr: "",
    });
    expect(takenBy(platform)).toEqual(onceEach(grades));
    const [first] = platform.taken;
    expect(first).toMatchObject({
      scoreMaximum: 20,
      comment: "17.5 of 20 points.",
      activityProgress: "Submitted",
      gradingProgress: "FullyGraded",
      "https://canvas.instructure.com/lti/submission": { new_submission: false },
    });
    expect(platform.lineItems.map(({ label, scoreMaximum }) => [label, scoreMaximum])).toEqual([
      ["Lesson 01-connector-call", 20],
      ["Lesson 02-resources-catalog", 20],
    ]);
    expect(existsSync(join(folder, "platform.posted.jsonl.holder"))).toBe(false);
  });

  it("posts what the grader writes, under the platform's ids", async () => {
    const platform = await platformWith({ users: ["u-1", "u-2", "u-3"] });
    const folder = classFolder({}, platform);
    const lesson = "01-connector-call";
    const late = { submittedAt: "2026-11-20T09:30:00Z" };
    const report = reportOf([
      graded("ada", lesson, { "01.1": ["fail"] }, late),
      notGradable("boris", lesson, "The file is no notebook."),
    ]);
    const roster = readRoster(
      "student_id,lti_user_id\nada,u-1\nboris,u-2\ncarla,u-3\n",
      "roster.csv",
    );
    writeReports(report, folder, { roster, late: [], due: [] });
    expect((await post(folder)).stdout).toContain(`${lesson}: 2 posted, 0 unchanged`);
    const progress = { activityProgress: "Submitted", gradingProgress: "FullyGraded" };
    const submission = { submittedAt: "2026-11-20T09:30:00.000Z" };
    expect(platform.taken).toMatchObject([
      { userId: "u-1", scoreGiven: 14, scoreMaximum: 15, ...progress, submission },
      { userId: "u-3", scoreGiven: 0, ...progress, activityProgress: "Initialized" },
    ]);
  });

  it("says with --dry-run what it would post, writes nothing and contacts nobody", async () => {
    const platform = await platformWith({ users });
    const folder = classFolder(grades, platform);
    expect(await post(folder, "--dry-run")).toEqual({
      code: 0,
      stdout: [
        "01-connector-call, Lesson 01-connector-call, 20 points:",
        "  ada: 17.5, Submitted, FullyGraded. 17.5 of 20 points.",
        "  boris: 0, Initialized, FullyGraded. 0 of 20 points.",
        "  carla left alone: no grade, and the platform keeps what it has",
        "02-resources-catalog, Lesson 02-resources-catalog, 20 points:",
        "  ada: 20, Submitted, FullyGraded. 20 of 20 points.",
        "  boris: 12.25, Submitted, FullyGraded. 12.25 of 20 points.",
        "  carla: 3, Submitted, FullyGraded. 3 of 20 points.",
        "5 scores would be posted. Nobody was contacted.",
      ].join("\n"),
      stderr: "",
    });
    expect(platform.seen).toEqual([]);
    expect(journalIn(folder)).toBe("");
    await post(folder);
    const { stdout } = await post(folder, "--dry-run");
    expect(stdout).toContain("  3 scores posted before and unchanged\n0 scores would be posted.");
  });

  it.each(["canvas", "moodle"] as const)(
    "posts on %s a second time only what has changed, with later timestamps",
    async (words) => {
      const platform = await platformWith({ users, words });
      const folder = classFolder(grades, platform);
      await post(folder);
      expect((await post(folder)).stdout).toContain("0 scores posted, 5 unchanged");
      writeGrades(folder, {
        ...grades,
        "01-connector-call": { ada: 18, boris: undefined, carla: 9 },
      });
      expect((await post(folder)).stdout).toContain("2 scores posted, 3 unchanged");
      expect(takenBy(platform)).toEqual({
        ...onceEach(grades),
        "01-connector-call ada": [17.5, 18],
        "01-connector-call carla": [9],
      });
      expect(platform.lineItems).toHaveLength(2);
    },
  );

  it("finds a line item on a later page, and makes a new one where somebody deleted it", async () => {
    const platform = await platformWith({ users, pageSize: 1 });
    const item = { resourceId: "01-connector-call", label: "Lesson", scoreMaximum: 40 };
    const url = `${platform.url}/course/5/line_items`;
    platform.lineItems.push(
      { ...item, id: `${url}/1?type_id=3`, tag: "originality" },
      { ...item, id: `${url}/2?type_id=3`, tag: "grade" },
    );
    const folder = classFolder({ "01-connector-call": { ada: 10 } }, platform);
    expect((await post(folder)).code).toBe(0);
    expect(platform.lineItems).toHaveLength(2);
    expect(platform.taken.map(({ lineItem }) => lineItem)).toEqual([`${url}/2?type_id=3`]);
    for (const one of platform.lineItems) one.resourceId = "gone";
    expect((await post(folder)).stdout).toContain("1 posted, 0 unchanged, in a new line item");
  });

  it("goes on after a score that is refused, says why, and tries it again the next time", async () => {
    const platform = await platformWith({ users: ["ada", "carla"] });
    const folder = classFolder(grades, platform);
    const { code, stdout } = await post(folder);
    expect(code).toBe(1);
    expect(stdout.split("\n").slice(-2)).toEqual([
      "  boris not taken: User not found in course or is not a student",
      "3 scores posted, 0 unchanged, 2 not taken, 1 left alone.",
    ]);
    platform.options.users = users;
    expect((await post(folder)).stdout).toContain("2 scores posted, 3 unchanged, 0 not taken");
    expect(takenBy(platform)).toEqual(onceEach(grades));
  });

  it("gets a new token where the old one was taken back", async () => {
    const platform = await platformWith({ users, fault: tokensGone });
    expect((await post(classFolder(grades, platform))).code).toBe(0);
    expect(takenBy(platform)).toEqual(onceEach(grades));
    expect(platform.tokens.size).toBeGreaterThan(2);
  });

  it("goes on after a line of the journal that was not finished, and refuses one that is broken", async () => {
    const platform = await platformWith({ users });
    const folder = classFolder(grades, platform);
    await post(folder);
    const path = join(folder, "platform.posted.jsonl");
    writeFileSync(path, journalIn(folder).slice(0, -20));
    expect((await post(folder)).stdout).toContain("1 score posted, 4 unchanged");
    expect(takenBy(platform)).toEqual(onceEach(grades));
    writeFileSync(path, `{}\n${journalIn(folder)}`);
    const { code, stderr } = await post(folder);
    expect([code, stderr]).toEqual([2, expect.stringContaining("posted.jsonl, line 1")]);
  });

  it("posts nothing where what it posts cannot be written down", () => {
    const path = join(temporaryFolder(), "gone", "platform.posted.jsonl");
    expect(() => openJournal(path)).toThrowError(
      expect.objectContaining({ code: "post-journal-unwritable" }),
    );
  });

  it("lets one process post at a time", async () => {
    const platform = await platformWith({ users });
    const folder = classFolder(grades, platform);
    writeFileSync(join(folder, "platform.posted.jsonl.holder"), String(process.pid));
    const { code, stderr } = await post(folder);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(`Process ${process.pid} is posting`),
    ]);
    expect(platform.seen).toEqual([]);
  });
});

const FIELDS: [what: string, more: Record<string, unknown>, says: string][] = [
  ["an http address", { tokenUrl: "http://lms.example.com/token" }, "tokenUrl is not an address"],
  ["a user name", { lineItemsUrl: "https://me:pw@lms.example.com/" }, "lineItemsUrl is not an"],
  ["no client id", { clientId: undefined }, "the field clientId is missing"],
  ["a key in the wrong place", { key: PEM }, 'there is no field "key"'],
  ["no key file", { keyFile: "other.pem" }, "key cannot be used: it cannot be read"],
  ["a file that is no key", { keyFile: "ags.json" }, "key cannot be used: it is no private key"],
];

describe("a platform's file", () => {
  it.each(FIELDS)("with %s is refused before anybody is contacted", async (_what, more, says) => {
    const platform = await platformWith({ users });
    const folder = classFolder(grades, platform, more);
    for (const words of [[], ["--dry-run"]]) {
      const { code, stdout, stderr } = await post(folder, ...words);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toContain(says);
      expect(stderr).not.toContain(String(PEM).slice(40, 80));
    }
    expect(platform.seen).toEqual([]);
  });

  it("with broken JSON is refused without a word of what is in it", async () => {
    const platform = await platformWith({ users });
    const folder = classFolder(grades, platform);
    writeFileSync(join(folder, "platform.json"), PEM);
    const { code, stderr } = await post(folder);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining("names no platform: it is no JSON"),
    ]);
    expect(stderr).not.toContain("BEGIN");
  });
});

it("refuses a folder without scores, and two scores of one user", async () => {
  const platform = await platformWith({ users });
  const folder = classFolder(grades, platform);
  const path = join(folder, "ags.json");
  writeFileSync(path, readFileSync(path, "utf8").replaceAll('"boris"', '"ada"'));
  expect((await post(folder)).stderr).toContain('two students have the platform\'s id "ada"');
  rmSync(path);
  expect((await post(folder)).stderr).toContain("There are no scores");
});
