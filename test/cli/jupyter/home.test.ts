import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { jupyterEnvironment, kernelspec, prepareHome } from "../../../lib/cli/jupyter/home.ts";
import { LabError } from "../../../lib/base/lab-error.ts";
import { temporaryFolder } from "../temporary-project.ts";

test("the kernelspec runs the project's own tslab with the given Node", () => {
  expect(kernelspec("/lab", "/opt/node/bin/node")).toEqual({
    argv: [
      "/opt/node/bin/node",
      join("/lab", "node_modules", "tslab", "bin", "tslab"),
      "kernel",
      "--config-path",
      "{connection_file}",
    ],
    display_name: "TypeScript",
    language: "typescript",
  });
});

describe("what is prepared for Jupyter", () => {
  test("is under .lab only, whole, and again after a project was moved", () => {
    const root = temporaryFolder();
    prepareHome(root);
    const home = prepareHome(root);
    const spec = join(home.data, "kernels", "tslab", "kernel.json");
    expect(JSON.parse(readFileSync(spec, "utf8"))).toEqual(kernelspec(root, process.execPath));
    expect(readdirSync(root)).toEqual([".lab"]);
    expect(readdirSync(dirname(spec))).toEqual(["kernel.json"]);
  });

  test("a folder that cannot be written is one sentence with the place and the remedy", () => {
    const root = temporaryFolder();
    writeFileSync(join(root, ".lab"), "in the way");
    expect(() => prepareHome(root)).toThrow(LabError);
    expect(() => prepareHome(root)).toThrow(/\.lab.*cannot write here.*Give yourself write access/);
  });
});

describe("the environment of Jupyter", () => {
  const home = { config: "/c", data: "/d", runtime: "/r", ipython: "/i" };

  test("is the person's own, with Node first on PATH and Jupyter's folders in the project", () => {
    const env = jupyterEnvironment(home, { PATH: "/bin", HOME: "/home/me", JUPYTER_PATH: "/old" });
    expect(env).toEqual({
      HOME: "/home/me",
      PATH: [dirname(process.execPath), "/bin"].join(delimiter),
      JUPYTER_CONFIG_DIR: "/c",
      JUPYTER_DATA_DIR: "/d",
      JUPYTER_RUNTIME_DIR: "/r",
      JUPYTER_PATH: "/d",
      IPYTHONDIR: "/i",
    });
  });

  test("has one PATH where the system spells it Path", () => {
    const env = jupyterEnvironment(home, { Path: "/bin" });
    expect(Object.keys(env).filter((name) => name.toUpperCase() === "PATH")).toEqual(["PATH"]);
    expect(env["PATH"]).toMatch(/\/bin$/);
  });
});
