import { homedir } from "node:os";
import { join } from "node:path";

/** Code that a hostile submission runs in an answer cell. */
export interface CodeCase {
  name: string;
  /** Lines of a cell; `ANSWER` in them is what the exercise calls its answer. */
  code: string;
  /** Default 03-env-config. */
  lesson?: "00-start-here";
  /** The exercises whose answer cells may hold it. Default: any for what leaves its process as it was, else 03.1. */
  exercise?: string | readonly string[];
  /** What the report must say of it: a code of its reason or of one of its notes. */
  said?: RegExp;
  /** Waits in vain, or nearly so, until its time is over. */
  hangs?: boolean;
}

/** Throws what it could read: the report shows a failed cell's words, so a success would show. */
const reads = (path: string): string =>
  `import { readFileSync } from "fs";\nthrow new Error("GOT:" + readFileSync(${JSON.stringify(path)}, "utf8").length);`;

const lists = (path: string): string =>
  `import { readdirSync } from "fs";\nconst names = readdirSync(${JSON.stringify(path)});\nif (names.length > 0) throw new Error("GOT:" + names);`;

/** Files that a submission must not read; `places` are folders of this machine. */
export function readingCases(places: { root: string; class: string; out: string }): CodeCase[] {
  const files = [
    "/lab/lib/dist/lessons/03-env-config/config.judge.js",
    "/lab/lib/dist/lessons/examine.js",
    "/lab/lib/dist/lessons/03-env-config/config.js",
    "/lab/lib/dist/lessons/made-up.js",
    "/lab/lib/dist/grader/variants.js",
    "/lab/solutions/03-env-config.ts",
    "/lab/notebooks/03-env-config.ipynb",
    "/lab/test/lessons/03-env-config.test.ts",
    "/lab/lib/lessons/examine.ts",
    "/lab/.env",
    "/lab/.git/HEAD",
    `${places.root}/solutions/03-env-config.ts`,
    `${places.root}/lib/dist/lessons/examine.js`,
    `${places.root}/package.json`,
    `${places.class}/neighbour/03-env-config.ipynb`,
    `${places.out}/report.json`,
    "/etc/passwd",
    "/etc/shadow",
    "/etc/hostname",
    join(homedir(), ".bashrc"),
    ...["1", "self"].map((process) => join("/proc", process, "root", "etc", "passwd")),
    "/lab/notebooks/../../etc/passwd",
    "/lab/lib/dist/lessons/../lessons/examine.js",
  ];
  const folders = [
    places.class,
    places.out,
    "/home",
    homedir(),
    "/var",
    "/lab/lib/dist/grader",
    "/lab/lib/dist/lessons",
  ];
  return [
    ...files.map((path) => ({
      name: `reads ${path.replace(places.root, "<root>")}`,
      code: reads(path),
    })),
    ...folders.map((path) => ({ name: `lists ${path}`, code: lists(path) })),
    {
      name: "imports a judge",
      code: 'import { judgeConfig } from "../lib/dist/course/judge/03-env-config/config";\nthrow new Error("GOT:" + judgeConfig);',
    },
    {
      name: "imports a judge at run time",
      code: 'const judge = await import("/lab/lib/dist/lessons/examine.js");\nthrow new Error("GOT:" + judge);',
    },
    {
      name: "imports a type of a neighbour",
      code: `import type X from "${places.class}/neighbour/03-env-config";\nconst x: X = 1;\nthrow new Error("GOT:" + x);`,
    },
    {
      name: "refers to a neighbour's path",
      code: `/// <reference path="${places.class}/neighbour/03-env-config.ipynb" />\nexport {};`,
    },
    {
      name: "reads the environment",
      code: 'const leaked = Object.entries(process.env).filter(([name]) => /CANARY|TOKEN|SECRET|HOME|USER|npm_/.test(name) && process.env[name]);\nif (leaked.length > 0) throw new Error("GOT:" + JSON.stringify(leaked));',
    },
    {
      name: "reads the environment of every process",
      code: 'import * as fs from "fs";\nconst found = fs.readdirSync("/proc").filter((pid) => /^\\d+$/.test(pid)).map((pid) => { try { return fs.readFileSync(`/proc/${pid}/environ`, "utf8") } catch { return "" } }).join();\nif (found.includes("CANARY")) throw new Error("GOT:" + found);',
    },
    {
      name: "looks at other processes",
      code: 'import * as fs from "fs";\nconst pids = fs.readdirSync("/proc").filter((pid) => /^\\d+$/.test(pid));\nif (pids.length > 6) throw new Error("GOT:" + pids);',
    },
  ];
}

/** The right answer of 03.1 is never among what these hand over. */
const NOTHING = "const config: any = {};";

const patched = (name: string, code: string): CodeCase => ({ name, code: `${code}\n${NOTHING}` });
const hanging = (hostile: CodeCase): CodeCase => ({ ...hostile, hangs: true });

