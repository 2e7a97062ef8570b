import type { Node } from "jsonc-parser";
import { judgeName, namesSecret } from "./secret-names.ts";
import { listHoldsSecret, namedHoldsSecret, type Reading } from "./secret-rule.ts";
import { hasValueForName, isPlaceholder, isWrittenOut, withHoles } from "./secret-values.ts";
import { secretsByLook } from "./secrets.ts";

type Path = readonly (string | number)[];

/** A text of a JSON document, and what is known of it by its place. */
interface Leaf {
  path: Path;
  text: string;
  offset: number;
  /** The name of its field, header or variable. */
  name: string;
  /** The list that it is an item of, such as `args`. */
  list: { words: string[]; at: number } | undefined;
  reading: Reading;
}

/** A secret in a JSON document, by its place. It never holds the secret itself. */
export interface ScannedSecret {
  path: Path;
  /** Where its text begins. */
  offset: number;
  /**
   * `field`: known by the name of its field. `look`: by its form. `place`: by what is around it.
   * `default`: it is the default of a variable, or a variable that is a secret has one. `placeholder`: no
   * secret, but the person who copies the file writes one there.
   */
  by: "field" | "look" | "place" | "default" | "placeholder";
  /** What has braces: a variable beside what is written out, or the secret itself. */
  braces: "none" | "variable" | "secret";
  /** For `look` its kind, for `default` the variable. */
  detail: string;
}

/**
 * Every secret in a JSON document, whichever client it is for: env, headers, args, addresses and all other
 * fields. The one scan of lessons, review and export.
 * @param reading `sentence` for a document of prose, in which only what looks like a secret is one
 */
export async function scanDocument(
  root: Node,
  reading: Reading = "config",
): Promise<ScannedSecret[]> {
  const leaves = leavesOf(root, { path: [], name: "", reading });
  const looks = await secretsByLook(
    leaves.flatMap(({ text, path }) => [text, filledIn(text), String(path.at(-1))].map(oneLine)),
  );
  return leaves.flatMap((leaf, at) => {
    const [own, withDefaults, key] = looks.slice(3 * at, 3 * at + 3).map((found) => found[0]?.kind);
    const found = judge(leaf, own ?? key, withDefaults);
    // A name that is a secret is not to be shown.
    const path = key === undefined ? leaf.path : leaf.path.slice(0, -1);
    return found.map((one) => ({
      ...one,
      path,
      offset: leaf.offset,
      braces: bracesOf(leaf.text),
    }));
  });
}

function bracesOf(text: string): ScannedSecret["braces"] {
  if (hasValueForName(text)) return "secret";
  return text.includes("${") ? "variable" : "none";
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, " ");

/** Of these there are some that every visitor of a page gets, such as Supabase's `anon` key. */
const SEEN = new Set(["jwt", "google"]);

type Judgement = Pick<ScannedSecret, "by" | "detail">;

function judge(
  leaf: Leaf,
  look: string | undefined,
  lookWithDefaults: string | undefined,
): Judgement[] {
  const { name, text, list, reading } = leaf;
  const isNamed = list === undefined && reading === "config" && judgeName(name) === "secret";
  const defaults = defaultsOf(text);
  const isDefault = defaults.find(
    (variable) => reading === "config" && (isNamed || namesSecret(variable)),
  );
  const given: Judgement[] = isDefault === undefined ? [] : [{ by: "default", detail: isDefault }];
  const holds = (one: string): boolean =>
    list === undefined
      ? namedHoldsSecret(name, one, reading)
      : listHoldsSecret(list.words.with(list.at, one), reading)[list.at] === true;
  const isHeld = holds(text);
  const isMeantToBeSeen =
    list === undefined && judgeName(name) === "open" && look !== undefined && SEEN.has(look);
  if (isNamed && isHeld && isWrittenOut(text)) return [{ by: "field", detail: "" }, ...given];
  if (look !== undefined && !isMeantToBeSeen) return [{ by: "look", detail: look }, ...given];
  if (isHeld) return [{ by: "place", detail: "" }, ...given];
  if (given.length > 0) return given;
  const [first] = defaults;
  if (first !== undefined && (lookWithDefaults !== undefined || holds(filledIn(text)))) {
    return [{ by: "default", detail: first }];
  }
  // Who copies the file sets a variable, and edits nothing: ${API_KEY}, Bearer ${TOKEN}.
  const isToEdit = withHoles(text) === text && isPlaceholder(text);
  const isToReplace = isNamed && text.trim() !== "" && isToEdit;
  return isToReplace ? [{ by: "placeholder", detail: "" }] : [];
}

/** A variable with a default in any client's dialect, such as `${env:NAME:-x}`. */
const DEFAULTED = /\$\{([^}]*?):-([^}]*)\}/g;

const defaultsOf = (text: string): string[] =>
  [...text.matchAll(DEFAULTED)].map(([, variable = ""]) => variable);

/** The text as it is when no variable is set that has a default. */
const filledIn = (text: string): string => text.replaceAll(DEFAULTED, "$2");

type Around = Pick<Leaf, "path" | "name" | "reading">;

function leavesOf(node: Node, around: Around): Leaf[] {
  const { path, name } = around;
  if (node.type === "array") return itemsOf(node, around);
  if (node.type === "object") {
    const members = membersOf(node);
    const isPassword = members.some(([key, value]) => key === "password" && value.value === true);
    const titled = members.find(
      ([key, value]) => /^(name|key|id|variable)$/.test(key) && typeof value.value === "string",
    );
    return members.flatMap(([key, value]) =>
      leavesOf(value, {
        path: [...path, key],
        name: /^(value|default)$/.test(key)
          ? isPassword
            ? "password"
            : String(titled?.[1].value ?? name)
          : key,
        reading: PROSE.test(key) ? "sentence" : around.reading,
      }),
    );
  }
  if (typeof node.value !== "string" && typeof node.value !== "number") return [];
  return [{ ...around, name, text: String(node.value), offset: node.offset, list: undefined }];
}

/** The texts of a list are words of one command line, unless the list is named like a secret. */
function itemsOf(node: Node, around: Around): Leaf[] {
  const items = node.children ?? [];
  const isLine =
    items.every(({ type }) => type === "string") && judgeName(around.name) !== "secret";
  const words = items.map(({ value }) => String(value));
  return items.flatMap((item, at) =>
    leavesOf(item, { ...around, path: [...around.path, at] }).map((leaf) =>
      isLine ? { ...leaf, list: { words, at } } : leaf,
    ),
  );
}

function membersOf({ children = [] }: Node): [key: string, value: Node][] {
  return children.flatMap(({ children: [key, value] = [] }) =>
    key === undefined || value === undefined ? [] : [[String(key.value), value] as [string, Node]],
  );
}

/** Fields that people write sentences in. */
const PROSE = /^_|^(description|title|comment|note|notes|instructions|prompt|summary)$/i;
