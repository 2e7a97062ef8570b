import { describe, expect, test } from "vitest";
import { active, declared, FACTS } from "../../lib/maintain/drift/facts.ts";
import type { HostOutcome } from "../../lib/cli/host/run-host.ts";
import { hostDrift } from "../../lib/maintain/drift/claude-code.ts";
import { findDrift, hubDrift } from "../../lib/maintain/drift/find.ts";
import type { HostRun } from "../../lib/subjects/hosts/host-run.ts";
import { recordedRuns } from "../../lib/subjects/hosts/recorded.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { lab } from "../cli/lab.ts";
import { PROJECT, temporaryProject } from "../cli/temporary-project.ts";

const { shapes } = recordedRuns;

function outcomeOf(run: HostRun, said = ""): HostOutcome {
  return { run, said, ended: "by itself", serverSaid: [], missing: [] };
}

describe("what the lessons rest on", () => {
  test("is so in the packages that are installed", async () => {
    const { code, stdout } = await lab(PROJECT, ["drift", "--installed"]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: "Everything that the lessons rest on is as they say.",
    });
  });

  test("touches lessons that there are", () => {
    const numbers = lessons.map(({ slug }) => slug.slice(0, 2));
    for (const fact of FACTS) expect(numbers).toEqual(expect.arrayContaining([...fact.lessons]));
  });

  test.each(FACTS.map((fact) => [`${fact.package} ${fact.name}`, fact] as const))(
    "%s: another expectation is a difference that names its lessons",
    (_, fact) => {
      const altered = { ...fact, expected: "something else" };
      expect(findDrift([altered], PROJECT)).toEqual([
        {
          subject: expect.stringMatching(/^\S+ \d+\.\d+\.\d+/),
          expected: "something else",
          found: fact.expected,
          lessons: fact.lessons,
        },
      ]);
    },
  );

  test("a name is looked for whole", () => {
    const [name, text] = ["BetaMCPToolse", "'mcp-client-2031-01-01'"];
    const facts = [
      declared("@anthropic-ai/sdk", name, ["01"]),
      declared("@anthropic-ai/sdk", text, ["01"]),
    ];
    expect(findDrift(facts, PROJECT).map(({ found }) => found)).toEqual([
      "not declared",
      "not declared",
    ]);
  });

  test("a model that comes to its end is told with the day", () => {
    const found = findDrift([active("claude-opus-4-5", ["01"])], PROJECT);
    expect(found).toMatchObject([{ found: expect.stringMatching(/^deprecated, until \w+ \d/) }]);
  });

  test("a host that does as the recording says is no difference, whatever its version", () => {
    const run = { ...shapes, host: { ...shapes.host, version: "9.0.0" }, recorded: "2031-01-01" };
    expect(hostDrift(outcomeOf(run), shapes)).toEqual([]);
  });

  test("what a host does in another way is told with both ways and the lessons", () => {
    const run = structuredClone(shapes);
    run.instructions = null;
    for (const one of run.seen) {
      if (one.tool === "mcp__shapes__success_all") one.content.push("Said in the text.");
    }
    expect(hostDrift(outcomeOf(run), shapes)).toEqual([
      {
        subject: "Claude Code 2.1.332, instructions-cut shapes",
        expected: "The instructions are cut: 4096 of 4291 characters are left.",
        found: "it is not so",
        lessons: ["07"],
      },
      {
        subject: "Claude Code 2.1.332, text-dropped success_all",
        expected:
          "success_all succeeded: the model gets the structuredContent, and none of the text.",
        found: "it is not so",
        lessons: ["04", "07"],
      },
      {
        subject: "Claude Code 2.1.332, instructions-dropped shapes",
        expected: "nothing of it",
        found: "The model gets nothing of the server's instructions.",
        lessons: ["07"],
      },
    ]);
  });

  test("a host that does not get through is one difference, with what it said", () => {
    const run = { ...shapes, asked: [], seen: [] };
    expect(hostDrift(outcomeOf(run, "API Error: 400"), shapes)).toMatchObject([
      { subject: "Claude Code 2.1.332", found: "API Error: 400", lessons: ["07"] },
    ]);
  });

  test("a tool of the Hub that is gone touches the lessons that name the tools", () => {
    expect(hubDrift(["hf_fs is gone"])).toMatchObject([
      { found: "hf_fs is gone", lessons: ["00", "01", "04", "05"] },
    ]);
  });
});

test("what could not be looked at is no difference: exit code 2", async () => {
  const { code, stdout, stderr } = await lab(temporaryProject({ packages: false }), [
    "drift",
    "--installed",
  ]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toContain("is not installed, so nothing can be said of it");
});
