/** The part of the compiler that reads files. */
interface ReadingSystem {
  readFile: (path: string, encoding?: string) => string | undefined;
}

/**
 * What Node 20 has and the library of TypeScript 5.0 does not declare.
 * Source: lib.es2023.array.d.ts and lib.es2024.string.d.ts of TypeScript 5.9.
 */
const NODE_20 = ["Array", "ReadonlyArray"].map(
  (list) => `interface ${list}<T> {
  toReversed(): T[];
  toSorted(compareFn?: (a: T, b: T) => number): T[];
  toSpliced(start: number, deleteCount: number, ...items: T[]): T[];
  toSpliced(start: number, deleteCount?: number): T[];
  with(index: number, value: T): T[];
}`,
);

const WELL_FORMED = "interface String { isWellFormed(): boolean; toWellFormed(): string; }";

/** tslab asks for the library of ES2022; a cell gets that of ES2023, and what Node 20 has beside it. */
export function addYoungTypes(system: ReadingSystem): void {
  const { readFile } = system;
  system.readFile = (name, encoding) => {
    const text = readFile(name, encoding);
    if (text === undefined || !name.endsWith("/lib.es2022.d.ts")) return text;
    return ['/// <reference lib="es2023.array" />', text, ...NODE_20, WELL_FORMED].join("\n");
  };
}
