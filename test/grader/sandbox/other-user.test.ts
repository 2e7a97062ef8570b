import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { otherUserFault } from "../../../lib/grader/sandbox/other-user.ts";

const root = mkdtempSync(join(tmpdir(), "other-user-"));
chmodSync(root, 0o755);
for (const part of ["solutions", "node_modules", "class"]) mkdirSync(join(root, part));
writeFileSync(join(root, "seed"), "a secret");
afterAll(() => rmSync(root, { recursive: true, force: true }));

const fault = (): string | undefined =>
  otherUserFault(root, [join(root, "class"), join(root, "seed")]);

describe.runIf(process.getuid?.() === 0)("another user of the machine", () => {
  it.each([
    ["solutions", 0o755, 0o700],
    ["class", 0o711, 0o700],
    ["seed", 0o644, 0o600],
  ])("is refused while everybody can get at %s", (part, open, closed) => {
    chmodSync(join(root, part), open);
    expect(fault()).toBe(`every user can read ${join(root, part)}`);
    chmodSync(join(root, part), closed);
  });

  it("has to find the packages", () => {
    expect(fault()).toBeUndefined();
    chmodSync(join(root, "node_modules"), 0o700);
    expect(fault()).toBe(`no other user can read ${join(root, "node_modules")}`);
  });
});
