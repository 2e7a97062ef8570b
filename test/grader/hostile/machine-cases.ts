import type { CodeCase } from "./code-cases.ts";

const EXAMINER = 'const examiner = (globalThis as any)[Symbol.for("mcp-lab.examiner")];';

const finds = (name: string, file: string, pattern: RegExp): CodeCase => ({
  name,
  code: `import { readFileSync } from "fs";\nconst found = ${pattern}.exec(readFileSync(${JSON.stringify(file)}, "latin1"));\nif (found) throw new Error("GOT:" + found[0]);`,
});

/** How the library's own versions of 03.2, 04.1, 04.4 and 03.5 read. */
const OWN_ANSWERS =
  /:-\(\[\^}\]\*\)|"key-refused":|baseMs\s*\*\s*2\s*\*\*|encodeURIComponent\(\w+\),\s*\w+,\s*JSON/;

/** Looks for what it must not find, and leaves its process as it was; `secret` is a folder of whoever grades. */
export function lookingCases(secret: string): CodeCase[] {
  const told = JSON.stringify(secret);
  return [
    finds(
      "finds answers in the command that cells start",
      "/lab/lib/dist/cli/main.js",
      /retry|tool-error|listTools/i,
    ),
    finds("finds answers in the bundle", "/lab/bundle/cells.cjs", OWN_ANSWERS),
    finds("finds answers in the compiled bundle", "/lab/bundle/cells.cache", /:-\(\[\^}\]\*\)/),
    {
      name: "finds a hint's code in what is shown",
      code: 'import { readFileSync } from "fs";\nif (readFileSync("/lab/bundle/cells.cjs", "latin1").includes("~~~")) throw new Error("GOT:hints");',
    },
    {
      name: "has the library work an answer out and print it",
      code: 'const printed: unknown[] = [];\nconst { log } = console;\nconsole.log = (...all: unknown[]) => void printed.push(...all);\nshowExpansion({ mcpServers: { a: { command: "${A:-b}" } } }, {});\nhint("03.2");\nconsole.log = log;\nif (printed.length > 0) throw new Error("GOT:" + printed);',
    },
    {
      name: "writes a report of its process",
      code: `const report = JSON.stringify(process.report?.getReport());\nif (report.includes("CANARY") || report.includes(${told})) throw new Error("GOT:" + report);`,
    },
    {
      name: "reads the memory of the process above it",
      code: 'import { openSync, readSync } from "fs";\nlet got = 0;\ntry { got = readSync(openSync("/proc/1/mem", "r"), Buffer.alloc(100), 0, 100, 0x400000); } catch {}\nif (got > 0) throw new Error("GOT:" + got);',
    },
    {
      name: "reads how other processes were started",
      code: `import * as fs from "fs";\nconst lines = fs.readdirSync("/proc").filter((pid) => /^\\d+$/.test(pid)).map((pid) => { try { return fs.readFileSync("/proc/" + pid + "/cmdline", "utf8"); } catch { return ""; } }).join();\nif (lines.includes(${told}) || lines.includes("CANARY")) throw new Error("GOT:" + lines);`,
    },
    {
      name: "reads what is mounted",
      code: `import { readFileSync } from "fs";\nif (readFileSync("/proc/self/mountinfo", "utf8").includes(${told})) throw new Error("GOT:mounts");`,
    },
    {
      name: "asks for what nobody serves",
      code: `${EXAMINER}\nconst pipe = examiner.serve("crm");\npipe.send({ channel: "control", message: { type: "run", command: "id" } });\nawait pipe.closed;`,
    },
    {
      name: "has a file inspected in place of a config",
      code: `${EXAMINER}\nconst pipe = examiner.serve("inspect-config");\nconst said = new Promise((resolve) => pipe.receive(resolve));\npipe.send({ config: "/etc/passwd", path: "/etc/passwd", file: "file:///etc/passwd" });\nconst text = JSON.stringify(await said);\nif (/root:|bash/.test(text)) throw new Error("GOT:" + text);`,
    },
    {
      name: "has a config inspected whose nesting has no end",
      code: "let deep: any = {};\nfor (let i = 0; i < 900; i += 1) deep = { mcpServers: deep };\nawait inspectConfig(deep).catch(() => {});",
    },
    {
      name: "listens to a debugger's port",
      code: 'import { close, open, url } from "inspector";\nopen(0, "127.0.0.1");\nif (!url()) throw new Error("no port");\nclose();',
    },
    {
      name: "hooks the loader",
      code: 'import { Module } from "module";\nconst asked: string[] = [];\nconst { _load } = Module as any;\n(Module as any)._load = function (name: string, ...rest: unknown[]) { asked.push(name); return _load.call(this, name, ...rest); };\nrequire("zod");\n(Module as any)._load = _load;\nif (asked.some((name) => /judge|lessons/.test(name))) throw new Error("GOT:" + asked);',
    },
    {
      name: "times how long the other side takes",
      code: `${EXAMINER}\nconst times: number[] = [];\nfor (const id of ["03.1", "03.1", "99.9"]) { const begun = performance.now(); const { pipe, result } = examiner.examine(id); pipe.send({ channel: "control", message: { type: "value", value: {} } }); await result; times.push(performance.now() - begun); }\nif (times.some((time) => time > 60_000)) throw new Error("GOT:" + times);`,
    },
  ];
}

