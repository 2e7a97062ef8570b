import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Something that tests need and npm does not bring, and the tests that need it. */
interface Requirement {
  name: string;
  install: string;
  tests: string[];
  present: boolean;
}

const requirements: Requirement[] = [
  {
    name: "Jupyter Notebook",
    install: "the Debian package jupyter-notebook",
    tests: ["kernel/**", "browser/**", "cli/start.test.ts", "secrets/start.test.ts"],
    present: onPath("jupyter-notebook"),
  },
  {
    name: "Chromium",
    install: "the Debian package chromium",
    tests: ["browser/**"],
    present: onPath("chromium") || onPath("google-chrome"),
  },
  {
    name: "a terminal from util-linux's script",
    install: "the Debian package bsdutils",
    tests: ["cli/terminal.test.ts"],
    present: process.platform === "linux" && onPath("script"),
  },
  {
    name: "bubblewrap",
    install: "the Debian package bubblewrap",
    tests: [
      "grader/gradescope.test.ts",
      "grader/other-graders.test.ts",
      "grader/hostile/**",
      "cli/grade.test.ts",
    ],
    present: onPath("bwrap"),
  },
];

function onPath(program: string): boolean {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .some((folder) => existsSync(join(folder, program)));
}

/**
 * The tests that this machine cannot run, and a sentence for each reason. In CI there are none where
 * all of it can be had, which is Linux: what is missing there has to fail.
 */
export function whatCannotRun(): { tests: string[]; reasons: string[] } {
  const complete = process.env.CI !== undefined && process.platform === "linux";
  const missing = complete ? [] : requirements.filter(({ present }) => !present);
  return {
    tests: missing.flatMap(({ tests }) => tests),
    reasons: missing.map(
      ({ name, install, tests }) =>
        `Not run here: ${tests.join(", ")}, because ${name} is missing. To run them, install ${install}.`,
    ),
  };
}
