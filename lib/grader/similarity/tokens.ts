import { unlessTooDeep } from "../../notebook/too-deep.ts";
import { type Node, parseSync, type Program, visitorKeys } from "oxc-parser";
import { boundNames } from "../../notebook/cell-names.ts";
import { childrenAt } from "../../notebook/free-names.ts";

/** One step of an answer's syntax tree, in the order of the text. */
export interface Token {
  /** As it is compared: without the names that the answer itself chose. */
  form: string;
  /** As it is written, names and types too, whatever its format. */
  exact: string;
  /** Its line, counted from 0. */
  line: number;
}

/** Says nothing that a disguise could not change: layout, brackets, and types that the compiler infers. */
const SILENT = new Set<Node["type"]>([
  "Program",
  "ExpressionStatement",
  "BlockStatement",
  "ParenthesizedExpression",
  "ChainExpression",
  "TemplateElement",
]);

/** Left out of what is compared, with all that is in them. */
const UNSEEN = new Set<Node["type"]>([
  "TSTypeAnnotation",
  "TSTypeParameterInstantiation",
  "EmptyStatement",
]);

/** Where a node names a member of something. */
const LABELS = new Set(["key", "property"]);

/**
 * The tokens of an answer: the nodes of its syntax tree, with the words of its texts one by one. Comments,
 * format, quotes and type annotations leave no trace. What does not parse is taken word by word.
 */
export function tokensOf(source: string): Token[] {
  return unlessTooDeep(
    source,
    () => {
      const { program, errors } = parseSync("answer.ts", source, { sourceType: "module" });
      const isRead = errors.length === 0 || program.body.length > 0;
      return isRead ? new Reader(source, program).tokens : wordsOf(source);
    },
    () => wordsOf(source),
  );
}

/** Reads the tree once, from the top. */
class Reader {
  readonly tokens: Token[] = [];
  readonly #source: string;
  readonly #own: ReadonlySet<string>;
  readonly #lineAt: (offset: number) => number;

  constructor(source: string, program: Program) {
    this.#source = source;
    this.#own = boundNames(program);
    this.#lineAt = lineFinder(source);
    this.#read(program);
  }

  #read(node: Node): void {
    if (UNSEEN.has(node.type)) return this.#addType(node);
    if (node.type === "TSAsExpression" || node.type === "TSSatisfiesExpression") {
      this.#read(node.expression);
      return this.#addType(node.typeAnnotation);
    }
    this.#say(node);
    // `() => x` and `() => { return x; }` are one thing in two forms.
    if (node.type === "ArrowFunctionExpression" && node.expression) {
      for (const parameter of node.params) this.#read(parameter);
      this.#add("ReturnStatement", "=>", node.body.start);
      return this.#read(node.body);
    }
    for (const key of visitorKeys[node.type] ?? []) {
      const isLabel = LABELS.has(key) && !("computed" in node && node.computed);
      for (const child of childrenAt(node, key)) {
        // A label is what others call it, whatever the answer's own names are.
        if (isLabel && child.type === "Identifier") this.#addName(child.name, child.start);
        else this.#read(child);
      }
    }
  }

  #say(node: Node): void {
    if (node.type === "Identifier") {
      const isOwn = this.#own.has(node.name);
      this.#addName(node.name, node.start, isOwn ? "name" : undefined);
    } else if (node.type === "Literal") this.#addText(node.value, node.start);
    else if (node.type === "TemplateElement") this.#addText(node.value.cooked, node.start);
    else if (!SILENT.has(node.type)) {
      const form = "operator" in node ? `${node.type} ${node.operator}` : node.type;
      this.#add(form, exactOf(node, form), node.start);
    }
  }

  #addName(name: string, at: number, form: string = `name ${name}`): void {
    this.#add(form, `name ${name}`, at);
  }

  /** A text is its words, so that a sentence is told from another; other values are one token. */
  #addText(value: unknown, at: number): void {
    if (typeof value !== "string") return this.#add(String(value), String(value), at);
    for (const [index, word] of (value.match(/[\p{L}\p{N}]+/gu) ?? [""]).entries())
      this.#add(`"${word.toLowerCase()}`, index === 0 ? JSON.stringify(value) : "", at);
  }

  /** A type is no token of its own, but part of what is written. */
  #addType({ start, end }: Node): void {
    const last = this.tokens.at(-1);
    if (last !== undefined) last.exact += this.#source.slice(start, end).replaceAll(/\s/gu, "");
  }

  #add(form: string, exact: string, at: number): void {
    this.tokens.push({ form, exact, line: this.#lineAt(at) });
  }
}

/** What a node says by itself, beside its operator: `const` or `let`, `async`. */
const SAID = ["kind", "async", "generator", "computed", "optional", "static", "prefix"];

function exactOf(node: Node, form: string): string {
  let exact = form;
  for (const key of SAID) {
    const value: unknown = Reflect.get(node, key);
    if (value === true || typeof value === "string") exact += ` ${key === "kind" ? value : key}`;
  }
  return exact;
}

function lineFinder(source: string): (offset: number) => number {
  const starts = [...source.matchAll(/\n/g)].map(({ index }) => index + 1);
  let line = 0;
  return (offset) => {
    while (line > 0 && offset < (starts[line - 1] ?? 0)) line -= 1;
    while (line < starts.length && offset >= (starts[line] ?? Infinity)) line += 1;
    return line;
  };
}

function wordsOf(source: string): Token[] {
  return source.split("\n").flatMap((text, line) =>
    (text.match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? []).map((word) => ({
      form: word,
      exact: word,
      line,
    })),
  );
}
