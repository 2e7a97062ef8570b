import { readdirSync, readFileSync, statSync } from "node:fs";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { kernelspec } from "../lib/cli/jupyter/home.ts";
import { pathWith, PROJECT, temporaryFolder } from "./cli/temporary-project.ts";

const run = promisify(execFile);
const read = (path: string): string => readFileSync(join(PROJECT, path), "utf8");
const workflows = readdirSync(join(PROJECT, ".github", "workflows"));

/** What GitHub asks of a workflow, as far as this project uses it. */
const Workflow = z.object({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.object({
      "runs-on": z.string(),
      permissions: z.record(z.string(), z.string()).optional(),
      strategy: z.object({ matrix: z.record(z.string(), z.array(z.unknown())) }).optional(),
      steps: z.array(
        z.union([z.looseObject({ uses: z.string() }), z.looseObject({ run: z.string() })]),
      ),
    }),
  ),
});

describe("on GitHub Actions", () => {
  test.each(workflows)(
    "%s is a workflow that may read and no more, but for a job that publishes",
    (file) => {
      const workflow = Workflow.parse(parse(read(`.github/workflows/${file}`)));
      expect(workflow.permissions).toEqual({ contents: "read" });
      const more = Object.values(workflow.jobs).filter(
        ({ permissions }) => permissions !== undefined,
      );
      expect(more.map(({ permissions }) => permissions)).toEqual(
        file === "site.yml" ? [{ pages: "write", "id-token": "write" }] : [],
      );
    },
  );

  test("what may publish the site runs nothing of the project's", () => {
    const { jobs } = Workflow.parse(parse(read(".github/workflows/site.yml")));
    const publish = Object.values(jobs).filter(({ permissions }) => permissions !== undefined);
    expect(publish).toHaveLength(1);
    const steps = publish.flatMap((job) => job.steps);
    expect(steps.map((step) => step["uses"])).toEqual(["actions/deploy-pages@v4"]);
  });

  test("the suite runs on three systems and on each Node that the lab supports", () => {
    const { jobs } = Workflow.parse(parse(read(".github/workflows/ci.yml")));
    const { system = [], node } = jobs["test"]?.strategy?.matrix ?? {};
    expect(system.map((name) => String(name).split("-")[0])).toEqual([
      "ubuntu",
      "macos",
      "windows",
    ]);
    expect(node).toEqual([20, 22, 24]);
  });

  test("each npm script that a workflow names is there", () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read("package.json")));
    const named = workflows.flatMap((file) => [
      ...read(`.github/workflows/${file}`).matchAll(/npm run ([a-z-]+)/g),
    ]);
    expect(named.length).toBeGreaterThan(2);
    for (const [, script = ""] of named) expect(Object.keys(scripts)).toContain(script);
  });
});

test.each([".ci/run", ".github/workflows/ci.yml"])(
  "%s fetches Claude Code before it tests, and goes on where npm has none",
  (file) => {
    const text = read(file);
    const fetched = text.search(/npm run .*lab -- host --install.*\|\| \[ \$\? -eq 2 \]/);
    expect(fetched).toBeGreaterThan(0);
    expect(text.search(/^(?: +- run: npm test|suite test)$/m)).toBeGreaterThan(fetched);
  },
);

describe("in VS Code and in a dev container", () => {
  const Container = z.strictObject({
    name: z.string(),
    image: z.string(),
    features: z.record(z.string().regex(/^ghcr\.io\/.+:\d+$/), z.record(z.string(), z.unknown())),
    postCreateCommand: z.string(),
    forwardPorts: z.array(z.int()),
    portsAttributes: z.record(
      z.string(),
      z.object({ label: z.string(), onAutoForward: z.string() }),
    ),
    customizations: z.object({ vscode: z.object({ extensions: z.array(z.string()) }) }),
  });

  test("the container has a supported Node, a Python, and Jupyter's port", () => {
    const container = Container.parse(JSON.parse(read(".devcontainer/devcontainer.json")));
    expect(container.image).toMatch(/typescript-node:(?:\d+-)?(?:22|24)-bookworm$/);
    expect(Object.keys(container.features).join()).toContain("features/python");
    expect(container.forwardPorts).toEqual([8888]);
    expect(container.postCreateCommand).toBe("npm ci && npm run lab -- kernel --user");
  });

  test("both recommend the extension that opens notebooks", () => {
    const container = Container.parse(JSON.parse(read(".devcontainer/devcontainer.json")));
    const { recommendations } = JSON.parse(read(".vscode/extensions.json"));
    expect(recommendations).toEqual(container.customizations.vscode.extensions);
    expect(recommendations).toContain("ms-toolsai.jupyter");
  });
});

describe("on Binder", () => {
  test("the environment has Python and a supported Node, from conda-forge", () => {
    expect(parse(read(".binder/environment.yml"))).toEqual({
      name: "mcp-integration-lab",
      channels: ["conda-forge"],
      dependencies: ["python=3.12", "nodejs=22"],
    });
  });

  // npm is replaced: what it installs is what every other test runs on.
  const NPM = `case "$1" in
    ci|cache) echo "npm $*" ;;
    run) shift 3; exec node "${join(PROJECT, "lib", "dist", "cli", "main.js")}" "$@" ;;
    *) exit 1 ;;
  esac`;

  test("postBuild installs and puts the kernel where repo2docker's Jupyter looks", async () => {
    const prefix = temporaryFolder();
    const script = join(PROJECT, ".binder", "postBuild");
    expect(statSync(script).mode & 0o111).toBe(0o111);
    const env = { PATH: `${pathWith({ npm: NPM })}:/usr/bin:/bin`, NB_PYTHON_PREFIX: prefix };
    const { stdout } = await run(script, { cwd: PROJECT, env });
    expect(stdout).toMatch(/^npm ci\n.*kernel\.json\nnpm cache clean --force\n$/);
    const file = join(prefix, "share", "jupyter", "kernels", "tslab", "kernel.json");
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      argv: [expect.stringMatching(/node$/), ...kernelspec(PROJECT, "").argv.slice(1)],
    });
  });

  test("postBuild fails when npm fails, and outside of repo2docker", async () => {
    const failing = { PATH: `${pathWith({ npm: "exit 7" })}:/usr/bin:/bin` };
    const script = join(PROJECT, ".binder", "postBuild");
    const inBinder = { ...failing, NB_PYTHON_PREFIX: temporaryFolder() };
    await expect(run(script, { cwd: PROJECT, env: inBinder })).rejects.toMatchObject({ code: 7 });
    const env = { PATH: `${pathWith({ npm: "exit 0" })}:/usr/bin:/bin` };
    await expect(run(script, { cwd: PROJECT, env })).rejects.toMatchObject({
      stderr: expect.stringContaining("NB_PYTHON_PREFIX"),
    });
  });
});
