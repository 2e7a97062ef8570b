import { homedir } from "node:os";
import type { CodeCase } from "./code-cases.ts";

/** Submissions that take more than their share, or end what they must not. */
export const resourceCases: CodeCase[] = [
  { name: "loops for ever", code: "while (true) {}", said: /cell-(time-limit|process-ended)/ },
  {
    name: "waits for ever",
    code: "await new Promise(() => {});",
    said: /cell-(time-limit|process-ended)/,
  },
  {
    name: "runs microtasks for ever",
    code: "const turn = (): Promise<void> => Promise.resolve().then(turn);\nawait turn();",
    // The chain of promises grows: on a fast machine memory ends first.
    said: /cell-(time-limit|process-ended)|sandbox-memory/,
  },
  {
    name: "backtracks for ever",
    code: '/^(a+)+$/.test("a".repeat(40) + "b");',
    said: /cell-(time-limit|process-ended)/,
  },
  {
    name: "sleeps without a timer",
    code: "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);",
    said: /cell-(time-limit|process-ended)/,
  },
  {
    name: "has a type without an end",
    code: "type Deep<T extends any[], N> = T['length'] extends N ? T : Deep<[...T, any], N>;\ntype Many<T extends any[]> = T extends [infer A, ...infer R] ? Many<R> | Deep<[], 900> : never;\nlet deep: Many<Deep<[], 500>>;",
  },
  {
    name: "has a type that multiplies",
    code: "type D = '0'|'1'|'2'|'3'|'4'|'5'|'6'|'7'|'8'|'9';\ntype P = `${D}${D}${D}${D}${D}`;\nlet p: `${P}${P}`;",
  },
  {
    name: "has a type that doubles",
    code: `type A0 = { a: 1 } | { b: 1 };\n${Array.from({ length: 16 }, (_, i) => `type A${i + 1} = { x: A${i}; y: A${i} } & (A${i} | { z${i}: A${i} });`).join("\n")}\nlet a: A16 = { x: 1 } as any;\nconst b: A15 = a;`,
    hangs: true,
  },
  {
    name: "fills the heap",
    code: "const all: unknown[] = [];\nwhile (true) all.push(new Array(100_000).fill(all.length));",
  },
  {
    name: "fills memory outside the heap",
    code: "const all: Buffer[] = [];\nwhile (true) all.push(Buffer.alloc(10_000_000, 1));",
  },
  {
    name: "fills memory slowly in children",
    code: 'import { spawn } from "child_process";\nfor (let i = 0; i < 6; i += 1) spawn(process.execPath, ["-e", "const a=[];setInterval(()=>a.push(Buffer.alloc(2e7,1)),20)"]);\nawait new Promise((r) => setTimeout(r, 5_000));',
  },
  {
    name: "forks in Node",
    code: 'import { spawn } from "child_process";\nfor (let i = 0; i < 400; i += 1) spawn("sleep", ["100"]).on("error", () => {});\nawait new Promise((r) => setTimeout(r, 500));',
  },
  {
    name: "forks in the shell",
    code: 'import { spawn } from "child_process";\nspawn("sh", ["-c", "b() { b | b & }; b"]).on("error", () => {});\nawait new Promise((r) => setTimeout(r, 1_500));',
  },
  {
    name: "starts threads without end",
    code: 'import { Worker } from "worker_threads";\nfor (let i = 0; i < 100; i += 1) new Worker("setInterval(() => {}, 1000)", { eval: true }).on("error", () => {});\nawait new Promise((r) => setTimeout(r, 500));',
  },
  {
    name: "leaves a process behind",
    code: 'import { spawn } from "child_process";\nspawn("sleep", ["1000"], { detached: true, stdio: "ignore" }).unref();\nconst config: any = {};',
  },
  {
    name: "fills the temporary folder",
    code: 'import { appendFileSync } from "fs";\nwhile (true) appendFileSync("/tmp/fill", Buffer.alloc(1_000_000));',
  },
  {
    name: "fills the notebook's folder with files",
    code: 'import { writeFileSync } from "fs";\nfor (let i = 0; ; i += 1) writeFileSync(`/lab/notebooks/${i}`, Buffer.alloc(100_000));',
  },
  {
    name: "fills shared memory",
    code: 'import { writeFileSync } from "fs";\nwriteFileSync("/dev/shm/fill", Buffer.alloc(100_000_000));',
  },
  {
    name: "prints without end",
    code: 'while (true) console.log("x".repeat(10_000));',
    said: /cell-(time-limit|process-ended)/,
  },
  {
    name: "prints errors without end",
    code: 'while (true) console.error("x".repeat(10_000));',
    said: /cell-(time-limit|process-ended)/,
  },
  {
    name: "draws without end",
    code: 'import * as tslab from "tslab";\nwhile (true) tslab.display.html("<b>x</b>".repeat(1_000));',
    said: /cell-(time-limit|process-ended)/,
  },
  { name: "ends its process", code: "process.exit(0);", said: /cell-process-ended/ },
  {
    name: "ends its process later",
    code: "setTimeout(() => process.exit(0), 50);\nawait new Promise((r) => setTimeout(r, 300));",
    said: /cell-process-ended/,
  },
  { name: "aborts", code: "process.abort();", said: /cell-process-ended/ },
  {
    name: "kills itself",
    code: 'process.kill(process.pid, "SIGKILL");',
    said: /cell-process-ended/,
  },
  {
    name: "stops itself",
    code: 'process.kill(process.pid, "SIGSTOP");\nawait new Promise((r) => setTimeout(r, 100));',
    said: /cell-(time-limit|process-ended)/,
  },
  {
    name: "kills everybody",
    code: 'try { process.kill(-1, "SIGKILL"); } catch {}\nconst config: any = {};',
  },
  {
    name: "kills its parent",
    code: 'try { process.kill(process.ppid, "SIGKILL"); } catch {}\nconst config: any = {};',
  },
  {
    name: "loops at its end",
    code: 'process.on("exit", () => { while (true) {} });\nprocess.exit(0);',
  },
  {
    name: "throws where nobody catches",
    code: 'setTimeout(() => { throw new Error("late"); }, 10);\nawait new Promise((r) => setTimeout(r, 100));',
  },
  {
    name: "rejects where nobody catches",
    code: 'void Promise.reject(new Error("late"));\nawait new Promise((r) => setTimeout(r, 100));',
  },

  // What the exercises of lesson 03 start.
  {
    name: "starts what never ends in 03.4",
    exercise: "03.4",
    code: 'import { spawn } from "child_process";\nconst startCrm = async (config: any, env: any) => { spawn(config.command, config.args, { env, detached: true }); return { status: "ready", tools: [], message: "" } as any; };',
  },
  {
    name: "loops in 03.4",
    exercise: "03.4",
    hangs: true,
    code: "const startCrm: any = async () => { while (true) {} };",
  },
  {
    name: "speaks to the relay's socket itself in 03.4",
    exercise: "03.4",
    code: 'import { connect } from "net";\nconst startCrm: any = async (config: any) => { const socket = connect(config.args[1]); socket.on("error", () => {}); socket.write("x".repeat(1_000_000)); socket.write("\\n" + "{".repeat(100_000)); await new Promise((r) => setTimeout(r, 300)); return { status: "ready", tools: ["crm_search"], message: "" }; };',
  },
  {
    name: "never answers in 03.2",
    exercise: "03.2",
    code: "const expand: any = () => new Promise(() => {});",
    hangs: true,
  },
  {
    name: "has a giant .gitignore in 03.3",
    exercise: "03.3",
    code: 'const files: any = { ".gitignore": "*.log\\n".repeat(400_000) };',
  },
];

