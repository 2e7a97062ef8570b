import {
  type BindingPattern,
  type ParamPattern,
  type Program,
  type Span,
  Visitor,
} from "oxc-parser";

/** The names that a cell's own code binds, in whatever scope. */
export function boundNames(program: Program): ReadonlySet<string> {
  const names = new Set<string>();
  const add = (pattern: Pattern): void => {
    for (const name of patternNames(pattern)) names.add(name);
  };
  const addFunction = (node: { id: Pattern; params: readonly ParamPattern[] }): void => {
    add(node.id);
    for (const parameter of node.params) add(parameter);
  };
  new Visitor({
    VariableDeclarator: (node) => add(node.id),
    FunctionDeclaration: addFunction,
    FunctionExpression: addFunction,
    ArrowFunctionExpression: ({ params }) => addFunction({ id: null, params }),
    ClassDeclaration: (node) => add(node.id),
    ClassExpression: (node) => add(node.id),
    CatchClause: (node) => add(node.param),
    ImportSpecifier: (node) => add(node.local),
    ImportDefaultSpecifier: (node) => add(node.local),
    ImportNamespaceSpecifier: (node) => add(node.local),
    TSEnumDeclaration: (node) => add(node.id),
  }).visit(program);
  return names;
}

/** The names that the cell declares with `let` or `const` outside of every block. */
export function declaredNames(program: Program): { name: string; at: Span }[] {
  return program.body
    .filter((statement) => statement.type === "VariableDeclaration")
    .filter(({ kind }) => kind !== "var")
    .flatMap(({ declarations }) => declarations)
    .flatMap(({ id }) => patternNames(id).map((name) => ({ name, at: id })));
}

type Pattern = BindingPattern | ParamPattern | null;

/** The names that a pattern binds. */
export function patternNames(pattern: Pattern): string[] {
  if (pattern === null) return [];
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "AssignmentPattern":
      return patternNames(pattern.left);
    case "RestElement":
      return patternNames(pattern.argument);
    case "TSParameterProperty":
      return patternNames(pattern.parameter);
    case "ArrayPattern":
      return pattern.elements.flatMap((element) =>
        patternNames(element?.type === "RestElement" ? element.argument : element),
      );
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        patternNames(property.type === "RestElement" ? property.argument : property.value),
      );
  }
}
