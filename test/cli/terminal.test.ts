import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { courseProject } from "./course-project.ts";

test("check --watch in a real terminal takes keys, and gives the terminal back at Ctrl-C", async () => {
  const root = courseProject(lessons.slice(0, 1));
  const command = `stty rows 24 cols 80; ${process.execPath} lib/dist/cli/main.js check --watch 00; echo "code $?"; stty -a`;
  // `script` of util-linux gives the command a terminal.
  const child = spawn("script", ["-qec", command, "/dev/null"], {
    cwd: root,
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (more: string) => (text += more));
  const shows = (pattern: RegExp) => expect.poll(() => text).toMatch(pattern);
  await shows(/\[h\] hint/);
  child.stdin.write("h");
  await shows(/Hint 1 of 3/);
  child.stdin.write("\u0003");
  await once(child, "close");
  expect(text).toMatch(/Stopped watching\. What passed is kept\.\r\ncode 0\r\n/);
  expect(text.slice(text.indexOf("code 0"))).toMatch(/ icanon .* echo /s);
});
