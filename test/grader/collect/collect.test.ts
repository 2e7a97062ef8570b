import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { courseAnswers } from "../../../lib/grader/collect/course-answers.ts";
import { readNotebook } from "../../../lib/notebook/notebook.ts";
import { account, collected, type Files, folderOf, notebook } from "./samples.ts";

const NAME = "03-env-config.ipynb";
const given = notebook("03.1", "todo()");
const solved = notebook("03.1", "1");
const own = notebook("03.1", "2");

/** What installing a lab leaves behind: thousands of files. */
function tools(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`lab/node_modules/${at}.json`, ""]),
  );
}

describe("which of several counts", () => {
  it("goes by the content where a file's name says another lesson", async () => {
    const { counts } = await account({ [`ada/${NAME}`]: notebook("01.1", "1") });
    expect(counts).toEqual([`ada 01 ada/${NAME}`]);
  });

  it("is asked where nothing tells", async () => {
    const { counts, ignored } = await account({ "ada/a/x.ipynb": own, "ada/b/y.ipynb": solved });
    expect([counts, ignored]).toEqual([["ada 03 ada/b/y.ipynb"], ["ada/a/x.ipynb: copy-unclear"]]);
  });

  it("is the later one by nbgrader's time stamps, whatever their names", async () => {
    const { counts, ignored } = await account({
      [`ada/a/${NAME}`]: own,
      "ada/a/timestamp.txt": "2026-11-21 10:00:00 UTC",
      [`ada/b/${NAME}`]: solved,
      "ada/b/timestamp.txt": "2026-11-20 10:00:00 UTC",
      "bob/x.ipynb": own,
    });
    expect(counts[0]).toBe(`ada 03 ada/a/${NAME}`);
    expect(ignored).toContain(`ada/b/${NAME}: earlier-attempt`);
  });

  it("is every attempt of other code where the best is wanted, and no copy", async () => {
    const files: Files = { "bob/x.ipynb": own };
    const answers = [given, solved, own, own, "{"];
    for (const [at, text] of answers.entries()) {
      files[`ada/${at}/${NAME}`] = text;
      files[`ada/${at}/timestamp.txt`] = `2026-11-2${at} 10:00:00 UTC`;
    }
    const { counting, ignored } = await collected(folderOf(files), { attempts: "best" });
    const ada = counting.filter(({ student }) => student === "ada");
    expect(ada.map(({ path, isEarlier }) => [path, isEarlier])).toEqual([
      [`ada/0/${NAME}`, true],
      [`ada/1/${NAME}`, true],
      [`ada/2/${NAME}`, true],
      [`ada/3/${NAME}`, true],
      [`ada/4/${NAME}`, undefined],
    ]);
    expect(ignored.map(({ path }) => path).filter((path) => path.endsWith(NAME))).toEqual([]);
  });

  it.each([
    ["is empty", ""],
    ["is cut short", own.slice(0, 60)],
  ])("is one that can be read, where the other %s", async (_what, broken) => {
    const { counts } = await account({ [`ada/${NAME}`]: broken, "ada/mine (1).ipynb": own });
    expect(counts).toEqual(["ada 03 ada/mine (1).ipynb"]);
  });

  it("came in when its code did, whatever was printed since", async () => {
    const printed = own.replace('"outputs":[]', '"outputs":[{"output_type":"stream"}]');
    const handedIn = (week: number, day: number, text: string) => ({
      [`ada/week-${week}/${NAME}`]: text,
      [`ada/week-${week}/timestamp.txt`]: `2026-11-${day} 10:00:00 UTC`,
    });
    const unchanged: Files = {
      "bob/x.ipynb": given,
      ...handedIn(1, 10, own),
      ...handedIn(2, 17, printed),
    };
    expect(await account(unchanged)).toMatchObject({
      times: ["2026-11-10T10:00:00.000Z", ""],
      ignored: expect.arrayContaining([`ada/week-2/${NAME}: same-content`]),
    });
    const thereAndBack = { ...unchanged, ...handedIn(3, 12, solved) };
    expect((await account(thereAndBack)).times).toEqual(["2026-11-17T10:00:00.000Z", ""]);
  });

  it("is the one with answers before one as it was given, and what is solved is said", async () => {
    const notebooks = {
      learner: readNotebook(given, ""),
      solved: readNotebook(solved, ""),
    };
    const course = new Map([["03-env-config", courseAnswers(notebooks)]]);
    const folder = folderOf({
      [`ada/${NAME}`]: given,
      "ada/mine.ipynb": own,
      [`bob/${NAME}`]: solved,
      [`cy/${NAME}`]: given,
    });
    const { counting, ignored } = await collected(folder, { course });
    expect(counting.map(({ path, notes }) => [path, ...notes.map(({ code }) => code)])).toEqual([
      ["ada/mine.ipynb"],
      [`bob/${NAME}`, "course-solution"],
      [`cy/${NAME}`],
    ]);
    expect(ignored.map(({ reason }) => reason.code)).toEqual(["as-given"]);
  });
});

