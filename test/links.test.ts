import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { lessons } from "../lib/exercises/manifest/manifest.ts";
import { readNotebook } from "../lib/notebook/notebook.ts";

const root = join(import.meta.dirname, "..");

/** The text of a page: a notebook's text cells, or a file as it is. */
function textOf(path: string): string {
  const text = readFileSync(path, "utf8");
  if (!path.endsWith(".ipynb")) return text;
  const cells = readNotebook(text, path).cells.filter((cell) => cell.cell_type === "markdown");
  return cells.map(({ source }) => source).join("\n\n");
}

/** Without code, in which brackets are no links and # is no heading. */
function withoutCode(text: string): string {
  return text
    .replaceAll(/^```[^]*?^```/gm, "")
    .replaceAll(/`[^`\n]*`/g, (code) => "x".repeat(code.length));
}

function linksOf(text: string): string[] {
  const prose = withoutCode(text);
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)];
  const html = [...prose.matchAll(/\b(?:href|src)="([^"]+)"/g)];
  return [...inline, ...html].map(([, target = ""]) => target);
}

/**
 * What GitHub makes of headings: lower case, no punctuation, hyphens for spaces, a number for those
 * that come again. Jupyter keeps capitals; both are accepted in notebooks.
 */
function anchorsOf(path: string): Set<string> {
  const headings = [
    ...textOf(path)
      .replaceAll(/^```[^]*?^```/gm, "")
      .matchAll(/^#{1,6} +(.+)$/gm),
  ].map(([, heading = ""]) => heading.replaceAll(/[`*_]/g, "").trim());
  const seen = new Map<string, number>();
  const github = headings.map((heading) => {
    const slug = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
  const jupyter = path.endsWith(".ipynb") ? headings.map((text) => text.replaceAll(" ", "-")) : [];
  return new Set([...github, ...jupyter]);
}

/** The links of a page that lead nowhere in this repository. */
function brokenLinks(path: string, text: string = textOf(path)): string[] {
  return linksOf(text)
    .filter((link) => !/^(?:https?:|mailto:|data:)/.test(link))
    .filter((link) => {
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? path : join(dirname(path), decodeURIComponent(file));
      if (!existsSync(target)) return true;
      return anchor !== undefined && !anchorsOf(target).has(decodeURIComponent(anchor));
    });
}

const notebooks = ["notebooks", "solutions"].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => /^\d\d-[a-z-]+\.ipynb$/.test(name))
    .map((name) => join(root, folder, name)),
);
const pages = [
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "REVIEW.md",
  "SECURITY.md",
  "lib/README.md",
  "lib/ERRORS.md",
  "lib/grader/README.md",
  "lib/grader/REFERENCE.md",
  ...readdirSync(join(root, "lib/decisions")).map((name) => `lib/decisions/${name}`),
].map((page) => join(root, page));

describe("the glossary", () => {
  const holding = notebooks.filter((path) => anchorsOf(path).has("glossary"));
  const names = holding.map((path) => relative(root, path));

  test("is one, in the first lesson", () => {
    expect(names).toEqual(["notebooks/00-start-here.ipynb", "solutions/00-start-here.ipynb"]);
  });

  test.each(notebooks.map((path) => [relative(root, path), path]))(
    "is linked from the beginning of %s",
    (_, path) => {
      const [welcome] = readNotebook(readFileSync(path, "utf8"), path).cells;
      expect(linksOf(welcome?.source ?? "").join(" ")).toMatch(/#Glossary/);
    },
  );

  test("is linked from the README", () => {
    expect(linksOf(textOf(join(root, "README.md")))).toContain(
      "notebooks/00-start-here.ipynb#Glossary",
    );
  });
});

test("each check that the map to the certification names is there", () => {
  const [, map = ""] = textOf(join(root, "lib/grader/REFERENCE.md")).split(
    "## For the certification",
  );
  const named = [...(map.split("\n## ")[0] ?? "").matchAll(/`(\d\d\.\d\.[a-z-]+)`/g)];
  const checks = lessons.flatMap(({ exercises }) => exercises.flatMap((one) => one.checks));
  const ids = new Set(checks.map(({ id }) => id));
  expect(named.length).toBeGreaterThan(20);
  expect(named.map(([, id = ""]) => id).filter((id) => !ids.has(id))).toEqual([]);
});

describe("links inside the repository", () => {
  test.each([...pages, ...notebooks].map((page) => [relative(root, page), page]))(
    "%s: each leads somewhere",
    (_, page) => {
      expect(brokenLinks(page)).toEqual([]);
    },
  );

  test.each([
    ["a file that is not there", "[x](missing.md)", ["missing.md"]],
    ["a heading that is not there", "[x](README.md#nowhere)", ["README.md#nowhere"]],
    ["a picture that is not there", "![x](.github/images/none.png)", [".github/images/none.png"]],
    ["an HTML link", '<a href="none.html">x</a>', ["none.html"]],
    ["what is there", "[x](README.md#start) [y](lib/README.md) [z](https://example.com/none)", []],
    ["code", "`[x](none.md)`\n\n```\n[y](none.md)\n```", []],
  ])("%s is told", (_, text, broken) => {
    expect(brokenLinks(join(root, "README.md"), text)).toEqual(broken);
  });

  test("looks at some links", () => {
    expect(pages.flatMap((page) => linksOf(textOf(page))).length).toBeGreaterThan(10);
  });
});
