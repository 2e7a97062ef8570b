import { type Command, Option } from "commander";
import { wrapText } from "../markup/plain-text.ts";
import type { Screen } from "./screen.ts";

/** 0 done; 1 the work is not right (a check failed, a file is stale); 2 usage or environment. */
export type ExitCode = 0 | 1 | 2;

/** What a command may see and say. */
export interface Terminal {
  /** The folder the command was given in. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The result, a line on stdout; with `--json` one JSON value in all and nothing else. */
  readonly print: (line: string) => void;
  /** A message for people, a line on stderr. */
  readonly say: (line: string) => void;
  /** Where a person looks at a terminal; undefined where the output goes elsewhere. */
  readonly screen?: Screen | undefined;
}

/** A command of `lab`: the module of each command exports one as `command`. */
export interface LabCommand {
  /** What its help says below the options. */
  readonly help?: string;
  /** Adds the arguments and options. */
  configure(command: Command): void;
  /** Does the work; options are read with `command.opts()`, arguments with `command.args`. */
  run(command: Command, terminal: Terminal): Promise<ExitCode>;
}

/** A command in the list of all of them; a name is one word, or the command that it belongs to and its own. */
export type CommandRow = readonly [
  name: string,
  summary: string,
  load: () => Promise<{ readonly command: LabCommand }>,
];

/** The option of every command that can answer a program. */
export function jsonOption(): Option {
  return new Option("--json", "print one JSON value on stdout, and nothing else there");
}

/** What is below a command's options in its help, broken into lines of a terminal. */
export function helpText(text: string): string {
  return `\n${wrapText(text).join("\n")}`;
}
