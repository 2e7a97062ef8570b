import type { CommandRow } from "../cli/command.ts";

/** The commands of those who teach the course or carry it on. A class copy has none of them. */
export const courseCommands: readonly CommandRow[] = [
  {
    name: "drift",
    summary: "compare what the lessons rest on with today's packages",
    load: () => import("./drift.ts"),
  },
  { name: "grade", summary: "grade a class", load: () => import("../cli/grade.ts") },
  {
    name: "class",
    summary: "see how far a class is, and what stops whom",
    load: () => import("./class.ts"),
  },
  {
    name: "handout",
    summary: "make the copy for a class",
    load: () => import("./handout.ts"),
  },
  {
    name: "bundle",
    summary: "pack the copy and its packages for a room without a network",
    load: () => import("./bundle.ts"),
  },
  {
    name: "site",
    summary: "build the course as a site, which runs in a browser",
    load: () => import("./site.ts"),
  },
  {
    name: "build",
    summary: "make the notebooks from their sources",
    load: () => import("./build.ts"),
  },
  {
    name: "new-exercise",
    summary: "write the files of a new exercise, to be filled in",
    load: () => import("./new-exercise.ts"),
  },
  {
    name: "grade merge",
    summary: "join the shards of a graded class",
    load: () => import("../cli/grade-merge.ts"),
  },
  {
    name: "grade diff",
    summary: "say whose grades changed since, and why",
    load: () => import("../cli/grade-diff.ts"),
  },
  {
    name: "grade release",
    summary: "pack the feedback for Canvas, Moodle or mail",
    load: () => import("../cli/grade-release.ts"),
  },
  {
    name: "grade gradescope",
    summary: "write an autograder for Gradescope",
    load: () => import("../cli/grade-gradescope.ts"),
  },
  {
    name: "grade post",
    summary: "post a class's grades to Canvas, Moodle or any LTI platform",
    load: () => import("../cli/grade-post.ts"),
  },
];
