import { cpSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { complaintAboutNode, isBuilt, isInstalled } from "../lib/bootstrap.mjs";
import { pathWith, runNode, temporaryFolder, temporaryProject } from "./cli/temporary-project.ts";

describe("the version of Node", () => {
  test.each(["v20.19.0", "v20.20.2", "v21.0.0", "v22.12.0", "v24.1.0", "v26.0.0-nightly2026"])(
    "%s will do",
    (version) => expect(complaintAboutNode(version)).toBeUndefined(),
  );

  test.each(["v20.18.3", "v18.20.4", "v14.21.3", "v12.22.12", "v0.12.18"])(
    "%s is named in one sentence, with the remedy",
    (version) => {
      const complaint = complaintAboutNode(version);
      expect(complaint?.what).toBe(`The lab needs Node.js 20.19 or later, and this is ${version}.`);
      expect(complaint?.remedy).toContain("https://nodejs.org/");
    },
  );
});

describe("whether the packages are installed", () => {
  const asked = {
    "": {},
    lib: { version: "1.0.0" },
    "node_modules/zod": { version: "4.0.0" },
    "node_modules/fsevents": { version: "2.0.0", optional: true },
  };
  const installed = { lib: { version: "1.0.0" }, "node_modules/zod": { version: "4.0.0" } };

  test.each([
    ["all that belong on this platform", installed, true],
    ["nothing", {}, false],
    ["one is missing", { lib: { version: "1.0.0" } }, false],
    ["another version", { ...installed, "node_modules/zod": { version: "3.9.9" } }, false],
    [
      "an optional one in another version",
      { ...installed, "node_modules/fsevents": { version: "1.0.0" } },
      false,
    ],
  ])("%s", (_, found, expected) => expect(isInstalled(asked, found)).toBe(expected));
});

/** A library of two sources, both built. */
function library(): string {
  const lib = temporaryFolder();
  for (const path of ["cli/main.ts", "index.ts", "dist/cli/main.js", "dist/index.js"]) {
    mkdirSync(join(lib, path, ".."), { recursive: true });
    writeFileSync(join(lib, path), "");
    utimesSync(join(lib, path), 1_000, path.startsWith("dist") ? 2_000 : 1_000);
  }
  return lib;
}

describe("whether the library is built", () => {
  test("it is, when each source was built after it was written", () => {
    expect(isBuilt(library())).toBe(true);
  });

  test("it is, whatever lies among the templates, which no build takes", () => {
    const lib = library();
    mkdirSync(join(lib, "templates", "server"), { recursive: true });
    writeFileSync(join(lib, "templates", "server", "main.ts"), "");
    expect(isBuilt(lib)).toBe(true);
  });

  test("it is not, when a source is younger", () => {
    const lib = library();
    utimesSync(join(lib, "cli", "main.ts"), 3_000, 3_000);
    expect(isBuilt(lib)).toBe(false);
  });

  test("it is not, when a build that was interrupted left a file out", () => {
    const lib = library();
    writeFileSync(join(lib, "cli", "start.ts"), "");
    expect(isBuilt(lib)).toBe(false);
  });
});

function start(root: string): string[] {
  return [join(root, "lib", "bootstrap.mjs"), "start"];
}

describe("what cannot be set up", () => {
  test("--no-install names what is missing and the command", async () => {
    const root = temporaryProject({ packages: false });
    const run = runNode([...start(root), "--no-install"], root, { PATH: pathWith({}) });
    expect(await run.ended).toBe(2);
    expect(run.output.stderr).toBe(
      "Error: The lab's packages are not installed, or not in the versions it needs.\n" +
        "What to do: Run `npm ci`, or the same command without --no-install.\n",
    );
  });

  test.each([
    ["no network", 'echo "npm error code ENOTFOUND" >&2; exit 1', "npm cannot reach its registry"],
    ["a package that does not install", 'echo "npm error EUSAGE" >&2; exit 1', "`npm ci` failed"],
  ])("npm that fails: %s", async (_, npm, sentence) => {
    const root = temporaryProject({ packages: false });
    const run = runNode(start(root), root, { PATH: pathWith({ npm }) });
    expect(await run.ended).toBe(2);
    expect(run.output.stderr).toMatch(/^Installing the lab's packages .*\nnpm error .*\nError: /);
    expect(run.output.stderr).toContain(sentence);
    expect(run.output.stderr).toContain("What to do: ");
    expect(run.output.stderr).not.toContain("    at ");
  });

  test("no npm at all", async () => {
    const root = temporaryProject({ packages: false });
    const run = runNode(start(root), root, { PATH: pathWith({}) });
    expect(await run.ended).toBe(2);
    expect(run.output.stderr).toContain(
      "Error: npm, which comes with Node.js, was not found.\nWhat to do: ",
    );
  });

  test("npm's words are not shown when it succeeds", async () => {
    const root = temporaryProject();
    cpSync(join(root, "lib", "bootstrap.mjs"), join(root, "lib", "never-built.ts"));
    const npm = 'echo "lots of words"; exit 0';
    const run = runNode([...start(root), "--help"], root, { PATH: pathWith({ npm }) });
    expect(await run.ended).toBe(0);
    expect(run.output.stderr).toBe("Building the lab …\n");
    expect(run.output.stdout).not.toContain("lots of words");
  });

  test("Ctrl-C while npm installs ends npm and says how to go on", async () => {
    const root = temporaryProject({ packages: false });
    const run = runNode(start(root), root, { PATH: pathWith({ npm: "exec /bin/sleep 600" }) });
    await run.printed("stderr", /Installing/);
    run.child.kill("SIGINT");
    expect(await run.ended).toBe(2);
    expect(run.output.stderr).toContain("Stopped before the lab's packages were installed.");
  });
});

describe("npm run lab", () => {
  test("before anything is built says what to run", async () => {
    const lib = temporaryFolder();
    cpSync(join(temporaryProject({ packages: false }), "lib", "bootstrap.mjs"), join(lib, "b.mjs"));
    const run = runNode([join(lib, "b.mjs"), "lab", "doctor"], lib, {});
    expect(await run.ended).toBe(2);
    expect(run.output.stderr).toBe(
      "Error: The lab is not built yet.\nWhat to do: Run `npm start` first.\n",
    );
  });

  test("hands its words on, and ends quietly when nobody reads on", async () => {
    const root = temporaryProject();
    const bootstrap = join(root, "lib", "bootstrap.mjs");
    const run = runNode([bootstrap, "lab", "--help"], root, {});
    run.child.stdout?.destroy();
    expect(await run.ended).toBe(0);
    expect(run.output.stderr).toBe("");
  });
});

describe("npm test", () => {
  test.each([
    ["passes", 0, 0],
    ["fails", 1, 1],
  ])(
    "runs the checks with the words it was given; when they %s the code is %i",
    async (_, npm, code) => {
      const root = temporaryProject();
      const path = pathWith({ npm: `echo "npm $*"; exit ${npm}` });
      const run = runNode([join(root, "lib", "bootstrap.mjs"), "test", "test/cli"], root, {
        PATH: path,
      });
      expect(await run.ended).toBe(code);
      expect(run.output.stdout).toBe("npm run --silent check -- test/cli\n");
    },
  );
});
