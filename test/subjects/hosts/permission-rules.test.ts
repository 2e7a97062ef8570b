import { expect, it } from "vitest";
import { rulingOf } from "../../../lib/subjects/hosts/permission-rules.ts";
import { permissionCases, TOOLS } from "./permission-cases.ts";

it.each(permissionCases)("rules as Claude Code did where $about", ({ rules, notes, old }) => {
  expect(TOOLS.map((tool) => rulingOf(rules, "notes", tool))).toEqual(notes);
  expect(TOOLS.map((tool) => rulingOf(rules, "notes-old", tool))).toEqual(old);
});
