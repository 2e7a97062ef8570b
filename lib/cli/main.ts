#!/usr/bin/env node
import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Command, CommanderError } from "commander";
import { LabError } from "../base/lab-error.ts";
import { courseCommands } from "../maintain/course-commands.ts";
import { type CommandRow, type ExitCode, helpText, type Terminal } from "./command.ts";
import { processScreen } from "./screen.ts";

/** Every command; its module is loaded only when it is the one that was asked for. */
const COMMANDS: readonly CommandRow[] = [
  ["start", "open the notebooks in Jupyter", () => import("./start.ts")],
  ["check", "run my notebooks and show my progress", () => import("./check.ts")],
  ["run", "run notebooks without Jupyter", () => import("./run.ts")],
  ["crm", "serve the CRM over MCP", () => import("./crm.ts")],
  ["hint", "show the next hint of an exercise", () => import("./hint.ts")],
  [
    "kernel",
    "let another Jupyter, VS Code or a JupyterHub find the kernel",
    () => import("./kernel.ts"),
  ],
  ["doctor", "check my setup", () => import("./doctor.ts")],
  [
    "doctor-server",
    "see what hosts and the API make of any MCP server",
    () => import("./doctor-server.ts"),
  ],
  ["reset", "put a notebook back, keeping my version beside it", () => import("./reset.ts")],
  ["solution", "show the answers of exercises that have passed", () => import("./solution.ts")],
  ["submit", "pack my notebooks into one file to hand in", () => import("./submit.ts")],
  ["update", "merge a new version of the lessons into my notebooks", () => import("./update.ts")],
  ["emulator", "serve the rehearsed Messages API on 127.0.0.1", () => import("./emulator.ts")],
  [
    "host",
    "see what Claude Code makes of an MCP server, offline and without a key",
    () => import("./host.ts"),
  ],
  [
    "sketch",
    "export the sketch of lesson 06 as documents and a server",
    () => import("./sketch.ts"),
  ],
  ...courseCommands,
];

/** The process's own terminal. */
export function processTerminal(): Terminal {
  const screen = processScreen();
  // The reader has had enough, such as `head`.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  const clean = (): void => screen?.status("");
  return {
    cwd: workingFolder(process.env),
    env: process.env,
    screen,
    print(line) {
      clean();
      process.stdout.write(`${line}\n`);
    },
    say(line) {
      clean();
      process.stderr.write(`${line}\n`);
    },
  };
}

/** `npm run` changes into the project's root and keeps the folder it was called from in INIT_CWD. */
function workingFolder(env: NodeJS.ProcessEnv): string {
  return (env.npm_lifecycle_event === "lab" ? env.INIT_CWD : undefined) ?? process.cwd();
}

/**
 * Runs `lab` with the words after its name. Nothing is thrown: what goes wrong is said on stderr.
 *
 * @returns the exit code: 0 done, 1 the work is not right, 2 usage or environment.
 */
export async function main(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = 0;
  const program = labProgram(terminal);
  try {
    for (const [name, summary, load] of COMMANDS) {
      const subcommand = placeOf(name, program).description(summary);
      if (name !== askedFor(words)) continue;
      const { command } = await load();
      command.configure(subcommand);
      if (command.help !== undefined) subcommand.addHelpText("after", helpText(command.help));
      subcommand.action(async () => {
        code = await command.run(subcommand, terminal);
      });
    }
    if (words.length === 0) program.help({ error: true });
    await program.parseAsync(words, { from: "user" });
    return code;
  } catch (error) {
    return explain(error, terminal);
  }
}

function labProgram(terminal: Terminal): Command {
  return new Command("npm run lab --")
    .description("The commands behind the lab. Notebooks open with `npm start`.")
    .exitOverride()
    .enablePositionalOptions()
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.say(text.trimEnd()),
    })
    .showHelpAfterError("What to do: add --help to see what this command takes.");
}

/** Makes the command of this name: in the program, or in the command that its name begins with. */
function placeOf(name: string, program: Command): Command {
  const [first = "", second] = name.split(" ");
  if (second === undefined) return program.command(first);
  const parent = program.commands.find((command) => command.name() === first);
  return (parent ?? program.command(first)).command(second);
}

/** The command that the words name, for `help <command>` too. */
function askedFor(words: readonly string[]): string | undefined {
  const names = words.filter((word) => !word.startsWith("-"));
  const [first, second] = names[0] === "help" ? names.slice(1) : names;
  const both = `${first} ${second}`;
  return COMMANDS.some(([name]) => name === both) ? both : first;
}

function explain(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof LabError) {
    terminal.say(`Error: ${error.what}`);
    if (error.where !== undefined) terminal.say(`Where: ${error.where}`);
    terminal.say(`What to do: ${error.remedy}`);
  } else {
    terminal.say(
      `Error: the lab itself failed: ${error instanceof Error ? error.message : String(error)}`,
    );
    terminal.say(
      "What to do: run the command again with DEBUG=mcp-lab and send what it prints to the lab's maintainers.",
    );
  }
  if (terminal.env.DEBUG === "mcp-lab" && error instanceof Error) terminal.say(String(error.stack));
  return 2;
}

if (
  process.argv[1] !== undefined &&
  realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)
) {
  void main(process.argv.slice(2), processTerminal()).then((code) => (process.exitCode = code));
}
