import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { describe, expect, it } from "vitest";
import { lessons } from "../../../lib/exercises/manifest/manifest.ts";
import { graderDigest } from "../../../lib/grader/course-notebooks.ts";
import { ANSWERED_BY, answersAnExercise } from "../../../lib/grader/sandbox/answered-by.ts";
import { makeBundle } from "../../../lib/grader/sandbox/bundle.ts";
import { made } from "../../../lib/grader/sandbox/inside/made.ts";
import { oneFile } from "../../../lib/grader/sandbox/one-file.ts";
import { mountsOf } from "../../../lib/grader/sandbox/view.ts";
import { lessonNotebooks } from "../../../lib/notebook/lesson.ts";
import { recordedRuns } from "../../../lib/subjects/hosts/recorded.ts";
import { PROJECT } from "../../cli/temporary-project.ts";

const dist = join(PROJECT, "lib", "dist");
const bundle = await makeBundle(PROJECT, dist, graderDigest(PROJECT, dist));

/** What a program's text holds that a minifier leaves as it is: its strings and regular expressions. */
function literalsOf(code: string, name = "code.js"): Set<string> {
  const found = new Set<string>();
  new Visitor({
    Literal(node) {
      if ("regex" in node) found.add(node.regex.pattern);
      else if (typeof node.value === "string") found.add(node.value);
    },
    TemplateElement: ({ value }) => void found.add(value.cooked ?? value.raw),
  }).visit(parseSync(name, code).program);
  return found;
}

/** Sentences and patterns: words may be names that a package has, too. */
const isTelling = (literal: string): boolean =>
  literal.length >= 8 && (literal.trim().split(" ").length > 2 || /[\\^|]/.test(literal));

const built = readdirSync(dist, { recursive: true, encoding: "utf8" })
  .map((name) => name.replaceAll(sep, "/"))
  .filter((name) => name.endsWith(".js"));
const tellingIn = (names: readonly string[]): Set<string> =>
  new Set(
    names
      .flatMap((name) => [...literalsOf(readFileSync(join(dist, name), "utf8"))])
      .filter(isTelling),
  );

/** All programs that a sandbox shows of this project, but for packages. */
const shown = mountsOf({ root: PROJECT, diskBytes: 1, bundle, hidden: [] })
  .flatMap((mount) =>
    mount.kind === "shown" && mount.from.startsWith(PROJECT) && !mount.from.endsWith("node_modules")
      ? [mount.from]
      : [],
  )
  .flatMap((from) => {
    const inside = readdirSyncOr(from);
    return inside.length === 0 ? [from] : inside.map((name) => join(from, name));
  })
  .filter((path) => /\.[cm]?js$/.test(path));
const shownLiterals = new Set(shown.flatMap((path) => [...literalsOf(readFileSync(path, "utf8"))]));

function readdirSyncOr(path: string): string[] {
  try {
    return readdirSync(path, { recursive: true, encoding: "utf8" });
  } catch {
    return [];
  }
}

/** Cells get these values, and not what makes them. */
const values = JSON.stringify([recordedRuns, made]);
const isValue = (literal: string): boolean => values.includes(JSON.stringify(literal).slice(1, -1));

/** Patterns of answers that the emulator and the hosts' rules know too: each is one line of one answer. */
const PATTERNS = new Set([String.raw`^[\w.-]{1,64}$`, "[^a-zA-Z0-9_-]"]);

const answering = built.filter(answersAnExercise);

describe("what a sandbox shows", () => {
  it("is known for every exercise", () => {
    const ids = lessons.flatMap(({ exercises }) => exercises.map(({ id }) => id));
    expect(Object.keys(ANSWERED_BY).toSorted()).toEqual(ids.toSorted());
  });

  it("is the bundle, the command that a cell starts, the compiler and the index", () => {
    const names = shown.map((path) => path.replace(`${bundle}/`, "").replace("library/", ""));
    expect([...new Set(names)].toSorted()).toEqual([
      "boot.cjs",
      "cells.cjs",
      "cli/main.js",
      "index.js",
      "notebook/process/converter.js",
    ]);
  });

  it.each(Object.values(ANSWERED_BY).flatMap(([parts]) => parts))(
    "may not be made with %s",
    async (part) => {
      const module = answering.find((name) => name.startsWith(part));
      const input = join(dist, module ?? "");
      await expect(oneFile(PROJECT, dist, { input, format: "esm" })).rejects.toThrow(
        "is not for notebooks",
      );
    },
  );

  it("holds no sentence and no pattern of what does an exercise", () => {
    const others = tellingIn(built.filter((name) => !answersAnExercise(name)));
    const telling = [...tellingIn(answering)].filter(
      (literal) => !others.has(literal) && !isValue(literal),
    );
    expect(telling.length).toBeGreaterThan(100);
    expect(telling.filter((literal) => shownLiterals.has(literal))).toEqual([]);
  });

  const sources = readdirSync(join(PROJECT, "solutions")).filter((name) => name.endsWith(".ts"));
  it.each(sources)("holds nothing that only an answer of %s says", (name) => {
    const path = join(PROJECT, "solutions", name);
    const { learner, solved } = lessonNotebooks(readFileSync(path, "utf8"), path);
    const given = learner.cells.map(({ source }) => source).join("\n");
    const telling = solved.cells
      .filter(({ id }) => id.startsWith("answer-"))
      .flatMap(({ source }) => [...literalsOf(source, "cell.ts")])
      .filter(
        (literal) => isTelling(literal) && !given.includes(literal) && !PATTERNS.has(literal),
      );
    expect(telling.filter((literal) => shownLiterals.has(literal))).toEqual([]);
  });
});
