import { type Node, visitorKeys } from "oxc-parser";
import { patternNames } from "./cell-names.ts";

/** Names that code uses and that nothing of its own declares around the place. */
export interface FreeNames {
  /** Those that have to be there when it runs; among them may be some that need not. */
  values: Set<string>;
  /** Those of types, and of values whose type it asks for: they have to be declared, no more. */
  types: Set<string>;
}

/** All that these statements can need of others. */
export function freeNames(statements: readonly Node[]): FreeNames {
  const free: FreeNames = { values: new Set(), types: new Set() };
  for (const statement of statements) collect(statement, free, NOTHING, false);
  return free;
}

type Names = ReadonlySet<string>;

const NOTHING: Names = new Set();

function collect(node: Node, free: FreeNames, hidden: Names, isTyping: boolean): void {
  if (node.type === "Identifier" || node.type === "JSXIdentifier") {
    if (!hidden.has(node.name)) free[isTyping ? "types" : "values"].add(node.name);
  }
  // Names of types are looked up apart from those of values: nothing local hides one for certain.
  const isType = node.type === "TSTypeReference" || node.type === "TSTypeQuery";
  const own = declaredBy(node);
  const inside = isType ? NOTHING : own.length === 0 ? hidden : new Set([...hidden, ...own]);
  const labels = labelsOf(node);
  for (const key of visitorKeys[node.type] ?? []) {
    if (labels.includes(key)) continue;
    for (const child of childrenAt(node, key)) collect(child, free, inside, isTyping || isType);
  }
}

/** The names that hold inside of a node and nowhere else. */
function declaredBy(node: Node): string[] {
  switch (node.type) {
    case "FunctionExpression":
    case "ArrowFunctionExpression":
    case "FunctionDeclaration":
    case "TSDeclareFunction":
    case "TSEmptyBodyFunctionExpression":
    case "TSFunctionType":
    case "TSConstructorType":
    case "TSCallSignatureDeclaration":
    case "TSConstructSignatureDeclaration":
    case "TSMethodSignature":
      return node.params.flatMap(patternNames);
    case "TSIndexSignature":
      return node.parameters.map(({ name }) => name);
    case "BlockStatement":
    case "StaticBlock":
      return node.body.flatMap(declaredHere);
    case "ForStatement":
      return node.init === null ? [] : declaredHere(node.init);
    case "ForInStatement":
    case "ForOfStatement":
      return declaredHere(node.left);
    case "CatchClause":
      return patternNames(node.param);
    default:
      return [];
  }
}

/** What a statement of a block declares there; `var` reaches further, which hides nothing more. */
export function declaredHere(node: Node): string[] {
  switch (node.type) {
    case "VariableDeclaration":
      return node.declarations.flatMap(({ id }) => patternNames(id));
    case "FunctionDeclaration":
    case "ClassDeclaration":
      return patternNames(node.id);
    default:
      return [];
  }
}

/** The children of a node that name a member of something, and nothing by themselves. */
function labelsOf(node: Node): string[] {
  switch (node.type) {
    case "MemberExpression":
      return node.computed ? [] : ["property"];
    case "Property":
    case "PropertyDefinition":
    case "MethodDefinition":
    case "AccessorProperty":
    case "TSPropertySignature":
    case "TSMethodSignature":
      return node.computed ? [] : ["key"];
    case "TSQualifiedName":
      return ["right"];
    case "TSNamedTupleMember":
      return ["label"];
    default:
      return [];
  }
}

/** The nodes in a field of a node, whether it holds one or a list. */
export function childrenAt(node: Node, key: string): Node[] {
  const value: unknown = Reflect.get(node, key);
  return (Array.isArray(value) ? value : [value]).filter(isNode);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}