/** What the compiler has to bear. */
export const compilerCases: CodeCase[] = [
  {
    name: "nests brackets without end",
    code: `const deep = ${"(".repeat(5_000)}1${")".repeat(5_000)};`,
  },
  {
    name: "nests a type without end",
    code: `type Deep = ${"[".repeat(3_000)}1${"]".repeat(3_000)};\nconst deep: Deep = 1 as any;`,
  },
  { name: "chains calls without end", code: `const chained = ""${".trim()".repeat(3_000)};` },
  { name: "adds without end", code: `const sum = ${"1+".repeat(10_000)}1;` },
  { name: "writes out a giant list", code: `const list = [${"[1],".repeat(3_000)}];` },
  {
    name: "has a union of thousands",
    code: `type Names = ${Array.from({ length: 3_000 }, (_, i) => `"n${i}"`).join("|")};\ntype Pairs = { [K in Names]: K };\nlet pairs: Pairs;`,
  },
  {
    name: "has thousands of overloads",
    code: `interface Many { ${Array.from({ length: 2_000 }, (_, i) => `(a: ${i}): ${i};`).join("")} }\nlet many: Many;`,
  },
  {
    name: "declares what every list has anew",
    code: 'declare global { interface Array<T> { every(): never; map(): "GOT"; } }\nexport {};',
  },
  {
    name: "declares the library's check anew",
    code: 'declare module "mcp-lab" { export function check(id: string): "pass"; }\nexport {};',
  },
  {
    name: "asks for all of the compiler's types",
    code: '/// <reference path="/lab/node_modules/typescript/lib/typescript.d.ts" />\nlet program: any;',
  },
  {
    name: "has the bundle compiled with it",
    code: 'import cells = require("/lab/bundle/cells.cjs");\nlet them: typeof cells;',
  },
];

const MEMORY = /sandbox-memory/;
const HOARD = "const all = []; setInterval(() => all.push(Buffer.alloc(2e7, 1)), 5);";
const wait = "await new Promise((r) => setTimeout(r, 8_000));";

const hoards = (name: string, code: string): CodeCase => ({
  name,
  code: `${code}\n${wait}`,
  said: MEMORY,
});

/** Takes memory where nobody looks at first. */
export const hoardingCases: CodeCase[] = [
  hoards(
    "fills memory in the children of a thread",
    `import { Worker } from "worker_threads";\nnew Worker(${JSON.stringify(`const { spawn } = require("child_process"); for (let i = 0; i < 3; i += 1) spawn(process.execPath, ["-e", ${JSON.stringify(HOARD)}]);`)}, { eval: true }).on("error", () => {});`,
  ),
  hoards(
    "fills memory in many children at once",
    'import { spawn } from "child_process";\nfor (let i = 0; i < 4; i += 1) spawn(process.execPath, ["-e", "const all = Buffer.alloc(2e8, 1); setInterval(() => all, 1000);"]);',
  ),
  hoards(
    "fills memory in a process that it lets go",
    `import { spawn } from "child_process";\nspawn("sh", ["-c", "setsid node -e '${HOARD}' &"], { detached: true, stdio: "ignore" }).unref();`,
  ),
  hoards(
    "fills memory in threads",
    `import { Worker } from "worker_threads";\nfor (let i = 0; i < 2; i += 1) new Worker(${JSON.stringify(HOARD)}, { eval: true }).on("error", () => {});`,
  ),
  hoards(
    "fills memory that threads share",
    "const shared: Uint8Array[] = [];\nsetInterval(() => shared.push(new Uint8Array(new SharedArrayBuffer(3e7)).fill(1)), 5);",
  ),
  hoards(
    "fills WebAssembly's memory",
    "const memories: Uint8Array[] = [];\nsetInterval(() => memories.push(new Uint8Array(new (globalThis as any).WebAssembly.Memory({ initial: 500 }).buffer).fill(1)), 5);",
  ),
  {
    name: "fills memory while the judge waits for 03.2",
    exercise: "03.2",
    code: "const expand: any = async () => { const all: Buffer[] = []; for (;;) { all.push(Buffer.alloc(2e7, 1)); await new Promise((r) => setImmediate(r)); } };",
    said: MEMORY,
  },
];

