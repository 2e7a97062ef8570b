import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { LabError } from "../../base/lab-error.ts";
import type { Mount } from "./view.ts";

/** What runs containers. */
export type Engine = "docker" | "podman";

const TIMEOUT_MS = 60_000;

/**
 * The first engine on the PATH that answers.
 *
 * @throws LabError `engine-missing`
 */
export function findEngine(): Engine {
  const silent: string[] = [];
  for (const engine of ["docker", "podman"] as const) {
    const asked = spawnSync(engine, ["info"], { encoding: "utf8", timeout: TIMEOUT_MS });
    if (asked.status === 0) return engine;
    if (asked.error === undefined)
      silent.push(`${engine} does not answer (${lastLine(asked.stderr)})`);
  }
  throw new LabError("engine-missing", {
    what:
      silent.length === 0
        ? "No container engine is installed here: neither docker nor podman."
        : `No container engine can be used here: ${silent.join("; ")}.`,
    remedy:
      "Install one, or start its service and let your user use it, until `docker info` or `podman info` works.",
  });
}

/**
 * Makes sure that there is an image with nothing in it but these links; all else is mounted.
 *
 * @returns its name
 * @throws LabError `image-failed`
 */
export function prepareImage(
  engine: Engine,
  links: readonly Extract<Mount, { kind: "link" }>[],
): string {
  const digest = createHash("sha256").update(JSON.stringify(links)).digest("hex").slice(0, 12);
  const image = `mcp-lab-sandbox:${digest}`;
  if (spawnSync(engine, ["image", "inspect", image], { timeout: TIMEOUT_MS }).status === 0)
    return image;
  const folder = mkdtempSync(join(tmpdir(), "mcp-lab-image-"));
  try {
    for (const { at, to } of links) {
      mkdirSync(dirname(join(folder, at)), { recursive: true });
      symlinkSync(to, join(folder, at));
    }
    const archive = spawnSync("tar", ["-C", folder, "-cf", "-", "."]);
    const imported = spawnSync(engine, ["import", "-", image], {
      input: archive.stdout,
      encoding: "utf8",
      timeout: TIMEOUT_MS,
    });
    if (imported.status === 0) return image;
    throw new LabError("image-failed", {
      what: `${engine} could not make the sandbox's image: ${lastLine(imported.stderr)}.`,
      remedy: `See why \`${engine} import\` fails here.`,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The variables with which an engine's client finds its service and its settings. */
export function engineEnvironment(): Record<string, string> {
  const names = Object.keys(process.env).filter((name) =>
    /^(PATH|HOME|XDG_RUNTIME_DIR|DOCKER_\w+|CONTAINERS?_\w+)$/.test(name),
  );
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? ""]));
}

/** What a program said last, which is where its errors are. */
export function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) || "it said nothing";
}
