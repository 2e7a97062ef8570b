import { describe, expect, it } from "vitest";
import { hostChanges } from "../../../lib/subjects/hosts/changes.ts";
import type { HostRun } from "../../../lib/subjects/hosts/host-run.ts";
import { recordedRuns } from "../../../lib/subjects/hosts/recorded.ts";

const { crm, shapes } = recordedRuns;

function wordsOf(run: HostRun): string[] {
  return hostChanges(run).map(({ words }) => words);
}

it("Claude Code 2.1.332 changes these of a server of every shape", () => {
  expect(wordsOf(shapes)).toEqual([
    "Claude Code opens with server/discover (error -32601), then initialize.",
    "The instructions are cut: 4096 of 4291 characters are left.",
    "The tools' names begin with mcp__shapes__.",
    "The model does not get the tools' annotations, outputSchema, title.",
    "dotted.name is offered as mcp__shapes__dotted_name.",
    "twin.name is offered as mcp__shapes__twin_name.",
    "The tool twin_name is not offered: twin.name was first to get its name.",
    "The tool odd_property is not offered.",
    `either_input's description gets: "Input constraint: Provide parameters for at least one of: (id) or (name)."`,
    "either_input's schema loses anyOf, and gets required, additionalProperties.",
    "long_description's description is cut: 4096 of 4291 characters are left.",
    "resources/list is asked to its end: 2 pages.",
    "resources/templates/list is never asked: the model hears of no template.",
    "The model's list shows what is for the user only: shapes://two.",
    "success_all succeeded: the model gets the structuredContent, and none of the text.",
    "success_schema succeeded: the model gets the structuredContent, and none of the text.",
    "failure_both failed: the model gets the text, and no structuredContent.",
    "shapes://one-that-is-not-there failed: the model gets a text, and no is_error.",
  ]);
});

it("a schema with a $ref, and a success without structured content, arrive as they are", () => {
  const subjects = hostChanges(shapes).map(({ subject }) => subject);
  expect(subjects).not.toContain("referring_input");
  expect(subjects).not.toContain("success_text");
});

it("Claude Code 2.1.332 changes these of the CRM", () => {
  expect(hostChanges(crm).map(({ kind, subject }) => `${kind} ${subject}`)).toEqual([
    "opened-with crm",
    "tools-prefixed crm",
    "tool-fields-dropped crm",
    "pages-followed resources/list",
    "templates-not-asked resources/templates/list",
    "text-dropped crm_search",
    "text-dropped crm_account_brief",
    "structured-dropped crm_account_brief",
    "failure-as-success crm://articles/not-there",
  ]);
});

/** What is changed in another way in the recorded run, once a part of it is another one. */
function changed(change: (run: HostRun) => void): string[] {
  const run = structuredClone(shapes);
  change(run);
  return hostChanges(run)
    .filter(({ words }) => !wordsOf(shapes).includes(words))
    .map(({ kind, words }) => `${kind}: ${words}`);
}

describe("another host", () => {
  it("that hands on no instructions is told", () => {
    expect(changed((run) => (run.instructions = null))).toEqual([
      "instructions-dropped: The model gets nothing of the server's instructions.",
    ]);
  });

  it("that leaves a tool out is told", () => {
    expect(
      changed((run) => (run.offered = run.offered.filter(({ name }) => !name.endsWith("_all")))),
    ).toEqual(["tool-not-offered: The tool success_all is not offered."]);
  });

  it("that rewrites a description, a schema or a result is told", () => {
    const rewrites = changed((run) => {
      for (const tool of run.offered) {
        if (!tool.name.endsWith("success_text")) continue;
        tool.description = "Another one.";
        tool.input_schema = { type: "object", properties: { more: { type: "string" } } };
      }
      for (const one of run.seen) if (one.tool.endsWith("success_text")) one.content = ["Cut."];
    });
    expect(rewrites).toEqual([
      "description-changed: success_text's description is another one.",
      "schema-changed: success_text's schema has another properties.",
      "result-changed: success_text succeeded: the model gets another text than the server's.",
    ]);
  });

  it("that shows both halves of a result changes none", () => {
    const kinds = hostChanges({
      ...shapes,
      seen: shapes.seen.map((one) => ({
        ...one,
        content: [...one.content, "Said in the text.", '{"code":"SAID_IN_THE_STRUCTURED_CONTENT"}'],
      })),
    }).map(({ kind }) => kind);
    expect(kinds).not.toContain("text-dropped");
    expect(kinds).not.toContain("structured-dropped");
  });
});

it("a run in which nothing came has no changes", () => {
  const none = { asked: [], offered: [], seen: [], instructions: null };
  expect(hostChanges({ ...shapes, ...none })).toEqual([]);
});
