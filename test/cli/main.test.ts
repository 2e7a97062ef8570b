import { describe, expect, test } from "vitest";
import type { Terminal } from "../../lib/cli/command.ts";
import { main } from "../../lib/cli/main.ts";

async function lab(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const lines = { stdout: [] as string[], stderr: [] as string[] };
  const terminal: Terminal = {
    cwd: process.cwd(),
    env: {},
    print: (line) => lines.stdout.push(line),
    say: (line) => lines.stderr.push(line),
  };
  const code = await main(words, terminal);
  return { code, stdout: lines.stdout.join("\n"), stderr: lines.stderr.join("\n") };
}

describe("usage", () => {
  test.each([
    ["no command", [], "Usage: npm run lab -- "],
    ["an unknown command", ["strat"], "Did you mean start?"],
    ["an unknown option", ["start", "--prot", "1"], "Did you mean --port?"],
    ["a port that is a word", ["start", "--port", "many"], "whole number from 1 to 65535"],
    ["a port that is no port", ["start", "--port", "65536"], "whole number from 1 to 65535"],
    ["too many words", ["start", "now"], "too many arguments"],
  ])("%s is an error of usage on stderr", async (_, words, sentence) => {
    const { code, stdout, stderr } = await lab(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain("    at ");
  });

  test.each([
    ["the program", ["--help"], "start"],
    ["a command", ["start", "--help"], "--no-browser"],
    ["a command, the other way round", ["help", "start"], "--no-browser"],
  ])("help of %s is on stdout", async (_, words, sentence) => {
    const { code, stdout, stderr } = await lab(...words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain(sentence);
  });

  test("each command of the list has help of its own", async () => {
    const { stdout } = await lab("--help");
    const names = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map((match) => match[1] ?? "");
    expect(names).toContain("start");
    for (const name of names.filter((word) => word !== "help")) {
      const { code, stdout: help } = await lab(name, "--help");
      expect({ name, code, usage: help.split("\n")[0] }).toMatchObject({
        name,
        code: 0,
        usage: expect.stringContaining(`Usage: npm run lab -- ${name} `),
      });
    }
  });
});
