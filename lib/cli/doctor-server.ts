import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { LabError } from "../base/lab-error.ts";
import type { Json } from "../base/json.ts";
import { findingsOf } from "../subjects/server-rules/findings.ts";
import { shown } from "../subjects/server-rules/rule.ts";
import type { Observations } from "../subjects/server-rules/observations.ts";
import { maskSecrets } from "../wire/mask.ts";
import { type ExitCode, jsonOption, type LabCommand, type Terminal } from "./command.ts";
import { observe } from "./doctor-server/observe.ts";
import { reportPage } from "./doctor-server/report-page.ts";
import { reportLines, reportOf, type ServerReport } from "./doctor-server/report.ts";
import { type ReadTarget, readTarget } from "./doctor-server/target.ts";
import { untilStopped } from "./until-stopped.ts";

interface Options {
  call: string[];
  header: string[];
  env: string[];
  timeout: number;
  html?: string;
  json?: boolean;
}

const collect = (value: string, before: string[]): string[] => [...before, value];

export const command: LabCommand = {
  help:
    "Looks at any MCP server and says what hosts such as Claude Code and the Messages API make " +
    "of it. Options come before the command. Only tools that say that they only read are called, with arguments " +
    "made from their schemas. Exit code 1 when there is an error among the findings, 2 when the server does not start.",

  configure(options) {
    options
      .argument("<command-or-address...>", "what starts the server, or where it listens")
      .passThroughOptions()
      .option(
        "--call <tool>",
        "also call this tool, which does not say that it only reads",
        collect,
        [],
      )
      .option("--header <line>", 'send this header, as "Name: value"', collect, [])
      .option("--env <name>", "let the server have this variable of mine", collect, [])
      .addOption(
        new Option("--timeout <seconds>", "how long one answer may take")
          .argParser(seconds)
          .default(10),
      )
      .option("--html <file>", "also write a page")
      .addOption(jsonOption());
  },

  async run(invocation, terminal) {
    const words = wordsAfterOptions(invocation);
    const options = invocation.opts<Options>();
    const { header: headers, env } = options;
    const read = readTarget({ words, headers, env }, terminal.cwd, terminal.env);
    return await untilStopped((signal) => examine(read, options, terminal, signal));
  },
};

/** Behind an address options may come, which belong to nobody else. */
function wordsAfterOptions(invocation: Command): string[] {
  const [first = "", ...rest] = invocation.args;
  if (!/^https?:\/\//i.test(first)) return [first, ...rest];
  const { operands, unknown } = invocation.parseOptions(rest);
  return [first, ...operands, ...unknown];
}

async function examine(
  { target, label, secrets }: ReadTarget,
  options: Options,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitCode> {
  const seen = await masked(secrets, () =>
    observe(target, {
      call: options.call,
      timeoutMs: options.timeout * 1000,
      signal,
      status: (text) => terminal.screen?.status(text),
    }),
  ).catch((error: unknown) => {
    // What a connection says that was cut off is no finding.
    if (!signal.aborted) throw error;
    return undefined;
  });
  if (seen === undefined || signal.aborted) {
    terminal.say("Stopped. A server that was started has ended, too.");
    return 2;
  }
  const report = reportOf(label, seen, findingsOf(seen));
  tell(report, options, terminal);
  return report.counts.error > 0 ? 1 : 0;
}

function tell(report: ServerReport, { html, json }: Options, terminal: Terminal): void {
  if (html !== undefined) writePage(resolve(terminal.cwd, html), report);
  if (json) terminal.print(JSON.stringify(report));
  else for (const line of reportLines(report)) terminal.print(line);
  if (html !== undefined) terminal.say(`The page is ${html}.`);
}

function writePage(file: string, report: ServerReport): void {
  try {
    writeFileSync(file, reportPage(report));
  } catch (cause) {
    throw new LabError("page-not-written", {
      what: "The page could not be written.",
      where: file,
      remedy: "Name a file in a folder that is there and that you may write to.",
      cause,
    });
  }
}

/** What was seen, or the mistake that was met, without a secret. */
async function masked(
  secrets: readonly string[],
  work: () => Promise<Observations>,
): Promise<Observations> {
  try {
    const seen: Observations = JSON.parse(maskedText(await work(), secrets));
    return seen;
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    const { code, what, where, remedy } = error;
    const text: { what: string; where?: string; remedy: string } = JSON.parse(
      maskedText({ what, where, remedy }, secrets),
    );
    if (text.where !== undefined) text.where = shown(text.where, 600);
    throw new LabError(code, text);
  }
}

function maskedText(value: unknown, secrets: readonly string[]): string {
  const json: Json = JSON.parse(JSON.stringify(value));
  return JSON.stringify(maskSecrets(json, secrets));
}

function seconds(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 600) return value;
  throw new InvalidArgumentError("It is a number of seconds, up to 600.");
}
