import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { writeExport } from "../../../lib/subjects/sketch/write-export.ts";

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "mcp-lab-export-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const read = (folder: string, path: string): string => readFileSync(join(folder, path), "utf8");

describe("exporting again", () => {
  it("replaces what nobody touched, and says what is as it was", () => {
    const folder = emptyFolder();
    writeExport(folder, { "a.md": "one", "src/b.ts": "two" });
    const { files, left } = writeExport(folder, { "a.md": "new", "src/b.ts": "two" });
    expect(files).toEqual([
      { status: "written", path: "a.md" },
      { status: "unchanged", path: "src/b.ts" },
    ]);
    expect([left, read(folder, "a.md")]).toEqual([[], "new"]);
  });

  it("keeps what a person changed, and puts the new one beside it, once", () => {
    const folder = emptyFolder();
    writeExport(folder, { "src/b.ts": "two" });
    writeFileSync(join(folder, "src/b.ts"), "mine");
    for (const text of ["three", "four"]) {
      const { files } = writeExport(folder, { "src/b.ts": text });
      expect(files).toEqual([{ status: "beside", path: "src/b.ts.new", kept: "src/b.ts" }]);
      expect([read(folder, "src/b.ts"), read(folder, "src/b.ts.new")]).toEqual(["mine", text]);
    }
  });

  it("keeps what a person changed in the file beside, too", () => {
    const folder = emptyFolder();
    writeExport(folder, { "b.ts": "two" });
    writeFileSync(join(folder, "b.ts"), "mine");
    writeExport(folder, { "b.ts": "three" });
    writeFileSync(join(folder, "b.ts.new"), "half merged");
    const { files } = writeExport(folder, { "b.ts": "four" });
    expect(files).toMatchObject([{ path: "b.ts.new2" }]);
    expect(read(folder, "b.ts.new")).toBe("half merged");
  });

  it("touches nothing that was there before, nor when its record is lost", () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "README.md"), "somebody's");
    expect(writeExport(folder, { "README.md": "ours" }).files[0]?.status).toBe("beside");
    rmSync(join(folder, ".sketch-export.json"));
    expect(writeExport(folder, { "README.md": "newer" }).files[0]?.status).toBe("beside");
    expect(read(folder, "README.md")).toBe("somebody's");
  });

  it("leaves a file that the sketch no longer has, and says so each time", () => {
    const folder = emptyFolder();
    writeExport(folder, { "a.md": "one", "old.ts": "two" });
    for (let round = 0; round < 2; round += 1) {
      expect(writeExport(folder, { "a.md": "one" }).left).toEqual(["old.ts"]);
    }
    expect(existsSync(join(folder, "old.ts"))).toBe(true);
  });
});

describe("a path that leaves the folder", () => {
  it.each(["../outside.md", "src/../../outside.md", "nul\0l"])("is refused: %j", (path) => {
    const folder = emptyFolder();
    expect(() => writeExport(folder, { "a.md": "one", [path]: "two" })).toThrow(
      expect.objectContaining({ code: "export-outside" }),
    );
    expect(existsSync(join(folder, "a.md"))).toBe(false);
  });

  it("is refused when it leads through a link", () => {
    const folder = emptyFolder();
    const elsewhere = emptyFolder();
    symlinkSync(elsewhere, join(folder, "src"));
    expect(() => writeExport(folder, { "src/b.ts": "two" })).toThrow(
      expect.objectContaining({ code: "export-outside" }),
    );
    expect(existsSync(join(elsewhere, "b.ts"))).toBe(false);
  });
});