describe("a file's encoding", () => {
  const text = notebook("03.1", "const grün = 1;");
  const utf16 = Buffer.from(text, "utf16le");
  it.each<[string, Uint8Array, string]>([
    ["UTF-8", Buffer.from(text), ""],
    ["UTF-8 with a byte-order mark", Buffer.from(`\uFEFF${text}`), "byte-order mark"],
    ["UTF-16", Buffer.from(`\uFEFF${text}`, "utf16le"), "UTF-16"],
    ["UTF-16, big-endian", Buffer.from(`\uFEFF${text}`, "utf16le").swap16(), "UTF-16"],
    ["UTF-16 without a mark", utf16, "UTF-16"],
    ["Windows-1252", Buffer.from(text, "latin1"), "Windows-1252"],
  ])("%s is read, and said", async (_name, bytes, words) => {
    const { counting } = await collected(folderOf({ "ada/x.ipynb": bytes }));
    expect(counting.map(({ lesson }) => lesson)).toEqual(["03-env-config"]);
    const notes = counting.flatMap((one) => one.notes.map(({ sentence }) => sentence));
    expect(notes).toHaveLength(words === "" ? 0 : 1);
    expect(notes.join()).toContain(words);
  });
});

describe("what cannot be read", () => {
  it.runIf(process.platform === "linux")("a folder that cannot be opened", async () => {
    const folder = folderOf({ [`ada/${NAME}`]: own });
    // As an archive from another system unpacks: "Zoë" in Latin-1.
    mkdirSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from("Zo\xeb", "latin1")]));
    const [zoe, ada] = (await collected(folder)).counting;
    expect(ada?.refused).toBeUndefined();
    expect([zoe?.student, zoe?.refused?.code]).toEqual(["Zo\uFFFD", "folder-not-readable"]);
  });

  it("a link, which is not followed", async () => {
    const folder = folderOf({ [`ada/${NAME}`]: own });
    mkdirSync(join(folder, "eve"));
    symlinkSync(`../ada/${NAME}`, join(folder, "eve", NAME));
    symlinkSync("../ada", join(folder, "eve", "work"));
    const { counting, ignored } = await collected(folder);
    const eve = counting[1];
    expect([eve?.student, eve?.refused?.code, eve?.sha256]).toEqual(["eve", "is-a-link", ""]);
    expect(ignored.map(({ path }) => path)).toEqual(["eve/work"]);
  });

  it("a zip with more than is read, without a loss to others", async () => {
    const many = Object.fromEntries(Array.from({ length: 20_001 }, (_, at) => [`${at}.js`, ""]));
    const lab = { [`lab/${NAME}`]: own, ...tools(20_001) };
    const { counts, refused } = await account({
      "class.zip": { [`ada/${NAME}`]: own, "bo/x.zip": many, "cy/x.zip": lab },
    });
    expect(counts).toEqual([
      `ada 03 class.zip/ada/${NAME}`,
      `cy 03 class.zip/cy/x.zip/lab/${NAME}`,
    ]);
    expect(refused).toEqual(["bo ? class.zip/bo/x.zip: zip-not-read"]);
  });

  it("no folder at all", async () => {
    await expect(collected("/nowhere/at/all")).rejects.toThrow(/no readable folder of submissions/);
  });

  it("groups without their columns, and a student in two", async () => {
    await expect(account({ "groups.csv": "a,b\n1,2\n" })).rejects.toThrow(
      /columns group and student/,
    );
    await expect(account({ "groups.csv": "group,student\n1,ada\n2,ada\n" })).rejects.toThrow(
      /"ada" is in/,
    );
  });
});
