import type { Inspection } from "./kernel.ts";

interface Part {
  text: string;
}

/** As TypeScript says it (`QuickInfo`). */
export interface QuickInfo {
  textSpan: { start: number; length: number };
  displayParts?: readonly Part[];
  documentation?: readonly Part[];
}

const textOf = (parts: readonly Part[] = []): string => parts.map(({ text }) => text).join("");

/** The same in words. */
export function inspection(info: QuickInfo | undefined): Inspection | undefined {
  if (info === undefined) return undefined;
  const { start, length } = info.textSpan;
  return {
    start,
    end: start + length,
    declaration: textOf(info.displayParts),
    comment: textOf(info.documentation),
  };
}
