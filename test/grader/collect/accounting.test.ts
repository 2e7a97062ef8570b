import * as fc from "fast-check";
import { expect, it } from "vitest";
import { collected, type Files, folderOf, notebook } from "./samples.ts";

const BOX = { numRuns: 25 };

/**
 * What a student may hand in; not what makes a folder look like a download, since that is a matter of
 * all folders (see "a download among students' folders"), by the names below whatever says whose it is.
 */
const contents: fc.Arbitrary<Files> = fc.dictionary(
  fc.constantFrom(
    "00-start-here.ipynb",
    "00-start-here (1).ipynb",
    "01-connector-call.IPYNB",
    "01-connector-call.ipynb.txt",
    "01-connector-call.kept-1.ipynb",
    "03-env-config.html",
    "lab/notebooks/00-start-here.ipynb",
    "lab/solutions/00-start-here.ipynb",
    "a/b/c/d/e/Übung.ipynb",
    ".ipynb_checkpoints/x.ipynb",
    ".DS_Store",
    "..trick.ipynb",
    ".ipynb",
    "00-start-here.ipynb.1",
    "00-start-here-checkpoint.ipynb",
    "lab.tar.gz",
    "notes",
    "timestamp.txt",
    "work.rar",
  ),
  fc.constantFrom(
    notebook("00.1", "1"),
    notebook("01.2", "2"),
    notebook("03.1", "3"),
    "no notebook",
    "\uFEFF{}",
    "",
  ),
  { minKeys: 1, maxKeys: 5, noNullPrototype: true },
);

/** Zips in zips, one deeper than is read. */
const handedIn: fc.Arbitrary<Files> = fc
  .tuple(contents, fc.integer({ min: 0, max: 4 }))
  .map(([files, depth]) => {
    let inside = files;
    for (let level = 0; level < depth; level += 1) inside = { [`z${level}.zip`]: inside };
    return inside;
  });

const WHO = ["ada", "bob@uni.example", "Jürgen"] as const;
const NUMBERS = { ada: "3141", "bob@uni.example": "3142", Jürgen: "3143" } as const;
type Who = (typeof WHO)[number];

/** Where a course system, or a person, puts what a student handed in. */
const LAYOUTS = {
  byHand: { prefix: (who: Who) => `${who}/`, student: (who: Who) => who },
  canvas: {
    prefix: (who: Who) => `hw submissions/x_${NUMBERS[who]}_99_`,
    student: (who: Who) => NUMBERS[who],
  },
  moodle: {
    prefix: (who: Who) => `X_${NUMBERS[who]}_assignsubmission_file_/`,
    student: (who: Who) => NUMBERS[who],
  },
  blackboard: {
    prefix: (who: Who) => `hw_u${NUMBERS[who]}_attempt_2026-11-20-07-27-11_`,
    student: (who: Who) => `u${NUMBERS[who]}`,
  },
} as const;

interface Class {
  layout: keyof typeof LAYOUTS;
  works: Record<Who, Files>;
}

const classes: fc.Arbitrary<Class> = fc.record({
  layout: fc.constantFrom("byHand", "canvas", "moodle", "blackboard"),
  works: fc.record({ ada: handedIn, "bob@uni.example": handedIn, Jürgen: handedIn }),
});

/** The class as files; where a system gives out no folders, what lies in one comes as a zip. */
function filesOf({ layout, works }: Class, without?: Who): Files {
  const files: Files = { "roster.csv": "student_id\nada\n" };
  for (const who of WHO.filter((one) => one !== without)) {
    const prefix = LAYOUTS[layout].prefix(who);
    const isFlat = !prefix.endsWith("/");
    const own = isFlat ? { "lab.zip": works[who] } : works[who];
    for (const [name, content] of Object.entries(own)) files[`${prefix}${name}`] = content;
  }
  return files;
}

/** Every file, and what lies in zips as far as these are read. */
function pathsIn(files: Files, prefix = "", nesting = 0): string[] {
  return Object.entries(files).flatMap(([name, content]) => {
    const path = `${prefix}${name}`;
    if (typeof content === "string" || content instanceof Uint8Array) return [path];
    return [path, ...(nesting < 3 ? pathsIn(content, `${path}/`, nesting + 1) : [])];
  });
}

it("accounts for each file once, and for no student whom nothing names", async () => {
  await fc.assert(
    fc.asyncProperty(classes, async (given) => {
      const { counting, ignored } = await collected(folderOf(filesOf(given)));
      const paths = [...counting, ...ignored].map(({ path }) => path);
      expect(paths.toSorted()).toEqual(pathsIn(filesOf(given)).toSorted());
      const students = WHO.map((who) => LAYOUTS[given.layout].student(who));
      for (const { student } of counting) expect(["", ...students]).toContain(student);
    }),
    BOX,
  );
});

it("counts a student's files whatever another hands in", async () => {
  await fc.assert(
    fc.asyncProperty(classes, fc.constantFrom(...WHO), async (given, gone) => {
      const counted = async (without?: Who) => {
        const { counting } = await collected(folderOf(filesOf(given, without)));
        return counting.map(({ at: _at, ...told }) => told);
      };
      const [all, rest] = [await counted(), await counted(gone)];
      const named = ({ student }: { student: string }): boolean =>
        student !== "" && student !== LAYOUTS[given.layout].student(gone);
      expect(rest.filter(named)).toEqual(all.filter(named));
    }),
    BOX,
  );
});
