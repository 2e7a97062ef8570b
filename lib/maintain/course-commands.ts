import type { CommandRow } from "../cli/command.ts";

/** The commands of those who teach the course or carry it on. A class copy has none of them. */
export const courseCommands: readonly CommandRow[] = [
  ["drift", "compare what the lessons rest on with today's packages", () => import("./drift.ts")],
  ["grade", "grade a class", () => import("../cli/grade.ts")],
  ["class", "see how far a class is, and what stops whom", () => import("./class.ts")],
  ["handout", "make the copy for a class", () => import("./handout.ts")],
  [
    "bundle",
    "pack the copy and its packages for a room without a network",
    () => import("./bundle.ts"),
  ],
  ["site", "build the course as a site, which runs in a browser", () => import("./site.ts")],
  ["build", "make the notebooks from their sources", () => import("./build.ts")],
  [
    "new-exercise",
    "write the files of a new exercise, to be filled in",
    () => import("./new-exercise.ts"),
  ],
  ["grade merge", "join the shards of a graded class", () => import("../cli/grade-merge.ts")],
  ["grade diff", "say whose grades changed since, and why", () => import("../cli/grade-diff.ts")],
  [
    "grade release",
    "pack the feedback for Canvas, Moodle or mail",
    () => import("../cli/grade-release.ts"),
  ],
  [
    "grade gradescope",
    "write an autograder for Gradescope",
    () => import("../cli/grade-gradescope.ts"),
  ],
  [
    "grade post",
    "post a class's grades to Canvas, Moodle or any LTI platform",
    () => import("../cli/grade-post.ts"),
  ],
];
