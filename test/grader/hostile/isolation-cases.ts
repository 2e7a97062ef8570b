import type { CodeCase } from "./code-cases.ts";

const [MEMFD, SHMGET] = process.arch === "arm64" ? [279, 194] : [319, 29];

const succeeds = (name: string, words: readonly string[]): CodeCase => ({
  name,
  code: `import { spawnSync } from "child_process";\nconst { status, stdout } = spawnSync(${JSON.stringify(words[0])}, ${JSON.stringify(words.slice(1))}, { encoding: "utf8" });\nif (status === 0) throw new Error("GOT:" + stdout);`,
});

/** Ways past a sandbox that shows the right files and has no network. */
export const systemCases: CodeCase[] = [
  succeeds("makes a user namespace", ["unshare", "-Ur", "true"]),
  succeeds("mounts a file system of its own size in a namespace", [
    "unshare",
    "-Urm",
    "mount",
    "-t",
    "tmpfs",
    "-o",
    "size=3g",
    "x",
    "/tmp",
  ]),
  succeeds("makes a file in memory that no process holds", [
    "perl",
    "-e",
    `exit(syscall(${MEMFD}, my $name = "x", 0) < 0)`,
  ]),
  succeeds("makes a shared segment that no process holds", [
    "perl",
    "-e",
    `exit(syscall(${SHMGET}, 0, 1 << 30, 01600) < 0)`,
  ]),
  succeeds("opens a socket to the machine's host", [
    "perl",
    "-e",
    "exit(!socket(my $socket, 40, 1, 0))",
  ]),
  {
    name: "writes beside the folders that it may write into",
    code: 'import { writeFileSync } from "fs";\nfor (const folder of ["/", "/lab", "/etc", "/dev", "/dev/shm", "/proc"]) { try { writeFileSync(`${folder}/x`, "x"); } catch { continue; } throw new Error("GOT:" + folder); }',
  },
  {
    name: "holds thousands of files open",
    code: 'import { openSync } from "fs";\nfor (let i = 0; i < 5_000; i += 1) openSync("/dev/null", "r");\nthrow new Error("GOT:files");',
  },
  {
    name: "finds descriptors that it was not given",
    code: 'import * as fs from "fs";\nconst kinds = fs.readdirSync("/proc/self/fd").map((fd) => { try { return fs.readlinkSync(`/proc/self/fd/${fd}`); } catch { return ""; } });\nconst foreign = kinds.filter((kind) => kind.startsWith("/") && !/^\\/(dev\\/null|proc|lab\\/bundle)/.test(kind));\nif (foreign.length > 0) throw new Error("GOT:" + foreign);',
  },
];

const EXPAND = `const expand: any = (config: any, env: any) => {
  const { config: expanded, missing: [lacking] } = expandConfig(config, env, "claude-code");
  if (lacking) throw new Error(lacking.variable + lacking.server + lacking.field);
  return expanded;
};`;

/** The library's own version of an answer, taken in place of one. */
export const borrowingCases: CodeCase[] = [
  {
    name: "imports it",
    exercise: "03.2",
    code: `import { expandConfig } from "../lib/dist/config/expand";\n${EXPAND}`,
  },
  {
    name: "imports it at run time",
    exercise: "03.2",
    code: `const { expandConfig } = (await import("/lab/lib/dist/subjects/config/expand.js" as any)) as any;\n${EXPAND}`,
  },
  {
    name: "requires it from the package",
    exercise: "03.2",
    code: `const { expandConfig } = require("mcp-lab/dist/subjects/config/expand.js");\n${EXPAND}`,
  },
];

/** Takes the kernel's memory and none that a process or a folder's size shows. */
export const manyFiles = `import { closeSync, openSync } from "fs";
for (let i = 0; ; i += 1) closeSync(openSync("/tmp/" + i, "w"));`;