export const forgingCases: CodeCase[] = [
  patched(
    "declares its own check",
    'const check = async () => ({ id: "03.1", earned: 3, points: 3, verdicts: [] });',
  ),
  patched(
    "declares its own check as a function",
    "async function check() { return { earned: 99 }; }",
  ),
  patched(
    "replaces the examiner",
    'Object.defineProperty(globalThis, Symbol.for("mcp-lab.examiner"), { value: { examine: () => ({ pipe: { send() {}, receive() {}, closed: new Promise(() => {}), close() {} }, result: Promise.resolve({ id: "03.1", title: "", points: 3, earned: 3, verdicts: [] }) }) } });',
  ),
  patched(
    "patches Object.prototype.passed",
    'Object.defineProperty(Object.prototype, "passed", { get: () => true, set() {}, configurable: true });',
  ),
  patched(
    "patches Object.prototype.status",
    'Object.defineProperty(Object.prototype, "status", { get: () => "pass", set() {}, configurable: true });',
  ),
  hanging(patched("patches Object.prototype.earned", "(Object.prototype as any).earned = 100;")),
  hanging(patched("patches Array.prototype.every", "Array.prototype.every = () => true;")),
  patched("patches Array.prototype.find", "Array.prototype.find = () => undefined;"),
  patched(
    "patches Array.prototype.map",
    "Array.prototype.map = function () { return [] as any; };",
  ),
  patched(
    "patches JSON.stringify",
    'JSON.stringify = (() => "{\\"type\\":\\"value\\",\\"value\\":true}") as any;',
  ),
  patched("patches JSON.parse", 'JSON.parse = () => ({ status: "pass", earned: 3 });'),
  hanging(
    patched(
      "patches Promise.prototype.then",
      "Promise.prototype.then = function () { return this as any; };",
    ),
  ),
  patched("patches Promise.all", "Promise.all = (() => Promise.resolve([])) as any;"),
  hanging(patched("patches Map.prototype.get", "Map.prototype.get = () => undefined;")),
  hanging(
    patched(
      "patches Function.prototype.call",
      "Function.prototype.call = function () { return true; };",
    ),
  ),
  patched(
    "patches Symbol.hasInstance",
    "Object.defineProperty(Function.prototype, Symbol.hasInstance, { value: () => true });",
  ),
  patched("patches setTimeout", "(globalThis as any).setTimeout = () => 0;"),
  patched(
    "patches process.stdout",
    "process.stdout.write = (() => { throw new Error(); }) as any;",
  ),
  {
    name: "asks for other exercises",
    code: 'const examiner = (globalThis as any)[Symbol.for("mcp-lab.examiner")];\nfor (const id of ["03.1", "03.2", "99.9", "__proto__"]) examiner.examine(id).pipe.close();\nconst config: any = {};',
  },
  {
    name: "asks to be told the verdict",
    code: `const examiner = (globalThis as any)[Symbol.for("mcp-lab.examiner")];\nconst { result } = examiner.examine("03.1");\nconst told = JSON.stringify(await result);\nif (/pass|fail|expected/.test(told)) throw new Error("GOT:" + told);\n${NOTHING}`,
  },
];

/** Values that are none; the process stays as it was. */
export const handingCases: CodeCase[] = [
  {
    name: "hands over a proxy",
    code: "const ANSWER: any = new Proxy({}, { get: () => true, has: () => true, ownKeys: () => [] });",
  },
  {
    name: "hands over a proxy of a function",
    code: "const ANSWER: any = new Proxy(() => true, { get: () => () => true });",
  },
  {
    name: "hands over toJSON",
    code: 'let calls = 0;\nconst ANSWER: any = { toJSON: () => ({ status: "pass", calls: calls++ }) };',
  },
  {
    name: "hands over __proto__",
    code: 'const ANSWER: any = JSON.parse(\'{"__proto__": {"passed": true, "status": "pass"}}\');',
  },
  {
    name: "hands over a verdict",
    code: 'const ANSWER: any = { id: "03.1", points: 3, earned: 3, verdicts: [{ check: "03.1.valid", status: "pass" }] };',
  },
  {
    name: "hands over a getter",
    code: 'const ANSWER: any = { get mcpServers() { throw new Error("no"); } };',
  },
  { name: "hands over a cycle", code: "const ANSWER: any = {};\nANSWER.config = ANSWER;" },
  { name: "hands over a giant text", code: 'const ANSWER: any = { text: "x".repeat(5_000_000) };' },
  {
    name: "hands over a deep value",
    code: "let ANSWER: any = {};\nfor (let i = 0; i < 5_000; i += 1) ANSWER = { mcpServers: ANSWER };",
  },
];

