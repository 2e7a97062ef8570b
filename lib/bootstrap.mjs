// @ts-check
/**
 * `npm start`, `npm test` and `npm run lab`: what has to be there before anything else can run. It uses nothing but
 * Node, and no syntax younger than Node 12, so that an old Node gets a sentence and not a stack trace.
 */
import { spawn } from "child_process";
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "fs";
import { basename, dirname, join } from "path";
import { fileURLToPath, pathToFileURL } from "url";

/** @typedef {{ what: string, remedy: string, details?: string }} Complaint */
/** @typedef {{ [path: string]: { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean } }} Packages */

const LIB = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(LIB);

/**
 * What is wrong with the version of Node, as `process.version` gives it; undefined when it will do.
 * @param {string} version
 * @returns {Complaint | undefined}
 */
export function complaintAboutNode(version) {
  const [major = 0, minor = 0] = version.replace("v", "").split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return undefined;
  return {
    what: `The lab needs Node.js 20.19 or later, and this is ${version}.`,
    remedy:
      "Install the current LTS from https://nodejs.org/, open a new terminal and run the command again.",
  };
}

/**
 * Whether what is installed is what the lockfile asks for. Packages for other platforms are absent.
 * @param {Packages} asked the `packages` of package-lock.json
 * @param {Packages} installed the `packages` of node_modules/.package-lock.json
 */
export function isInstalled(asked, installed) {
  return Object.entries(asked).every(([path, wanted]) => {
    if (path === "") return true;
    const found = installed[path];
    return found === undefined ? wanted.optional === true : found.version === wanted.version;
  });
}

/** @param {string} root */
function hasDependencies(root) {
  try {
    const asked = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
    const installed = JSON.parse(
      readFileSync(join(root, "node_modules", ".package-lock.json"), "utf8"),
    );
    return isInstalled(asked.packages, installed.packages);
  } catch {
    // No lockfile of what is installed, or one that npm did not finish.
    return false;
  }
}

/**
 * Whether each source under `lib` has been built since it was last written.
 * @param {string} lib
 * @returns {boolean}
 */
export function isBuilt(lib) {
  return sourcesUnder(lib, "").every((source) => {
    const built = join(lib, "dist", source.replace(/\.ts$/, ".js"));
    return existsSync(built) && statSync(built).mtimeMs >= statSync(join(lib, source)).mtimeMs;
  });
}

/**
 * @param {string} lib
 * @param {string} folder
 * @returns {string[]}
 */
function sourcesUnder(lib, folder) {
  /** @type {string[]} */
  const sources = [];
  for (const entry of readdirSync(join(lib, folder), { withFileTypes: true })) {
    const path = join(folder, entry.name);
    // What a sketch is exported as has compiler settings of its own, and is not built here.
    if (path === "dist" || path === "templates" || entry.name === "node_modules") continue;
    if (entry.isDirectory()) sources.push(...sourcesUnder(lib, path));
    else if (entry.name.endsWith(".ts")) sources.push(path);
  }
  return sources;
}

/**
 * Installs and builds what is missing, and says so first.
 * @param {boolean} mayInstall
 * @returns {Promise<Complaint | undefined>}
 */
async function setUp(mayInstall) {
  if (!hasDependencies(ROOT)) {
    if (!mayInstall) {
      return {
        what: "The lab's packages are not installed, or not in the versions it needs.",
        remedy: "Run `npm ci`, or the same command without --no-install.",
      };
    }
    // A shell in which NODE_ENV is "production" would leave out the compiler.
    const failed = await runNpm(
      ["ci", "--include=dev"],
      "Installing the lab's packages with `npm ci` (a minute or two, up to five on a slow line) …",
    );
    if (failed) return complaintAboutNpm(failed);
  }
  if (isBuilt(LIB)) return undefined;
  const failed = await runNpm(["run", "build"], "Building the lab …");
  if (!failed) return undefined;
  return {
    what: "The lab could not be built.",
    remedy:
      "Undo the last change under lib/ (`git status` shows it), or run `npm ci` and try again.",
    details: failed.said,
  };
}

/** @typedef {{ said: string, stopped: boolean }} Failure */

/**
 * @param {Failure} failed
 * @returns {Complaint}
 */
function complaintAboutNpm(failed) {
  if (failed.stopped) {
    return {
      what: "Stopped before the lab's packages were installed.",
      remedy: "Run the same command again; it starts over.",
    };
  }
  if (failed.said.includes("spawn npm ENOENT")) {
    return {
      what: "npm, which comes with Node.js, was not found.",
      remedy:
        "Install Node.js from https://nodejs.org/, open a new terminal and run the command again.",
    };
  }
  const offline = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/.test(
    failed.said,
  );
  return {
    what: offline
      ? "The lab's packages could not be installed: npm cannot reach its registry."
      : "The lab's packages could not be installed: `npm ci` failed.",
    remedy: offline
      ? "Check the network (behind a proxy: `npm config set proxy <url>`) and run the same command again."
      : "Read what npm says above, put it right and run the same command again.",
    details: failed.said,
  };
}

