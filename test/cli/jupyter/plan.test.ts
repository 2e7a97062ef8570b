import { describe, expect, test } from "vitest";
import type { Machine } from "../../../lib/cli/jupyter/machine.ts";
import { planJupyter } from "../../../lib/cli/jupyter/plan.ts";

const BARE: Machine = {
  platform: "linux",
  root: false,
  jupyters: [],
  uv: undefined,
  python: undefined,
  aptGet: undefined,
};
const LAB4 = { kind: "lab", script: "/usr/bin/jupyter-lab", version: "4.2.1" } as const;
const LAB2 = { ...LAB4, version: "2.3.2" };
const NOTEBOOK6 = {
  kind: "notebook",
  script: "/usr/bin/jupyter-notebook",
  version: "6.4.12",
} as const;
const NOTEBOOK5 = { ...NOTEBOOK6, version: "5.7.8" };
const PYTHON = { program: "/usr/bin/python3", venv: true };
const OPTIONS = { localPython: "/lab/.lab/python", install: true };

describe("a Jupyter that is there", () => {
  test.each([
    ["JupyterLab first", [LAB4, NOTEBOOK6], LAB4],
    ["Notebook when it is alone", [NOTEBOOK6], NOTEBOOK6],
    ["one that is too old is passed over", [LAB2, NOTEBOOK6], NOTEBOOK6],
  ])("%s", (_, jupyters, jupyter) => {
    expect(planJupyter({ ...BARE, jupyters, uv: "/usr/bin/uv" }, OPTIONS)).toEqual({
      status: "use",
      jupyter,
    });
  });
});

describe("the ways to install one, in order", () => {
  const everything: Partial<Machine> = {
    root: true,
    uv: "/usr/bin/uv",
    python: PYTHON,
    aptGet: "/usr/bin/apt-get",
  };
  test.each<[string, Partial<Machine>, string[]]>([
    ["everything", everything, ["/usr/bin/uv", "/usr/bin/python3", "/usr/bin/apt-get"]],
    ["an old Notebook only", { jupyters: [NOTEBOOK5], uv: "/usr/bin/uv" }, ["/usr/bin/uv"]],
    ["uv and no Python", { uv: "/usr/bin/uv" }, ["/usr/bin/uv"]],
    ["Python", { python: PYTHON }, ["/usr/bin/python3"]],
    [
      "Python without venv, as root on Debian",
      { ...everything, uv: undefined, python: { ...PYTHON, venv: false } },
      ["/usr/bin/apt-get"],
    ],
    [
      "apt, not as root, and Python",
      { aptGet: "/usr/bin/apt-get", python: PYTHON },
      ["/usr/bin/python3"],
    ],
  ])("%s", (_, machine, programs) => {
    const plan = planJupyter({ ...BARE, ...machine }, OPTIONS);
    const ways = plan.status === "install" ? plan.ways : [];
    expect(ways.map((way) => way.commands[0]?.[0])).toEqual(programs);
    expect(ways.map((way) => way.local)).toEqual(
      programs.map((program) => !program.endsWith("apt-get")),
    );
  });

  test("on Windows the programs of an environment lie in Scripts and end in .exe", () => {
    const plan = planJupyter({ ...BARE, platform: "win32", python: PYTHON }, OPTIONS);
    const program = plan.status === "install" ? plan.ways[0]?.commands[1]?.[0] : undefined;
    expect(program).toMatch(/[\\/]Scripts[\\/]python\.exe$/);
  });
});

describe("what cannot be helped is one sentence with the remedy for the platform", () => {
  test.each<[string, Partial<Machine>, string, string]>([
    ["no Python on Linux", {}, "no Python", "of your distribution"],
    ["no Python on macOS", { platform: "darwin" }, "no Python", "brew install jupyterlab"],
    ["no Python on Windows", { platform: "win32" }, "no Python", "add python.exe to path"],
    [
      "no Python on Debian, not as root",
      { aptGet: "/usr/bin/apt-get" },
      "no Python",
      "sudo apt-get install",
    ],
    ["a Python without venv", { python: { ...PYTHON, venv: false } }, "no venv and pip", "uv"],
  ])("%s", (_, machine, what, remedy) => {
    const plan = planJupyter({ ...BARE, ...machine }, OPTIONS);
    const error = plan.status === "impossible" ? plan.error : undefined;
    expect(error?.what).toContain(what);
    expect(error?.remedy.toLowerCase()).toContain(remedy);
    expect(error?.remedy).toContain("npm start");
  });

  test("--no-install installs nothing, whatever there is to install with", () => {
    const plan = planJupyter(
      { ...BARE, uv: "/usr/bin/uv", python: PYTHON },
      { ...OPTIONS, install: false },
    );
    expect(plan).toMatchObject({
      status: "impossible",
      error: { what: expect.stringContaining("--no-install") },
    });
  });
});
