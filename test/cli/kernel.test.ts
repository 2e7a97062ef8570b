import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { kernelspec } from "../../lib/cli/jupyter/home.ts";
import { userDataFolder } from "../../lib/cli/kernel.ts";
import { lab } from "./lab.ts";
import { temporaryFolder, temporaryProject } from "./temporary-project.ts";

const SPEC = ["share", "jupyter", "kernels", "tslab", "kernel.json"];

describe("the folder of a person's own kernels", () => {
  const home = { HOME: "/home/ada" };
  test.each<[string, NodeJS.Platform, NodeJS.ProcessEnv, string]>([
    ["Linux", "linux", home, join("/home/ada", ".local", "share", "jupyter")],
    [
      "Linux with XDG_DATA_HOME",
      "linux",
      { ...home, XDG_DATA_HOME: "/data" },
      join("/data", "jupyter"),
    ],
    ["macOS", "darwin", home, join("/home/ada", "Library", "Jupyter")],
    ["Windows", "win32", { APPDATA: "/roaming" }, join("/roaming", "jupyter")],
    ["a Jupyter that was told another", "darwin", { JUPYTER_DATA_DIR: "/own" }, "/own"],
  ])("on %s", (_, platform, env, folder) => {
    expect(userDataFolder(platform, env)).toBe(folder);
  });
});

describe("lab kernel", () => {
  test("writes the kernel of this lab below the prefix, and says how to remove it", async () => {
    const [root, prefix] = [temporaryProject(), temporaryFolder()];
    const { code, stdout, stderr } = await lab(root, ["kernel", "--prefix", prefix]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: join(prefix, ...SPEC) });
    expect(JSON.parse(readFileSync(stdout, "utf8"))).toEqual(kernelspec(root, process.execPath));
    expect(stderr).toContain(`delete the folder ${dirname(stdout)}`);
  });

  test("reads a relative prefix from the folder that it is called in", async () => {
    const root = temporaryProject();
    const { stdout } = await lab(root, ["kernel", "--prefix", "environment"]);
    expect(stdout).toBe(join(root, "environment", ...SPEC));
  });

  test("replaces the kernel of a lab that was moved", async () => {
    const [before, after, prefix] = [temporaryProject(), temporaryProject(), temporaryFolder()];
    await lab(before, ["kernel", "--prefix", prefix]);
    const { code, stdout } = await lab(after, ["kernel", "--prefix", prefix]);
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(stdout, "utf8"))).toEqual(kernelspec(after, process.execPath));
  });

  test("keeps somebody else's kernel of that name, unless told to replace it", async () => {
    const [root, prefix] = [temporaryProject(), temporaryFolder()];
    const file = join(prefix, ...SPEC);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ argv: ["tslab", "kernel"] }));
    const refused = await lab(root, ["kernel", "--prefix", prefix]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("--replace");
    expect(readFileSync(file, "utf8")).toBe(JSON.stringify({ argv: ["tslab", "kernel"] }));
    expect((await lab(root, ["kernel", "--prefix", prefix, "--replace"])).code).toBe(0);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(kernelspec(root, process.execPath));
  });

  test.each([
    ["no place", [], "--user"],
    ["two places", ["--user", "--prefix", "/usr/local"], "cannot be used with"],
  ])("%s is one sentence", async (_, words, sentence) => {
    const { code, stderr } = await lab(temporaryProject(), ["kernel", ...words]);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });

  test("a prefix that cannot be written is one sentence with the place", async () => {
    const root = temporaryProject();
    writeFileSync(join(root, "file"), "in the way");
    const { code, stderr } = await lab(root, ["kernel", "--prefix", "file"]);
    expect(code).toBe(2);
    expect(stderr).toContain("cannot write here");
  });
});
