import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type ObjectExpression, type Node, parseSync, Visitor } from "oxc-parser";

/** The text of a right answer of `test/lessons`. */
interface AnswerText {
  /** "NN.k". */
  exercise: string;
  /** What it does, as its file calls it. */
  style: string;
  source: string;
}

/** The right answers to an exercise, and what two of them or more take from their file: given, so to say. */
export interface ExerciseTexts {
  exercise: string;
  given: string;
  answers: AnswerText[];
}

const LESSONS = join(import.meta.dirname, "../../lessons");

/** The texts of all right answers in other styles, each with what it alone uses of its file. */
export function rightTexts(): ExerciseTexts[] {
  return readdirSync(LESSONS, { recursive: true, encoding: "utf8" })
    .filter((name) => /^\d\d-[a-z-]+[/\\][a-z-]+\.ts$/.test(name))
    .toSorted()
    .flatMap((name) => textsIn(join(LESSONS, name)));
}

function textsIn(file: string): ExerciseTexts[] {
  const declared = declaredIn(file);
  const text = readFileSync(file, "utf8");
  const exercise = /exercise: "(\d\d\.\d+)"/.exec(text)?.[1];
  const styles = rightOf(text);
  if (exercise === undefined || styles.length === 0) return [];
  const used = styles.map(({ source }) => usedBy(source, declared));
  const isShared = (name: string): boolean => used.filter((names) => names.has(name)).length > 1;
  const given = [...declared].filter(([name]) => isShared(name)).map(([, code]) => code);
  const answers = styles.map(({ style, source }, index) => ({
    exercise,
    style,
    source: [
      ...[...(used[index] ?? [])]
        .filter((name) => !isShared(name))
        .map((name) => declared.get(name) ?? ""),
      `const answer = ${source};`,
    ].join("\n\n"),
  }));
  return [{ exercise, given: given.join("\n\n"), answers }];
}

/** The declarations at the top of a file, and of those of `test/` that it imports, by name. */
function declaredIn(file: string): Map<string, string> {
  const text = readFileSync(file, "utf8");
  const { program, module } = parseSync(file, text);
  const found = new Map<string, string>();
  for (const { moduleRequest } of module.staticImports) {
    const { value } = moduleRequest;
    if (!/^\.{1,2}\/(?!.*\/lib\/)/.test(value) || /by-heart|exercise-answers/.test(value)) continue;
    for (const [name, code] of declaredIn(join(dirname(file), value))) found.set(name, code);
  }
  for (const statement of program.body) {
    const own = statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    const code = own === null ? "" : text.slice(own.start, own.end);
    if (own?.type === "FunctionDeclaration" && own.id !== null) found.set(own.id.name, code);
    if (own?.type === "VariableDeclaration")
      for (const { id } of own.declarations)
        if (id.type === "Identifier" && !/right|wrong|^answers$/i.test(id.name))
          found.set(id.name, code);
  }
  return found;
}

/** The names of all declarations that a text needs, through others too. */
function usedBy(source: string, declared: ReadonlyMap<string, string>): Set<string> {
  const names = new Set<string>();
  const visit = (code: string): void => {
    for (const name of identifiersIn(code)) {
      const known = declared.get(name);
      if (known === undefined || names.has(name)) continue;
      names.add(name);
      visit(known);
    }
  };
  visit(`(${source});`);
  return names;
}

function identifiersIn(code: string): Set<string> {
  const names = new Set<string>();
  const { program } = parseSync("part.ts", code);
  new Visitor({ Identifier: ({ name }) => void names.add(name) }).visit(program);
  return names;
}

/** The entries of the object of right answers. */
function rightOf(text: string): { style: string; source: string }[] {
  const { program } = parseSync("answers.ts", text);
  const objects: ObjectExpression[] = [];
  const add = (node: Node | null): void => {
    if (node?.type === "ObjectExpression") objects.push(node);
  };
  new Visitor({
    VariableDeclarator: ({ id, init }) => {
      if (id.type === "Identifier" && /right/i.test(id.name)) add(init);
    },
    Property: ({ key, value }) => {
      if (key.type === "Identifier" && key.name === "right") add(value);
    },
  }).visit(program);
  return objects.flatMap(({ properties }) =>
    properties.flatMap((property) => {
      if (property.type !== "Property") return [];
      const { key, value } = property;
      const style = key.type === "Literal" ? String(key.value) : text.slice(key.start, key.end);
      return [{ style, source: text.slice(value.start, value.end) }];
    }),
  );
}
