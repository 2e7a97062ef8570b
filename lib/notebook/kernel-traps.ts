import { parseSync, type Program, type Span, Visitor, type VisitorObject } from "oxc-parser";
import { boundNames, declaredNames } from "./cell-names.ts";
import { visitWithDepth } from "./top-level.ts";

/** A construct that current TypeScript takes and tslab does not. */
export interface KernelTrap {
  at: Span;
  /** Counted from 1 within the cell. */
  line: number;
  rule: keyof typeof MESSAGES;
  /** What happens and what to write instead. */
  message: string;
}

/** What tslab 1.0.22 (TypeScript 5.0.4) does, and the way round. */
const MESSAGES = {
  "reserved-name":
    "The kernel wraps a cell in a function with the parameters `exports` and `require`: choose another name.",
  namespace: "The kernel forgets a namespace after the next cell: use an object.",
  augmentation: "The kernel refuses `declare global` and `declare module`: leave them out.",
  "import-equals": "The kernel refuses `import … = require(…)`: use `import * as … from …`.",
  "relative-import":
    "The kernel imports nothing from outside of the notebook's folder and no name that ends in `.ts`: import from a package.",
  using: "The kernel's TypeScript 5.0 does not know `using`: use try and finally.",
  "import-meta": "A cell runs as a script, which has no `import.meta`: use process.cwd().",
  "module-variable": "A cell has no `__dirname`, `__filename` or `module`: use process.cwd().",
  "top-level-return": "A cell is no function: end it with the value instead.",
  "exported-class-expression":
    "The kernel refuses a class expression with private or protected members as the value of a name: declare the class, or use #names.",
  "browser-cell":
    "The kernel runs nothing of a `@browser` cell and says nothing: leave the tag out.",
} as const;

type Report = (rule: keyof typeof MESSAGES, at: Span) => void;

/**
 * Finds in one cell what passes strict TypeScript and still fails, or silently does something else, in
 * tslab, though it was written as `kernelSource` writes it. A cell that does not parse has no traps;
 * the compiler says what is wrong with it.
 */
export function findKernelTraps(source: string): KernelTrap[] {
  const { program, comments } = parseSync("cell.ts", source, { sourceType: "module" });
  const traps: KernelTrap[] = [];
  const report: Report = (rule, { start, end }) => {
    const line = source.slice(0, start).split("\n").length;
    traps.push({ at: { start, end }, line, rule, message: MESSAGES[rule] });
  };
  const browserTag = comments.find(
    ({ type, value }) => type === "Block" && /^\*[^]*@browser\b/.test(value),
  );
  if (browserTag !== undefined) report("browser-cell", browserTag);
  for (const visitor of [
    moduleSyntax(report),
    youngSyntax(report),
    earlierNames(report, boundNames(program)),
  ]) {
    new Visitor(visitor).visit(program);
  }
  atTopLevel(report, program);
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
  };
}

const MODULE_VARIABLES = new Set(["__dirname", "__filename"]);

function earlierNames(report: Report, bound: ReadonlySet<string>): VisitorObject {
  const isEarlier = (name: string): boolean => !bound.has(name) && !(name in globalThis);
  return {
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

/** Reports what depends on being outside of every function. */
function atTopLevel(report: Report, program: Program): void {
  visitWithDepth(program, (isTopLevel) => ({
    ReturnStatement: (node) => {
      if (isTopLevel()) report("top-level-return", node);
    },
  }));
  for (const { name, at } of declaredNames(program)) {
    if (name === "exports" || name === "require") report("reserved-name", at);
  }
}
