const notStarted = Symbol.for("mcp-lab.todo");

/** Prints as one line in a notebook, whatever prints it. */
const sentinel: object = Object.freeze({
  [notStarted]: true,
  [Symbol.for("nodejs.util.inspect.custom")]: () => "todo(): nothing here yet",
});

/**
 * Holds the place of a learner's answer. It never throws, so a notebook runs to its end,
 * and `check` reports it as "not started".
 */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- inferred from the annotation it is assigned to
export function todo<T>(): T {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a placeholder of whatever type is asked for
  return sentinel as T;
}

/** Whether this is still the placeholder of `todo()`. */
export function isTodo(value: unknown): boolean {
  return typeof value === "object" && value !== null && notStarted in value;
}
