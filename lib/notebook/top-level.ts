import { type Program, type Span, Visitor, type VisitorObject } from "oxc-parser";

/** An `await`, or a `for await`, outside of every function. */
export interface TopLevelAwait {
  at: Span;
  /** tslab sees by it that the cell is asynchronous. */
  isSeen: boolean;
}

/** Visits a cell; `isTopLevel` tells whether the place is outside of every function. */
export function visitWithDepth(
  program: Program,
  visitorOf: (isTopLevel: () => boolean) => VisitorObject,
): void {
  let functions = 0;
  const enter = (): void => void (functions += 1);
  const leave = (): void => void (functions -= 1);
  new Visitor({
    FunctionDeclaration: enter,
    "FunctionDeclaration:exit": leave,
    FunctionExpression: enter,
    "FunctionExpression:exit": leave,
    ArrowFunctionExpression: enter,
    "ArrowFunctionExpression:exit": leave,
    ...visitorOf(() => functions === 0),
  }).visit(program);
}

/** In the order in which they are written. */
export function topLevelAwaits(source: string, program: Program): TopLevelAwait[] {
  const awaits: TopLevelAwait[] = [];
  visitWithDepth(program, (isTopLevel) => ({
    ForOfStatement: (node) => {
      if (isTopLevel() && node.await) awaits.push({ at: node, isSeen: false });
    },
    AwaitExpression: (node) => {
      if (!isTopLevel()) return;
      awaits.push({ at: node, isSeen: !isAmbiguous(source.slice(node.start, node.end)) });
    },
  }));
  return awaits;
}

/** Whether what follows `await` could also follow a variable of that name. */
function isAmbiguous(text: string): boolean {
  const operand = text.slice("await".length).replace(/^(\s|\/\*[^]*?\*\/|\/\/.*)*/, "");
  return /^[([+\-/`<]/.test(operand);
}