/**
 * Runs npm quietly: what it says is kept for the case that it fails.
 * @param {string[]} words
 * @param {string} announcement
 * @returns {Promise<Failure | undefined>}
 */
function runNpm(words, announcement) {
  return new Promise((resolve) => {
    const child = spawnNpm(words, "pipe");
    const heard = keepSignals(() => child.kill());
    say(announcement);
    const began = Date.now();
    const progress = setInterval(() => {
      say(`… still at it after ${Math.round((Date.now() - began) / 1000)} s`);
    }, 15_000);
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      if (stream)
        stream.setEncoding("utf8").on("data", (/** @type {string} */ text) => (said += text));
    }
    child.on("error", (error) => (said += error.message));
    child.on("close", (code) => {
      clearInterval(progress);
      const stopped = heard();
      resolve(code === 0 && !stopped ? undefined : { said, stopped });
    });
  });
}

/**
 * The npm that runs us, else the one on PATH.
 * @param {string[]} words
 * @param {"pipe" | "inherit"} output
 */
function spawnNpm(words, output) {
  const script = process.env.npm_execpath;
  /** @type {import("child_process").SpawnOptions} */
  const options = { cwd: ROOT, stdio: ["ignore", output, output] };
  if (script !== undefined && basename(script) === "npm-cli.js") {
    return spawn(process.execPath, [script, ...words], options);
  }
  // On Windows npm is a batch file, which only a shell can run.
  return spawn("npm", words, { ...options, shell: process.platform === "win32" });
}

/**
 * Lives on through Ctrl-C, which in a terminal reaches npm by itself, until npm has ended.
 * @param {() => void} then what else Ctrl-C does
 * @returns {() => boolean} ends that; true when Ctrl-C came
 */
function keepSignals(then) {
  let came = false;
  const note = () => {
    came = true;
    then();
  };
  process.on("SIGINT", note);
  return () => {
    process.removeListener("SIGINT", note);
    return came;
  };
}

/** @param {string} line */
function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * What a program said first: npm puts the reason first, and all its options after it.
 * @param {string} said
 */
function opening(said) {
  const lines = said.trim().split("\n");
  return lines.length <= 20 ? lines.join("\n") : lines.slice(0, 20).join("\n") + "\n…";
}

/** @param {Complaint} complaint */
function complain(complaint) {
  if (complaint.details) say(opening(complaint.details));
  say(`Error: ${complaint.what}`);
  say(`What to do: ${complaint.remedy}`);
}

/**
 * @param {string[]} words
 * @returns {Promise<number>} the exit code
 */
async function lab(words) {
  const program = join(LIB, "dist", "cli", "main.js");
  if (!existsSync(program)) {
    complain({ what: "The lab is not built yet.", remedy: "Run `npm start` first." });
    return 2;
  }
  /** @type {typeof import("./cli/main.ts")} */
  let commands;
  try {
    commands = await import(pathToFileURL(program).href);
  } catch (error) {
    complain({
      what: `The lab could not be loaded: ${error instanceof Error ? error.message : String(error)}`,
      remedy: "Run `npm start`, or `npm ci`, and try again.",
    });
    return 2;
  }
  return commands.main(words, commands.processTerminal());
}

/**
 * @param {string[]} words
 * @returns {Promise<number>} the exit code
 */
function test(words) {
  return new Promise((resolve) => {
    say("Testing the lab: up to five minutes on two idle cores, longer on a busy machine.");
    say("The long tests (browser, hostile submissions, whole course): npm run test:all");
    const heard = keepSignals(() => {});
    const child = spawnNpm(["run", "--silent", "check", "--", ...words], "inherit");
    child.on("error", () => resolve(2));
    child.on("close", (code) => resolve(heard() ? 2 : code === 0 ? 0 : 1));
  });
}

/**
 * @param {string[]} argv `start`, `test` or `lab`, then its own words
 * @returns {Promise<number>} the exit code
 */
async function main([command, ...words]) {
  const complaint =
    complaintAboutNode(process.version) ||
    (command === "lab" ? undefined : await setUp(!words.includes("--no-install")));
  if (complaint) {
    complain(complaint);
    return 2;
  }
  if (command === "test") return test(words.filter((word) => word !== "--no-install"));
  return lab(command === "lab" ? words : ["start", ...words]);
}

const script = process.argv[1];
if (script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url)) {
  void main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
