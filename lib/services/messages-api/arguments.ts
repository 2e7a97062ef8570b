import { isObject } from "../../base/json.ts";
import {
  numberFor,
  numberOr,
  propertiesOf,
  requiredOf,
  resolveSchema,
  typeOf,
} from "./json-schema.ts";
import {
  escape,
  fit,
  FORMATS,
  patternIn,
  shapeOf,
  slug,
  wantsHandle,
  wantsName,
  wantsTerm,
} from "./argument-text.ts";
import { exampleInput, fillPlaceholders, needsExample } from "./example-input.ts";
import type { JsonObject } from "./request-types.ts";
import { keywords, stems } from "./words.ts";

/** What arguments can be taken from. */
export interface ArgumentSource {
  /** What the user asked. */
  question: string;
  /** What the call is about: a name or a quoted string of the question. */
  subject: string | undefined;
  /** Texts of earlier results, the newest last. */
  results: readonly string[];
  /** What the tools call themselves: words that are no search terms. */
  known: string;
}

/** Arguments for a tool. `grounded`: nothing that had to be known was made up. */
export interface MadeArguments {
  input: JsonObject;
  grounded: boolean;
}

const DEEPEST = 6;
const MOST_ITEMS = 20;
/** Schemas that are looked at for one call: references and lists multiply. */
const MOST_SCHEMAS = 3000;

/**
 * Makes arguments for a tool from its JSON Schema alone: every required field, and those optional
 * ones that the question names a value for. Never throws, whatever the schema holds.
 * @param description the tool's description; examples of its input in there are used
 */
export function makeArguments(
  schema: JsonObject,
  description: string,
  source: ArgumentSource,
): MadeArguments {
  const maker = new Maker(schema, source);
  const example = needsExample(schema)
    ? exampleInput(description, schema, source.question)
    : undefined;
  if (example !== undefined) {
    const { subject = "" } = source;
    const input = fillPlaceholders(example, subject);
    return { input, grounded: slug(JSON.stringify(input)).includes(slug(subject)) };
  }
  const input = maker.object(schema, 0);
  return { input, grounded: maker.grounded && !needsExample(schema) };
}

class Maker {
  grounded = true;
  readonly #root: JsonObject;
  readonly #source: ArgumentSource;
  readonly #asked: ReadonlySet<string>;
  readonly #budget = { left: MOST_SCHEMAS };

  constructor(root: JsonObject, source: ArgumentSource) {
    this.#root = root;
    this.#source = source;
    this.#asked = new Set(stems(source.question));
  }

