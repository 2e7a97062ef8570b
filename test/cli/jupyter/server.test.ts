import { describe, expect, test } from "vitest";
import type { Jupyter } from "../../../lib/cli/jupyter/machine.ts";
import { serverWords } from "../../../lib/cli/jupyter/server.ts";

const NOTEBOOK = "notebooks/00-start-here.ipynb";

function words(kind: Jupyter["kind"], version: string, notebook?: string): readonly string[] {
  return serverWords({
    jupyter: { kind, version, script: `/usr/bin/jupyter-${kind}` },
    root: "/lab",
    notebook,
    port: 8890,
    browser: false,
    runtime: "/lab/.lab/jupyter/runtime",
    env: {},
  });
}

describe("the command line of each Jupyter", () => {
  test.each([
    ["notebook", "6.4.12", "NotebookApp", "notebook_dir"],
    ["notebook", "7.0.0", "ServerApp", "root_dir"],
    ["notebook", "7.4.2", "ServerApp", "root_dir"],
    ["lab", "3.6.1", "ServerApp", "root_dir"],
    ["lab", "4.2.1", "ServerApp", "root_dir"],
  ] as const)("%s %s has its settings under %s", (kind, version, app, folder) => {
    expect(words(kind, version, NOTEBOOK)).toEqual(
      expect.arrayContaining([
        `--${app}.ip=127.0.0.1`,
        `--${app}.port=8890`,
        `--${app}.port_retries=0`,
        `--${app}.open_browser=False`,
        `--${app}.${folder}=/lab`,
        `--${app}.answer_yes=True`,
      ]),
    );
  });

  test("the notebook comes last; without one there is none", () => {
    expect(words("lab", "4.2.1", NOTEBOOK).at(-1)).toBe(`/lab/${NOTEBOOK}`);
    expect(words("lab", "4.2.1").every((word) => word.startsWith("--"))).toBe(true);
  });

  test("no word carries a token: others on the machine can read it", () => {
    expect(words("notebook", "6.4.12", NOTEBOOK).join(" ")).not.toMatch(/token|password/);
  });
});
