import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseSync, type Statement } from "oxc-parser";

/** A statement of a declaration file, with the comment before it; of an import one name. */
interface Declared {
  text: string;
  /** What its names are called in the file that they come from, or here. */
  names: ReadonlyMap<string, string>;
  /** The module that the names come from. */
  from?: string | undefined;
}

/**
 * The declarations that somebody who imports `index.d.ts` can see, and no others: those that it exports,
 * and what their types are made of. Texts, by path in the build.
 */
export function publicDeclarations(dist: string): Map<string, string> {
  const files = new Map<string, { all: Declared[]; kept: Set<Declared> }>();
  const fileAt = (path: string): { all: Declared[]; kept: Set<Declared> } => {
    const file = files.get(path) ?? { all: read(path), kept: new Set() };
    files.set(path, file);
    return file;
  };
  const keep = (path: string, name: string): void => {
    const { all, kept } = fileAt(path);
    for (const statement of all) {
      const { text, names, from } = statement;
      const theirs = names.get(name);
      if (theirs === undefined) continue;
      const isNew = !kept.has(statement);
      kept.add(statement);
      if (from?.startsWith(".") === true)
        keep(join(dirname(path), from.replace(/\.ts$/, ".d.ts")), theirs);
      else if (from === undefined && isNew) for (const word of wordsOf(text)) keep(path, word);
    }
  };
  const index = join(dist, "index.d.ts");
  for (const { names } of fileAt(index).all) for (const name of names.keys()) keep(index, name);
  return new Map([...files].map(([path, { all, kept }]) => [path, textOf(all, kept)]));
}

function read(path: string): Declared[] {
  const text = readFileSync(path, "utf8");
  let end = 0;
  return parseSync(path, text).program.body.flatMap((node): Declared[] => {
    const whole = text.slice(end, node.end).trim();
    end = node.end;
    if (node.type === "ImportDeclaration") {
      const kind = node.importKind === "type" ? "type " : "";
      return node.specifiers.map((one) => {
        const said = text.slice(one.start, one.end);
        const isNamed = one.type === "ImportSpecifier";
        return {
          text: `import ${kind}${isNamed ? `{ ${said} }` : said} from ${node.source.raw};`,
          names: new Map([[one.local.name, isNamed ? nameOf(one.imported) : "*"]]),
          from: node.source.value,
        };
      });
    }
    if (node.type !== "ExportNamedDeclaration") return [{ text: whole, names: declaredBy(node) }];
    const { declaration, specifiers, source } = node;
    const names =
      declaration === null
        ? new Map(specifiers.map((one) => [nameOf(one.exported), nameOf(one.local)]))
        : declaredBy(declaration);
    return [{ text: whole, names, from: source?.value }];
  });
}

function nameOf(name: { name: string } | { value: string }): string {
  return "name" in name ? name.name : name.value;
}

function declaredBy(node: Statement): Map<string, string> {
  const ids =
    node.type === "VariableDeclaration"
      ? node.declarations.map(({ id }) => id)
      : "id" in node
        ? [node.id]
        : [];
  return new Map(
    ids.flatMap((id) => (id?.type === "Identifier" ? [[id.name, id.name] as const] : [])),
  );
}

function wordsOf(text: string): string[] {
  return text.replaceAll(/\/\*[^]*?\*\//g, "").match(/[\w$]+/g) ?? [];
}

function textOf(all: readonly Declared[], kept: ReadonlySet<Declared>): string {
  const texts = all.filter((one) => kept.has(one)).map(({ text }) => text);
  return `${[...texts, "export {};"].join("\n")}\n`;
}
