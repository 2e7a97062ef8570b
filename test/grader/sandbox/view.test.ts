import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { mountsOf, systemMounts } from "../../../lib/grader/sandbox/view.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const hiddenAmong = (hidden: string[]): string[] =>
  systemMounts(1, hidden).flatMap((mount) => (mount.kind === "hidden" ? [mount.at] : []));

it("shows of the project its packages and three files, and nothing else of it", () => {
  const shown = mountsOf({ root, diskBytes: 1, hidden: [] }).flatMap((mount) =>
    mount.kind === "shown" && mount.from.startsWith(root)
      ? [mount.from.slice(root.length + 1)]
      : [],
  );
  expect(shown).toEqual(["node_modules", "package.json", "lib/package.json", ".mcp.json.example"]);
});

it("covers a project, or a seed, that lies among the system's programs", () => {
  expect(hiddenAmong(["/usr/share", "/usr/bin/env", root, "/usr/nowhere"])).toEqual([
    "/usr/share",
    "/usr/bin/env",
  ]);
});

it("covers what a link leads to", () => {
  const folder = mkdtempSync(join(tmpdir(), "view-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  symlinkSync("/usr/share", join(folder, "project"));
  expect(hiddenAmong([join(folder, "project")])).toEqual(["/usr/share"]);
});
