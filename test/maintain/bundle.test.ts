import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { lab } from "../cli/lab.ts";
import { PROJECT, temporaryFolder } from "../cli/temporary-project.ts";

it.each([
  ["a name that is no archive's", () => temporaryFolder(), "class", "ends in .tar.gz"],
  ["a place inside the project", () => PROJECT, "class.tar.gz", "inside the project"],
])("a bundle is not written under %s", async (_, folder, name, reason) => {
  const place = folder();
  const before = readdirSync(place);
  const said = await lab(PROJECT, ["bundle", "--out", join(place, name)]);
  expect(said).toMatchObject({ code: 2, stderr: expect.stringContaining(reason) });
  expect(readdirSync(place)).toEqual(before);
});