/** What tries, and leaves its process as it was. */
export const tryingCases: CodeCase[] = [
  { name: "recurses without end", code: "const f = (): number => 1 + f();\nf();" },
  {
    name: "writes into the library",
    code: 'import { writeFileSync } from "fs";\nwriteFileSync("/lab/lib/dist/index.js", "");\nthrow new Error("GOT:in");',
  },
  {
    name: "writes into the packages",
    code: 'import { writeFileSync } from "fs";\nwriteFileSync("/lab/node_modules/zod/index.js", "");\nthrow new Error("GOT:in");',
  },
  {
    name: "writes into the system",
    code: 'import { writeFileSync } from "fs";\nwriteFileSync("/usr/bin/node2", "");\nthrow new Error("GOT:in");',
  },
  {
    name: "becomes root",
    code: `try { process.setuid(0); if (process.getuid() === 0 && require("fs").existsSync(${JSON.stringify(homedir())})) throw new Error("GOT:" + process.getuid()); } catch (error) { if (String(error).includes("GOT:")) throw error; }`,
  },
  {
    name: "mounts",
    code: 'import { spawnSync } from "child_process";\nif (spawnSync("mount", ["-t", "tmpfs", "x", "/usr"]).status === 0) throw new Error("GOT:mounted");',
  },
  {
    name: "raises its limits",
    code: 'import { spawnSync } from "child_process";\nif (spawnSync("prlimit", [`--pid=${process.pid}`, "--nproc=10000:10000"]).status === 0) throw new Error("GOT:raised");',
  },
  {
    name: "loads native code",
    code: 'process.dlopen({ exports: {} }, "/lab/notebooks/evil.node");',
  },
  {
    name: "starts a command of its own in 03.4",
    exercise: "03.4",
    code: 'import { execFileSync } from "child_process";\nconst startCrm = async () => ({ status: "failed", tools: [], message: "GOT?" + execFileSync("cat", ["/etc/hostname"]) }) as any;',
  },
  {
    name: "lists the relay's folder in 03.4",
    exercise: "03.4",
    code: 'import { readdirSync } from "fs";\nconst startCrm: any = async (config: any) => ({ status: "failed", tools: readdirSync(config.args[0] + "/../.."), message: "x" });',
  },
  {
    name: "changes the relay's script in 03.4",
    exercise: "03.4",
    code: 'import { writeFileSync } from "fs";\nconst startCrm: any = async (config: any) => { writeFileSync(config.args[0], "process.exit()"); throw new Error("GOT:written"); };',
  },
  {
    name: "names git's own files in 03.3",
    exercise: "03.3",
    code: 'const files: any = { ".git/hooks/pre-commit": "#!/bin/sh\\ntouch /tmp/owned", ".git/config": "[core]\\nfsmonitor = touch /tmp/owned", ".gitattributes": "* filter=x", ".gitignore": "", ".env.example": "", ".mcp.json.example": "" };',
  },
  {
    name: "climbs out of the repository in 03.3",
    exercise: "03.3",
    code: 'const files: any = { "../../../etc/cron.d/x": "* * * * * root id", "/tmp/owned": "x", ".gitignore": "../../*\\n/etc" };',
  },
  {
    name: "has a pattern that backtracks in 03.3",
    exercise: "03.3",
    code: 'const files: any = { ".gitignore": "*.example\\n" + ("**/" + "*a".repeat(200) + "b\\n").repeat(200), ".env.example": "a".repeat(10_000), ".mcp.json.example": "{" };',
  },
  {
    name: "throws what is no error in 03.2",
    exercise: "03.2",
    code: 'const expand: any = () => { throw { toString() { throw new Error("x"); } }; };',
  },
  {
    name: "names its error after a script in 03.2",
    exercise: "03.2",
    code: 'const expand: any = () => { throw Object.assign(new Error("<script>alert(1)</script>"), { name: "=HYPERLINK(1)" }); };',
  },
  {
    name: "returns markup in 03.2",
    exercise: "03.2",
    code: 'const expand: any = () => "<img src=x onerror=alert(1)>";',
  },
];
