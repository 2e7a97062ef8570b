import {
  type Expression,
  parseSync,
  type Program,
  type Span,
  Visitor,
  type VisitorObject,
} from "oxc-parser";
import { boundNames, declaredNames } from "./cell-names.ts";

/** A construct that current TypeScript takes and tslab does not. */
export interface KernelTrap {
  /** Counted from 1 within the cell. */
  line: number;
  rule: string;
  /** What happens and what to write instead. */
  message: string;
}

/** What tslab 1.0.22 (TypeScript 5.0.4, types of ES2022) does, and the way round. */
const MESSAGES = {
  "ambiguous-await":
    "The kernel takes `await` before a bracket, a sign or a literal for a name when nothing else in the cell is awaited: put the value into a constant and await that.",
  "for-await":
    "The kernel does not see by `for await` alone that a cell is asynchronous: await something else in the cell too, or loop in an async function.",
  "earlier-name-in-shorthand":
    "The kernel does not find a name of an earlier cell in a shorthand property: write `name: name`.",
  "renaming-destructuring":
    "The kernel garbles a declaration that renames or nests properties whose type an earlier cell declared: read the properties one by one.",
  "reserved-name":
    "The kernel wraps a cell in a function with the parameters `exports` and `require`: choose another name.",
  export:
    "The kernel exports every name of a cell itself and refuses to do it twice: leave `export` out.",
  namespace: "The kernel forgets a namespace after the next cell: use an object.",
  augmentation: "The kernel refuses `declare global` and `declare module`: leave them out.",
  "import-equals": "The kernel refuses `import … = require(…)`: use `import * as … from …`.",
  "import-attributes": "The kernel's TypeScript 5.0 knows no import attributes: leave them out.",
  "relative-import":
    "The kernel imports nothing from outside of the notebook's folder and no name that ends in `.ts`: import from a package.",
  using: "The kernel's TypeScript 5.0 does not know `using`: use try and finally.",
  "import-meta": "A cell runs as a script, which has no `import.meta`: use process.cwd().",
  "module-variable": "A cell has no `__dirname`, `__filename` or `module`: use process.cwd().",
  "top-level-return": "A cell is no function: end it with the value instead.",
  "es2023-method":
    "The kernel's types end at ES2022 and lack this method: copy the list and use an older one.",
  "exported-class-expression":
    "The kernel refuses a class expression with private or protected members as the value of a name: declare the class, or use #names.",
  "browser-cell":
    "The kernel runs nothing of a `@browser` cell and says nothing: leave the tag out.",
} as const;

type Report = (rule: keyof typeof MESSAGES, at: Span) => void;

/**
 * Finds in one cell what passes strict TypeScript and still fails, or silently does something else,
 * in tslab. A renaming destructuring of an earlier cell's object is reported although it works where
 * a package declared the type: one cell does not tell. A cell that does not parse has no traps; the
 * compiler says what is wrong with it.
 */
export function findKernelTraps(source: string): KernelTrap[] {
  const { program, comments } = parseSync("cell.ts", source, { sourceType: "module" });
  const traps: KernelTrap[] = [];
  const report: Report = (rule, { start }) => {
    const line = source.slice(0, start).split("\n").length;
    traps.push({ line, rule, message: MESSAGES[rule] });
  };
  const tagged = (tag: RegExp): Span | undefined =>
    comments.find(
      ({ type, value }) => type === "Block" && value.startsWith("*") && tag.test(value),
    );
  const browserTag = tagged(/@browser\b/);
  if (browserTag !== undefined) report("browser-cell", browserTag);
  if (tagged(/@module\b/) === undefined) {
    for (const node of program.body)
      if (node.type === "ExportNamedDeclaration") report("export", node);
  }
  for (const visitor of [
    moduleSyntax(report),
    youngSyntax(report),
    earlierNames(report, boundNames(program)),
  ]) {
    new Visitor(visitor).visit(program);
  }
  atTopLevel(report, source, program);
  return traps.toSorted((a, b) => a.line - b.line);
}

function moduleSyntax(report: Report): VisitorObject {
  const checkPath = (path: unknown, at: Span): void => {
    if (typeof path === "string" && /^\.\.?(\/|$)/.test(path)) report("relative-import", at);
  };
  return {
    TSImportEqualsDeclaration: (node) => report("import-equals", node),
    TSModuleDeclaration: (node) => report(node.declare ? "augmentation" : "namespace", node),
    ImportDeclaration: (node) => {
      checkPath(node.source.value, node);
      if (node.attributes.length > 0) report("import-attributes", node);
    },
    ImportExpression: ({ source, start, end }) => {
      if (source.type === "Literal") checkPath(source.value, { start, end });
    },
    CallExpression: ({ callee, arguments: [path], start, end }) => {
      const isRequire = callee.type === "Identifier" && callee.name === "require";
      if (isRequire && path?.type === "Literal") checkPath(path.value, { start, end });
    },
  };
}

