const key = Symbol.for("mcp-lab.stale-names");

/** Finds those names that the running cell needs and whose own cell ended in an error when it ran last. */
export type FindStaleNames = () => string[];

/** What the kernel knows of them; none where the kernel is not the lab's own. */
export function staleNames(): string[] {
  const holder: object & { [key]?: FindStaleNames } = globalThis;
  return holder[key]?.() ?? [];
}

/** Puts it where {@link staleNames} looks, whichever copy of this module asks. */
export function installStaleNames(find: FindStaleNames): void {
  Object.defineProperty(globalThis, key, { value: find, configurable: true });
}