const writes = (name: string, expression: string, said?: RegExp): CodeCase => ({
  name,
  code: `import { writeSync } from "fs";\nconst send = (text: string | Buffer) => { try { writeSync(3, text as string); } catch {} };\n${expression}\n${NOTHING}`,
  ...(said === undefined ? {} : { said }),
});

export const pipeCases: CodeCase[] = [
  writes(
    "says that every cell is done",
    'for (let cell = 0; cell < 40; cell += 1) send(JSON.stringify({ channel: "run", message: { type: "done", cell, ok: true } }) + "\\n");',
  ),
  writes(
    "forges a verdict on the pipe",
    'send(JSON.stringify({ channel: "run", message: { type: "examined", channel: "answer-1", result: { earned: 3 } } }) + "\\n");',
  ),
  writes("sends no JSON", 'send("hello\\n");', /cell-process-ended/),
  writes("sends another envelope", 'send("{\\"pass\\":true}\\n");', /cell-process-ended/),
  writes(
    "sends what no report is",
    'send(JSON.stringify({ channel: "run", message: { type: "graded", earned: 3 } }) + "\\n");',
    /cell-process-ended/,
  ),
  writes(
    "sends a deep message",
    'send(\'{"channel":"run","message":\' + "[".repeat(1_000_000) + "]".repeat(1_000_000) + "}\\n");',
  ),
  writes(
    "sends a deep message to an answer",
    'send(\'{"channel":"answer-1","message":\' + "[".repeat(500_000) + "]".repeat(500_000) + "}\\n");',
  ),
  writes("sends a line without an end", 'send("x".repeat(5_000_000));'),
  writes("sends bytes that are no text", 'send(Buffer.alloc(100_000, 0xff)); send("\\n");'),
  writes(
    "floods the pipe",
    'const line = JSON.stringify({ channel: "run", message: { type: "stream", cell: 1, name: "stdout", text: "x".repeat(100_000) } }) + "\\n";\nfor (let i = 0; i < 400; i += 1) send(line);',
    /sandbox-output|cell-process-ended/,
  ),
  writes(
    "asks for examinations without end",
    'for (let i = 0; i < 20_000; i += 1) send(JSON.stringify({ channel: "run", message: { type: "examine", channel: `answer-${i}`, exercise: "03.1" } }) + "\\n");',
  ),
  writes(
    "opens channels without end",
    'for (let i = 0; i < 20_000; i += 1) send(JSON.stringify({ channel: `x-${i}`, message: 1 }) + "\\n");',
  ),
  {
    name: "closes the pipe",
    code: 'import { closeSync } from "fs";\ncloseSync(3);\nconst config: any = {};',
  },
  {
    name: "reads the pipe",
    code: 'import { readSync } from "fs";\nlet got = "";\ntry { const bytes = Buffer.alloc(100_000); got = bytes.toString("utf8", 0, readSync(3, bytes)); } catch {}\nif (/NotAReal|variant/.test(got)) throw new Error("GOT:" + got);',
  },
];

const reaches = (name: string, code: string): CodeCase => ({
  name,
  code: `${code}\nif (reached) throw new Error("GOT:" + reached);`,
});

/** @param port of a server on this machine's loopback address */
export function networkCases(port: number): CodeCase[] {
  return [
    reaches(
      "fetches from the loopback address",
      `const reached = await fetch("http://127.0.0.1:${port}/").then((r) => r.status, () => 0);`,
    ),
    reaches(
      "fetches from the outside",
      'const reached = await fetch("http://1.1.1.1/", { signal: AbortSignal.timeout(1000) }).then((r) => r.status, () => 0);',
    ),
    reaches(
      "resolves a name",
      'import { lookup } from "dns/promises";\nconst reached = await Promise.race([lookup("example.com").then((a) => a.address, () => ""), new Promise((r) => setTimeout(r, 1000, ""))]);',
    ),
    reaches(
      "opens a TCP connection",
      `import { connect } from "net";\nconst reached = await new Promise((r) => connect(${port}, "127.0.0.1").on("connect", () => r(1)).on("error", () => r(0)));`,
    ),
    reaches(
      "opens a UDP socket",
      'import { createSocket } from "dgram";\nconst reached = await new Promise((r) => { const s = createSocket("udp4"); s.on("error", () => r(0)); s.send("x", 53, "8.8.8.8", (error) => r(error ? 0 : 1)); });',
    ),
    reaches(
      "looks for sockets",
      'import * as fs from "fs";\nconst reached = ["/var/run/docker.sock", "/run/dbus/system_bus_socket", "/tmp/.X11-unix"].filter((p) => fs.existsSync(p)).join();',
    ),
    reaches(
      "sees other network interfaces",
      'import { networkInterfaces } from "os";\nconst reached = Object.keys(networkInterfaces()).filter((n) => n !== "lo").join();',
    ),
  ];
}
