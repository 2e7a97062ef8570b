import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../../lib/cli/main.ts";
import { sketchExamples } from "../../../lib/subjects/sketch/examples/examples.ts";
import type { Sketch } from "../../../lib/subjects/sketch/sketch.ts";
import { temporaryProject } from "../../cli/temporary-project.ts";
import { observatory } from "./own-sketch.ts";

interface Said {
  code: number;
  out: string;
  err: string;
}

async function lab(root: string, ...words: string[]): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(["sketch", ...words], {
    cwd: root,
    env: {},
    print: (line) => void out.push(line),
    say: (line) => void err.push(line),
  });
  return { code, out: out.join("\n"), err: err.join("\n") };
}

/** A project in which a notebook kept this. */
function projectWith(kept: unknown): string {
  const root = temporaryProject();
  mkdirSync(join(root, ".lab"));
  writeFileSync(
    join(root, ".lab", "sketch.json"),
    typeof kept === "string" ? kept : JSON.stringify(kept),
  );
  return root;
}

/** The observatory with these values in its config. */
function withDome(DOME_TOKEN: string, DOME_URL = "${DOME_URL:-http://dome.example}"): Sketch {
  const entry = { ...observatory.config.mcpServers["observatory"], env: { DOME_TOKEN, DOME_URL } };
  return { ...observatory, config: { mcpServers: { observatory: entry } } };
}

describe("lab sketch", () => {
  it("exports what the notebook kept, and exports again around what was changed", async () => {
    const root = projectWith(observatory);
    const first = await lab(root, "--out", "mine");
    expect([first.code, first.out]).toEqual([0, expect.stringContaining("wrote  SKETCH.md")]);
    expect([first.err, first.out]).toEqual(["", expect.stringContaining(join(root, "mine"))]);
    expect(readFileSync(join(root, "mine", "sketch.svg"), "utf8")).toMatch(
      /^<svg [\s\S]*Hollow Hill/,
    );

    writeFileSync(join(root, "mine", "SKETCH.md"), "My own words.\n");
    const second = await lab(root, "--out", "mine");
    expect(second.out).toContain("kept   SKETCH.md, which you changed; wrote SKETCH.md.new");
    expect(second.out).toMatch(/\d+ files are unchanged\./);
    expect(readFileSync(join(root, "mine", "SKETCH.md"), "utf8")).toBe("My own words.\n");
  });

  it("answers a program with one JSON value, with what is still open", async () => {
    const root = projectWith({ ...observatory, resourcesVia: "connector" });
    const { code, out } = await lab(root, "--json");
    const answer: unknown = JSON.parse(out);
    expect([code, answer]).toEqual([
      0,
      expect.objectContaining({
        folder: join(root, ".lab", "sketch", "observatory"),
        left: [],
        open: [{ rule: "06.3.client-side", found: 'resourcesVia: "connector"' }],
      }),
    ]);
  });

  it.each([
    ["a sound sketch", observatory, [/^Reviewed: 20 of 20 points\.$/m], ""],
    [
      "one with faults",
      { ...observatory, resourcesVia: "connector" },
      [
        /^Not yet right: 1 of 22 rules\.$/m,
        /^- Resources are read by a client.*"connector".*reads Resources\.$/m,
      ],
      "Still open: Resources are read by a client",
    ],
  ])(
    "says in SKETCH.md and on stdout what the review says of %s",
    async (_case, kept, words, said) => {
      const root = projectWith(kept);
      const { out } = await lab(root, "--out", "mine");
      const document = readFileSync(join(root, "mine", "SKETCH.md"), "utf8");
      for (const line of words) expect(document).toMatch(line);
      expect([out.includes("Still open"), out]).toEqual([
        said !== "",
        expect.stringContaining(said),
      ]);
    },
  );

  it("exports an example without a sketch of one's own", async () => {
    const root = temporaryProject();
    expect((await lab(root, "--example", "clinic", "--out", "clinic")).code).toBe(0);
    expect(readFileSync(join(root, "clinic", "SKETCH.md"), "utf8")).toContain(
      sketchExamples.clinic.system.name,
    );
  });

  it.each([
    ["nothing was kept", undefined, /No sketch has been kept yet[\s\S]*--example/],
    ["what was kept is no JSON", "{", /cannot be read[\s\S]*keepSketch/],
    ["a step is missing", { system: observatory.system }, /questions is missing: it is a list/],
    [
      "a secret has a default",
      withDome("${DOME_TOKEN:-NotARealToken}"),
      /Nothing was exported[\s\S]*observatory\.env\.DOME_TOKEN[\s\S]*What to do: Write \$\{DOME_TOKEN\}\./,
    ],
    [
      "what is marked secret has a default",
      {
        ...withDome("${DOME_TOKEN}", "${DOME_URL:-NotARealToken}"),
        variables: observatory.variables.map((one) => ({ ...one, secret: true })),
      },
      /Nothing was exported[\s\S]*DOME_URL is marked secret and has a default/,
    ],
    [
      "a secret is in it",
      {
        ...observatory,
        openQuestions: [{ question: "Is hf_NotARealTokenNotARealToken00 ours?", who: "?" }],
      },
      /Nothing was exported[\s\S]*openQuestions\[0\]\.question/,
    ],
  ])("says what to do when %s, and writes nothing", async (_case, kept, words) => {
    const root = kept === undefined ? temporaryProject() : projectWith(kept);
    const { code, err } = await lab(root, "--out", "mine");
    expect([code, err]).toEqual([2, expect.stringMatching(words)]);
    expect(err).not.toContain("NotARealToken");
    expect(existsSync(join(root, "mine"))).toBe(false);
  });
});
