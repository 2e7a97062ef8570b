import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import {
  CLAUDE_CODE_VERSION,
  claudeCodeFolder,
  findClaudeCode,
} from "../lib/cli/host/claude-code.ts";
import { mayAccount } from "./bench/processor.ts";

/** Something that tests need and npm does not bring, and the tests that need it. */
interface Requirement {
  name: string;
  install: string;
  tests: string[];
  present: boolean;
  /** Even CI may lack it: what needs it is then left out, and said to be. */
  mayBeMissing?: boolean;
}

const requirements: Requirement[] = [
  {
    name: "Linux",
    install: "Linux, for instance in a virtual machine",
    tests: ["conformance/**"],
    present: process.platform === "linux",
  },
  {
    name: `Claude Code ${CLAUDE_CODE_VERSION}`,
    install: "it with `npm run lab -- host --install`",
    tests: ["conformance/claude-code*.conformance.ts", "conformance/host*.conformance.ts"],
    present:
      findClaudeCode(claudeCodeFolder(join(import.meta.dirname, "..")))?.version ===
      CLAUDE_CODE_VERSION,
    mayBeMissing: true,
  },
  {
    name: "strace",
    install: "the Debian package strace",
    tests: ["conformance/host-home.conformance.ts"],
    present: onPath("strace"),
  },
  {
    name: "Jupyter Notebook",
    install: "the Debian package jupyter-notebook",
    tests: ["kernel/**", "browser/**", "cli/start.test.ts", "secrets/start.test.ts"],
    present: onPath("jupyter-notebook"),
  },
  {
    name: "nbconvert's command",
    install: "the Debian package jupyter-nbconvert",
    tests: ["kernel/kernelspec.test.ts", "browser/whole-lessons.test.ts"],
    present: onPath("jupyter-nbconvert"),
  },
  {
    name: "Chromium",
    install: "the Debian package chromium",
    tests: [
      "browser/**",
      "browser-site/{answers,cells,first-check,hostile-notebook,lessons,mutants,offline,page,round-trip,security}.test.ts",
    ],
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
  {
    name: "a control group for this user",
    install: "nothing, but run them as a user who may write to /sys/fs/cgroup",
    tests: ["bench/grading-cost.test.ts"],
    present: mayAccount(),
    mayBeMissing: true,
  },
  {
    name: "a container engine",
    install: "docker or podman, see that it runs a container, and set TEST_CONTAINERS=1",
    tests: ["grader/sandbox/container-run.test.ts"],
    present: process.env.TEST_CONTAINERS === "1",
    mayBeMissing: true,
  },
];

function onPath(program: string): boolean {
  return (process.env.PATH ?? "")
    .split(delimiter)
    .some((folder) => existsSync(join(folder, program)));
}

/**
 * The tests that this machine cannot run, and a sentence for each reason. In CI on Linux there are none
 * but those that need what even CI may lack: what else is missing there has to fail.
 */
export function whatCannotRun(): { tests: string[]; reasons: string[] } {
  const complete = process.env.CI !== undefined && process.platform === "linux";
  const missing = requirements.filter(
    ({ present, mayBeMissing = false }) => !present && (!complete || mayBeMissing),
  );
  return {
    tests: missing.flatMap(({ tests }) => tests),
    reasons: missing.map(
      ({ name, install, tests }) =>
        `Not run here: ${tests.join(", ")}, because ${name} is missing. To run them, install ${install}.`,
    ),
  };
}
