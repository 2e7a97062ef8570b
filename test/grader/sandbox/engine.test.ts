import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findEngine } from "../../../lib/grader/sandbox/engine.ts";

const path = process.env["PATH"];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "engines-"));
  process.env["PATH"] = folder;
});

afterEach(() => {
  process.env["PATH"] = path;
  rmSync(folder, { recursive: true, force: true });
});

function install(engine: string, script: string): void {
  writeFileSync(join(folder, engine), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, engine), 0o755);
}

describe.skipIf(process.platform === "win32")("an engine for containers", () => {
  it("is the first that answers", () => {
    install("docker", "echo 'Cannot connect to the daemon' >&2; exit 1");
    install("podman", "exit 0");
    expect(findEngine()).toBe("podman");
    install("docker", "exit 0");
    expect(findEngine()).toBe("docker");
  });

  it("that does not answer is said, with its own last words", () => {
    install("docker", "echo 'a warning' >&2; echo 'Cannot connect to the daemon' >&2; exit 1");
    expect(() => findEngine()).toThrow(/docker does not answer \(Cannot connect to the daemon\)/);
  });

  it("that is not there is said", () => {
    expect(() => findEngine()).toThrow(/neither docker nor podman/);
  });
});
