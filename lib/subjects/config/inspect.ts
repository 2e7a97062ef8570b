import { type Node, parseTree } from "jsonc-parser";
import { positionOf, readJson, repeatedNames } from "./json-text.ts";
import { lintConfig } from "./lint.ts";
import type { ConfigFinding } from "./mcp-config.ts";
import { type ScannedSecret, scanDocument } from "./scan.ts";
import type { Reading } from "./secret-rule.ts";

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
  const placed = (offset: number): Pick<ConfigFinding, "at"> =>
    text === undefined ? {} : { at: positionOf(text, offset) };
  const twice = (root === undefined ? [] : repeatedNames(root)).map(
    ({ path, offset }): ConfigFinding => ({
      code: "name-twice",
      severity: "error",
      where: whereOf(path),
      what: `The name "${path.at(-1)}" is there twice: the first of the two is gone.`,
      remedy: "Give each its own name.",
      ...placed(offset),
    }),
  );
  const secrets = (root === undefined ? [] : await scanDocument(root)).map((secret) => ({
    by: secret.by,
    finding: { ...secretFinding(secret), ...placed(secret.offset) },
  }));
  const ofName = secrets.filter(({ by }) => by === "field" || by === "default");
  const others = secrets.filter(({ by }) => by !== "field" && by !== "default");
  return [...lintConfig(value), ...twice, ...[...ofName, ...others].map(({ finding }) => finding)];
}

/** Secrets anywhere in a value that is no config, such as a sketch. */
export async function inspectValue(value: unknown, reading: Reading): Promise<ConfigFinding[]> {
  const root = treeOf(value);
  return root === undefined ? [] : (await scanDocument(root, reading)).map(secretFinding);
}

/** Undefined for what cannot be JSON. */
function treeOf(value: unknown): Node | undefined {
  try {
    return parseTree(JSON.stringify(value) ?? "");
  } catch {
    return undefined;
  }
}

/** Such as `crm.args[1]`. */
function whereOf(path: readonly (string | number)[]): string {
  const [first, ...rest] = path;
  return (first === "mcpServers" && rest.length > 0 ? rest : path)
    .map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`))
    .join("");
}

function secretFinding({ path, by, detail, isPartial }: ScannedSecret): ConfigFinding {
  const where = whereOf(path);
  if (by === "placeholder") {
    const what = "This is a placeholder: whoever copies the file has to edit it.";
    return { code: "placeholder", severity: "warning", where, what, remedy: KEEP };
  }
  if (by === "default") {
    const what = `${detail} has a default: a secret that is not set has to be missed, not replaced.`;
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
    remedy: isPartial ? WHOLE : remedyAt(path),
  };
}

const WHOLE =
  "A part of it is written out beside a variable: put the whole of it into the variable.";

const KEEP = "Write ${NAME} and keep the value in the environment.";

/** Claude Code puts values in in five fields only. */
function remedyAt(path: readonly (string | number)[]): string {
  const [top, , field] = path;
  if (top === "inputs") return "Leave the default out: the client asks for the value.";
  if (top !== "mcpServers" || /^(command|args|env|headers)$/.test(String(field))) return KEEP;
  if (field === "url") return "Write ${NAME} in its place, or send it as a header with ${NAME}.";
  if (field === "headersHelper") return "Let the command fetch it, such as from a password store.";
  return "Take it out: no variable is replaced in this field. A header may hold ${NAME}.";
}
