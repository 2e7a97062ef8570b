import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installJupyter } from "../../../lib/cli/jupyter/install.ts";
import { lookAtMachine } from "../../../lib/cli/jupyter/machine.ts";
import { planJupyter } from "../../../lib/cli/jupyter/plan.ts";
import { pathWith, temporaryFolder } from "../temporary-project.ts";

const ANSWERS_AS_LAB = `
/bin/mkdir -p "$2/bin" && printf '#!/bin/sh\\necho 4.2.1\\n' > "$2/bin/jupyter-lab" &&
/bin/chmod +x "$2/bin/jupyter-lab"`;
const UV_THAT_INSTALLS = `if [ "$1" = venv ]; then ${ANSWERS_AS_LAB}; fi`;
const UV_OFFLINE = `if [ "$1" = venv ]; then /bin/mkdir -p "$2"; else
echo "resolving"; echo "error: no route to the index" >&2; exit 2; fi`;
const UV_THAT_HANGS = `/bin/mkdir -p "$2"; echo >&2; exec /bin/sleep 600`;

async function installWith(scripts: Record<string, string>, signal: AbortSignal) {
  const localPython = join(temporaryFolder(), "python");
  const env = { PATH: pathWith(scripts) };
  const said: string[] = [];
  const plan = planJupyter(lookAtMachine(env, localPython), { localPython, install: true });
  const world = {
    env,
    localPython,
    signal,
    say: (line: string) => said.push(line),
    byHand: "do it",
  };
  const done = installJupyter(plan.status === "install" ? plan.ways : [], world);
  return { done, said, localPython, look: () => lookAtMachine(env, localPython) };
}

const never = new AbortController().signal;

test("what was installed is found afterwards, and was announced before", async () => {
  const { done, said, localPython, look } = await installWith({ uv: UV_THAT_INSTALLS }, never);
  await done;
  expect(said).toEqual([expect.stringMatching(/^Installing JupyterLab with uv into .*python/)]);
  expect(look().jupyters).toEqual([
    { kind: "lab", script: join(localPython, "bin", "jupyter-lab"), version: "4.2.1" },
  ]);
});

test("when no way works, the error carries the last reason, and nothing is left", async () => {
  const { done, said, localPython } = await installWith({ uv: UV_OFFLINE }, never);
  await expect(done).rejects.toMatchObject({
    code: "jupyter-not-installed",
    what: expect.stringContaining("error: no route to the index"),
    remedy: expect.stringContaining("or do it"),
  });
  expect(said.at(-1)).toBe("That did not work: error: no route to the index");
  expect(existsSync(localPython)).toBe(false);
});

test("when it is stopped, nothing is left half-written", async () => {
  const stop = new AbortController();
  const { done, localPython } = await installWith({ uv: UV_THAT_HANGS }, stop.signal);
  await expect.poll(() => existsSync(localPython)).toBe(true);
  stop.abort();
  await expect(done).rejects.toMatchObject({ code: "stopped" });
  expect(existsSync(localPython)).toBe(false);
});

test("a Jupyter that does not run, such as a shim without its Python, is not found", () => {
  const env = { PATH: pathWith({ "jupyter-notebook": "echo 'command not found' >&2; exit 127" }) };
  expect(lookAtMachine(env, "/nowhere").jupyters).toEqual([]);
});
