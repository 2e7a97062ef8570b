import { type Node, parseTree } from "jsonc-parser";
import { childrenOf, type Path, positionOf, readJson, repeatedNames } from "./json-text.ts";
import { lintConfig } from "./lint.ts";
import { type ConfigFinding, whereOf } from "./mcp-config.ts";
import { type ScannedSecret, scanDocument } from "./scan.ts";
import { knownKinds } from "./secret-kinds.ts";
import type { Reading } from "./secret-rule.ts";
import { looksRandom } from "./secret-values.ts";

/**
 * What is wrong with a `.mcp.json`: its shape, what Claude Code does not accept, and secrets in any field,
 * by the name of the place and by what they look like. Findings never show a secret.
 * @param config its value, or the text of the file: then findings say line and column, and faults of the
 *   JSON and names that occur twice are found, too
 */
export async function inspectConfig(config: unknown): Promise<ConfigFinding[]> {
  if (typeof config !== "string") return inspectTree(config, treeOf(config), undefined);
  const text = config.replace(/^\uFEFF/, "");
  const read = readJson(text);
  if (read.status === "json") return inspectTree(read.value, read.root, text);
  const { what, remedy, at } = read;
  return [{ code: "not-json", severity: "error", where: "", what, remedy, at }];
}

async function inspectTree(
  value: unknown,
  root: Node | undefined,
  text: string | undefined,
): Promise<ConfigFinding[]> {
  const shape = lintConfig(value);
  if (root === undefined) return shape.map(masked);
  const twice = repeatedNames(root).map(({ path, offset }) => ({
    offset,
    finding: {
      code: "name-twice",
      severity: "error" as const,
      where: whereOf(path),
      what: `The name "${path.at(-1)}" is there twice: the first of the two is gone.`,
      remedy: "Give each its own name.",
    },
  }));
  const secrets = (await scanDocument(root)).map((secret) => ({
    offset: secret.offset,
    finding: secretFinding(secret),
    isOfName: secret.by === "field" || secret.by === "default",
  }));
  const places = new Map(placesIn(root));
  const all: { finding: ConfigFinding; offset: number | undefined }[] = [
    ...shape.map((finding) => ({ finding, offset: places.get(finding.where) })),
    ...twice,
    ...secrets.filter(({ isOfName }) => isOfName),
    ...secrets.filter(({ isOfName }) => !isOfName),
  ];
  return all.map(({ finding, offset }) => ({
    ...masked(finding),
    ...(text !== undefined && offset !== undefined && { at: positionOf(text, offset) }),
  }));
}

/** Where the names and items of a document begin, by their places in words. */
function placesIn(node: Node, path: Path = [], begin = node.offset): [string, number][] {
  const below = childrenOf(node).flatMap(({ step, offset, value }) =>
    placesIn(value, [...path, step], offset),
  );
  return [[whereOf(path), begin], ...below];
}

/** A finding whose words show no secret: names of servers, fields and variables may be one, too. */
function masked({ where, what, remedy, ...rest }: ConfigFinding): ConfigFinding {
  return { ...rest, where: mask(where), what: mask(what), remedy: mask(remedy) };
}

const mask = (text: string): string =>
  text.replaceAll(/[\w+/=~-]{12,}/g, (word) =>
    looksRandom(word) || knownKinds(word).length > 0 ? "…" : word,
  );

/** Secrets anywhere in a value that is no config, such as a sketch. */
export async function inspectValue(value: unknown, reading: Reading): Promise<ConfigFinding[]> {
  const root = treeOf(value);
  const secrets = root === undefined ? [] : await scanDocument(root, reading);
  return secrets.map((secret) => masked(secretFinding(secret)));
}

/** Undefined for what cannot be JSON. */
function treeOf(value: unknown): Node | undefined {
  try {
    return parseTree(JSON.stringify(value) ?? "");
  } catch {
    return undefined;
  }
}

function secretFinding({ path, by, detail, braces }: ScannedSecret): ConfigFinding {
  const where = whereOf(path);
  if (by === "placeholder") {
    const what = "This is a placeholder: everyone who copies the file has to edit it.";
    return { code: "placeholder", severity: "warning", where, what, remedy: KEEP };
  }
  if (by === "default") {
    const what = `${detail} has a default: a missing secret must cause an error, and a default would hide it.`;
    return {
      code: "secret-default",
      severity: "error",
      where,
      what,
      remedy: `Write \${${detail}}.`,
    };
  }
  const what =
    by === "look" ? `This looks like a secret (${detail}).` : "A secret is written out here.";
  return {
    code: "secret-literal",
    severity: "error",
    where,
    what,
    remedy: braces === "none" ? remedyAt(path) : BRACES[braces],
  };
}

const BRACES = {
  variable: "A part of it is written out beside a variable: put the whole of it into the variable.",
  secret:
    "Between the braces belongs the name of a variable: write ${NAME} and keep the value in it.",
};

const KEEP = "Write ${NAME} and keep the value in the environment.";

/** Claude Code puts values in in five fields only. */
function remedyAt(path: Path): string {
  const [top, , field] = path;
  if (top === "inputs") return "Leave the default out: the client asks for the value.";
  if (top !== "mcpServers" || /^(command|args|env|headers)$/.test(String(field))) return KEEP;
  if (field === "url") return "Write ${NAME} in its place, or send it as a header with ${NAME}.";
  if (field === "headersHelper") return "Let the command fetch it, such as from a password store.";
  return "Take it out: no variable is replaced in this field. A header may hold ${NAME}.";
}