  object(given: JsonObject, depth: number): JsonObject {
    const schema = resolveSchema(this.#root, given, this.#budget);
    const properties = propertiesOf(schema);
    const required = new Set(requiredOf(schema));
    const made = new Map<string, unknown>();
    for (const name of required) {
      const property = Object.hasOwn(properties, name) ? properties[name] : {};
      made.set(name, this.#value(isObject(property) ? property : {}, name, "", depth + 1));
    }
    let spoken = [...required].some((name) => typeof made.get(name) === "string");
    for (const [name, property] of this.#subjectFirst(properties)) {
      if (required.has(name)) continue;
      const mentioned = this.#mentioned(property);
      if (mentioned !== undefined) made.set(name, mentioned);
      else if (!spoken && depth === 0 && isFreeString(property) && this.#speaksTo(name)) {
        made.set(name, this.#text(property, name, hintOf(property)));
        spoken = true;
      }
    }
    return Object.fromEntries(made);
  }

  /** Whether an optional text is worth filling: it wants a name and there is one, or a search term. */
  #speaksTo(name: string): boolean {
    return (wantsName(name) && this.#source.subject !== undefined) || wantsTerm(name);
  }

  /** Properties in order, but one that wants a name before one that wants a search term. */
  #subjectFirst(properties: JsonObject): [string, JsonObject][] {
    const all = Object.entries(properties).flatMap(([name, property]): [string, JsonObject][] =>
      isObject(property) ? [[name, resolveSchema(this.#root, property, this.#budget)]] : [],
    );
    const names = all.filter(([name]) => wantsName(name));
    return [...names, ...all.filter(([name]) => !wantsName(name))];
  }

  #value(given: JsonObject, name: string, outer: string, depth: number): unknown {
    const schema = resolveSchema(this.#root, given, this.#budget);
    const hint = `${hintOf(schema)} ${outer}`;
    if ("const" in schema) return schema["const"];
    const mentioned = this.#mentioned(schema);
    if (mentioned !== undefined) return mentioned;
    if ("default" in schema) return schema["default"];
    if (Array.isArray(schema["enum"]) && schema["enum"].length > 0) return schema["enum"][0];
    if (depth > DEEPEST || this.#budget.left <= 0) return null;
    switch (typeOf(schema)) {
      case "object":
        return this.object(schema, depth);
      case "array":
        return this.#array(schema, name, hint, depth);
      case "number":
      case "integer":
        return numberFor(schema, this.#source.question);
      case "boolean":
        return false;
      case "null":
        return null;
      default:
        return this.#text(schema, name, hint);
    }
  }

  /** The enumerated value, or values, that the question names. */
  #mentioned(schema: JsonObject): unknown {
    if (Array.isArray(schema["enum"])) {
      return schema["enum"].find((value) => isString(value) && this.#isAsked(value));
    }
    const items = schema["items"];
    if (typeOf(schema) !== "array" || !isObject(items) || !Array.isArray(items["enum"])) {
      return undefined;
    }
    const values = items["enum"].filter((value) => isString(value) && this.#isAsked(value));
    return values.length === 0 ? undefined : values.slice(0, itemLimit(schema));
  }

  #isAsked(value: string): boolean {
    const words = stems(value);
    return words.length > 0 && words.every((word) => this.#asked.has(word));
  }

  #array(schema: JsonObject, name: string, hint: string, depth: number): unknown[] {
    const items = isObject(schema["items"]) ? schema["items"] : {};
    const count = Math.min(Math.max(numberOr(schema["minItems"], 1), 1), itemLimit(schema));
    const prefix = Array.isArray(schema["prefixItems"]) ? schema["prefixItems"] : [];
    return Array.from(
      { length: Math.max(count, Math.min(prefix.length, MOST_ITEMS)) },
      (_, index) => {
        const own: unknown = prefix[index];
        return this.#value(isObject(own) ? own : items, name.replace(/s$/, ""), hint, depth + 1);
      },
    );
  }

  #text(schema: JsonObject, name: string, hint: string): string {
    const found = this.#formatted(schema) ?? this.#identifier(name, hint);
    return fit(found ?? this.#words(hint, name), schema);
  }

  #words(hint: string, name: string): string {
    const { subject, question, known } = this.#source;
    const words = subject ?? keywords(question, known);
    if (wantsHandle(name, hint)) return slug(words);
    if (words === "") this.grounded = false;
    return words === "" ? "rehearsal" : words;
  }

  #formatted(schema: JsonObject): string | undefined {
    const format = isString(schema["format"]) ? FORMATS.get(schema["format"]) : undefined;
    if (format === undefined) return undefined;
    const found = this.#find(format.pattern);
    if (found === undefined) this.grounded = false;
    return found ?? format.placeholder;
  }

  /** An identifier must come from somewhere: the question, or a result with the example's shape. */
  #identifier(name: string, hint: string): string | undefined {
    if (!/(^|[_-])(id|uri|url|key|path)$|(Id|Uri|Url|Key|Path)$/i.test(name)) return undefined;
    const field = new RegExp(`"(?:${escape(name)}|id|uri)" *: *"([^"]{1,200})"`, "i");
    for (const text of this.#source.results.toReversed()) {
      const value = field.exec(text.slice(0, 20_000))?.[1];
      if (value !== undefined) return value;
    }
    const { subject } = this.#source;
    const example = patternIn(hint);
    const found = example === undefined ? undefined : this.#find(shapeOf(example));
    if (found !== undefined) return found;
    // A name is no identifier; what is written like one may be one.
    if (example !== undefined || subject === undefined || /[\p{Lu} ]/u.test(subject)) {
      this.grounded = false;
    }
    return subject === undefined ? undefined : slug(subject);
  }

  #find(pattern: RegExp): string | undefined {
    const texts = [this.#source.question, ...this.#source.results.toReversed()];
    for (const text of texts) {
      const found = pattern.exec(text.slice(0, 20_000))?.[0];
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function isString(value: unknown): value is string {
  return typeof value === "string";
}

function isFreeString(schema: JsonObject): boolean {
  return (
    typeOf(schema) === "string" &&
    !("enum" in schema) &&
    !("default" in schema) &&
    !("const" in schema)
  );
}

function itemLimit(schema: JsonObject): number {
  return Math.max(0, Math.min(numberOr(schema["maxItems"], MOST_ITEMS), MOST_ITEMS));
}

function hintOf(schema: JsonObject): string {
  return isString(schema["description"]) ? schema["description"].slice(0, 2000) : "";
}