const ES2023 = new Set(["findLast", "findLastIndex", "toReversed", "toSorted", "toSpliced"]);

function youngSyntax(report: Report): VisitorObject {
  return {
    VariableDeclaration: (node) => {
      if (node.kind === "using" || node.kind === "await using") report("using", node);
    },
    VariableDeclarator: ({ init }) => {
      if (init?.type !== "ClassExpression") return;
      const hidden = init.body.body.find(
        (member) =>
          "accessibility" in member &&
          (member.accessibility === "private" || member.accessibility === "protected"),
      );
      if (hidden !== undefined) report("exported-class-expression", init);
    },
    MetaProperty: (node) => {
      if (node.meta.name === "import") report("import-meta", node);
    },
    CallExpression: ({ callee }) => {
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
      if (!callee.computed && ES2023.has(callee.property.name))
        report("es2023-method", callee.property);
    },
  };
}

const MODULE_VARIABLES = new Set(["__dirname", "__filename"]);

function earlierNames(report: Report, bound: ReadonlySet<string>): VisitorObject {
  const isEarlier = (name: string): boolean => !bound.has(name) && !(name in globalThis);
  return {
    Property: (node) => {
      const { shorthand, value } = node;
      const target = value.type === "AssignmentPattern" ? value.left : value;
      if (!shorthand || target.type !== "Identifier") return;
      if (isEarlier(target.name)) report("earlier-name-in-shorthand", node);
    },
    VariableDeclarator: ({ id, init }) => {
      if (id.type !== "ObjectPattern" || init === null) return;
      const renamed = id.properties.find((part) => part.type === "Property" && !part.shorthand);
      const root = rootOf(init);
      if (renamed !== undefined && root !== undefined && isEarlier(root)) {
        report("renaming-destructuring", renamed);
      }
    },
    Identifier: (node) => {
      if (MODULE_VARIABLES.has(node.name) && isEarlier(node.name)) report("module-variable", node);
    },
    MemberExpression: ({ object, property }) => {
      const isModuleExports =
        object.type === "Identifier" &&
        object.name === "module" &&
        property.type === "Identifier" &&
        property.name === "exports";
      if (isModuleExports && isEarlier("module")) report("module-variable", object);
    },
  };
}

/** The `a` of `a`, `a.b` and `a.b[0].c`. */
function rootOf(expression: Expression): string | undefined {
  if (expression.type === "Identifier") return expression.name;
  return expression.type === "MemberExpression" && expression.object.type !== "Super"
    ? rootOf(expression.object)
    : undefined;
}

/** Reports what depends on standing outside of every function. */
function atTopLevel(report: Report, source: string, program: Program): void {
  let functions = 0;
  let asynchronous = false;
  const awaits: { rule: "ambiguous-await" | "for-await"; at: Span }[] = [];
  const enter = (): void => {
    functions += 1;
  };
  const leave = (): void => {
    functions -= 1;
  };
  new Visitor({
    FunctionDeclaration: enter,
    "FunctionDeclaration:exit": leave,
    FunctionExpression: enter,
    "FunctionExpression:exit": leave,
    ArrowFunctionExpression: enter,
    "ArrowFunctionExpression:exit": leave,
    ReturnStatement: (node) => {
      if (functions === 0) report("top-level-return", node);
    },
    ForOfStatement: (node) => {
      if (functions === 0 && node.await) awaits.push({ rule: "for-await", at: node });
    },
    AwaitExpression: (node) => {
      if (functions > 0) return;
      if (isAmbiguous(source.slice(node.start, node.end))) {
        awaits.push({ rule: "ambiguous-await", at: node });
      } else asynchronous = true;
    },
  }).visit(program);
  // One await that the kernel recognises makes the whole cell asynchronous.
  if (!asynchronous) for (const { rule, at } of awaits) report(rule, at);
  for (const { name, at } of declaredNames(program)) {
    if (name === "exports" || name === "require") report("reserved-name", at);
  }
}

/** Whether what follows `await` could also follow a variable of that name. */
function isAmbiguous(text: string): boolean {
  const operand = text.slice("await".length).replace(/^(\s|\/\*[^]*?\*\/|\/\/.*)*/, "");
  return /^[([+\-/`<]/.test(operand);
}