const NOTHING = "const config: any = {};";

/** Goes on, or says something, where it should have ended; asks those who serve it for too much. */
export const lingeringCases: CodeCase[] = [
  {
    name: "spins in threads on shared memory",
    code: `import { Worker } from "worker_threads";\nconst flag = new SharedArrayBuffer(4);\nfor (let i = 0; i < 4; i += 1) new Worker("const { workerData } = require('worker_threads'); const a = new Int32Array(workerData); while (Atomics.load(a, 0) === 0);", { eval: true, workerData: flag }).on("error", () => {});\n${NOTHING}`,
  },
  {
    name: "says that it passed when it ends",
    code: `import { writeSync } from "fs";\nprocess.on("exit", () => writeSync(3, JSON.stringify({ channel: "run", message: { type: "examined", channel: "answer-1", result: { earned: 3 } } }) + "\\n"));\n${NOTHING}`,
  },
  {
    name: "does not let itself be ended",
    code: `for (const signal of ["SIGTERM", "SIGINT", "SIGHUP", "SIGXCPU"] as const) process.on(signal, () => {});\nprocess.exit = (() => {}) as any;\n(process as any).reallyExit = () => {};\n${NOTHING}`,
  },
  {
    name: "begins again whenever it would end",
    code: `process.on("beforeExit", () => setTimeout(() => {}, 10));\nsetInterval(() => {}, 10);\n${NOTHING}`,
  },
  {
    name: "gives its line to a child that speaks for it",
    code: `import { spawn } from "child_process";\nspawn("sh", ["-c", "echo '{\\"channel\\":\\"run\\",\\"message\\":{\\"type\\":\\"done\\",\\"cell\\":9,\\"ok\\":true}}' >&3"], { stdio: ["ignore", "ignore", "ignore", 3] }).on("error", () => {});\nawait new Promise((r) => setTimeout(r, 200));\n${NOTHING}`,
  },
  {
    name: "runs the bundle once more",
    code: `try { require("/lab/bundle/cells.cjs"); } catch {}\n${NOTHING}`,
    hangs: true,
  },
  {
    name: "dumps its heap",
    code: `import { writeHeapSnapshot } from "v8";\ntry { writeHeapSnapshot("/lab/notebooks/heap"); } catch {}\n${NOTHING}`,
    hangs: true,
  },
  {
    name: "asks for CRMs without end",
    code: `${EXAMINER}\nfor (let i = 0; i < 3_000; i += 1) examiner.serve("crm").send({ channel: "control", message: { type: "open", apiKey: "x", clock: { kind: "real" } } });\n${NOTHING}`,
  },
  {
    name: "asks a CRM for more than it reads",
    code: `${EXAMINER}\nconst pipe = examiner.serve("crm");\npipe.send({ channel: "control", message: { type: "open", apiKey: "x", clock: { kind: "real" } } });\npipe.send({ channel: "control", message: { type: "connect", channel: "mcp-1" } });\nfor (let id = 0; id < 20_000; id += 1) pipe.send({ channel: "mcp-1", message: { jsonrpc: "2.0", id, method: "tools/list", params: {} } });\n${NOTHING}`,
  },
  {
    name: "floods the relay's socket and reads nothing in 03.4",
    exercise: "03.4",
    code: 'import { connect } from "net";\nconst startCrm: any = async (config: any) => { for (let i = 0; i < 100; i += 1) { const socket = connect(config.args[1]); socket.on("error", () => {}); socket.pause(); socket.write(JSON.stringify({ args: [], env: {} }) + "\\n" + (JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }) + "\\n").repeat(20_000)); } await new Promise((r) => setTimeout(r, 500)); return { status: "ready", tools: ["crm_search"], message: "" }; };',
  },
];
