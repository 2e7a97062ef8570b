import { expect, it, test } from "vitest";
import { containerCommand } from "../../../lib/grader/sandbox/container.ts";

const container: Parameters<typeof containerCommand>[0] = {
  engine: "docker",
  image: "mcp-lab-sandbox:1",
  name: "mcp-lab-x",
  user: "61200",
  isRoot: true,
  mounts: [],
  cwd: "/lab/notebooks",
  env: { MCP_LAB_MODE: "rehearsal", HF_TOKEN: "" },
  limits: { memoryBytes: 1000, processes: 64, diskBytes: 500, cpuSeconds: 9 },
};

const command = (changes: Partial<typeof container>): string[] =>
  containerCommand({ ...container, ...changes }, ["node", "x.js"]);

it.each([
  "--network=none",
  "--ipc=none",
  "--read-only",
  "--cap-drop=ALL",
  "--security-opt=no-new-privileges",
  "--user=61200:61200",
  "--memory=1000",
  "--memory-swap=1000",
  "--pids-limit=64",
  "--cpus=1",
  "--ulimit=core=1:1",
  "--ulimit=fsize=500:500",
  "--ulimit=cpu=9:9",
  "--log-driver=none",
  "--pull=never",
  "--rm",
])("holds a container with %s", (option) => {
  const words = command({});
  expect(words.slice(0, words.indexOf(container.image))).toContain(option);
});

it("runs the words with the given environment and none of the engine's", () => {
  const words = command({});
  const inside = words.slice(words.indexOf(container.image) + 1);
  expect(inside.slice(0, 2)).toEqual(["env", "-i"]);
  expect(inside.filter((word) => /^[A-Z_]+=/.test(word)).map((word) => word.split("=")[0])).toEqual(
    ["PATH", "TZ", "LANG", "MCP_LAB_MODE", "HF_TOKEN"],
  );
  expect(inside.slice(-2)).toEqual(["node", "x.js"]);
});

test.each([
  [{ kind: "shown", from: "/a", at: "/b" }, "--mount=type=bind,source=/a,target=/b,readonly"],
  [
    { kind: "shown", from: '/a,"b"', at: "/b" },
    '--mount=type=bind,"source=/a,""b""",target=/b,readonly',
  ],
  [{ kind: "lent", at: "/a" }, "--mount=type=bind,source=/a,target=/a"],
  [
    { kind: "empty", at: "/t", bytes: 7 },
    "--mount=type=tmpfs,target=/t,tmpfs-size=7,tmpfs-mode=1777",
  ],
  [
    { kind: "hidden", at: "/h", what: "folder" },
    "--mount=type=tmpfs,target=/h,tmpfs-size=4096,tmpfs-mode=0555",
  ],
  [
    { kind: "hidden", at: "/h", what: "file" },
    "--mount=type=bind,source=/dev/null,target=/h,readonly",
  ],
] as const)("shows %o", (mount, option) => {
  expect(command({ mounts: [mount] })).toContain(option);
});

it("keeps podman from copying into an empty folder what it is to hide", () => {
  const words = command({
    engine: "podman",
    mounts: [{ kind: "hidden", at: "/h", what: "folder" }],
  });
  expect(words.find((word) => word.includes("target=/h"))).toMatch(/,notmpcopyup$/);
  expect(words).toContain("--read-only-tmpfs=false");
});

it("lets podman without root keep the user's number, so that files stay readable", () => {
  expect(command({ engine: "podman", isRoot: false })).toContain("--userns=keep-id");
  expect(command({ engine: "podman" })).not.toContain("--userns=keep-id");
  expect(command({ isRoot: false })).not.toContain("--userns=keep-id");
});

it("leaves out a bound on time for the compiler", () => {
  const { cpuSeconds: _time, ...limits } = container.limits;
  expect(command({ limits }).join(" ")).not.toContain("cpu=");
});
