import type { Json, JsonObject } from "../base/json.ts";

/** What a cell's metadata says about its part in the lesson; empty for prose, other code and own cells. */
export interface CellRole {
  role?: "answer" | "check";
  /** "NN.k" */
  exercise?: string;
  /** Of the source that the cell was generated with. */
  checksum?: string;
}

/** Reads what the lesson's generator wrote into a cell's metadata. */
export function cellRole({ metadata }: { metadata: JsonObject }): CellRole {
  const lab: Json | undefined = metadata.mcp_lab;
  if (typeof lab !== "object" || lab === null || Array.isArray(lab)) return {};
  const { role, exercise, checksum } = lab;
  return {
    ...(role === "answer" || role === "check" ? { role } : {}),
    ...(typeof exercise === "string" ? { exercise } : {}),
    ...(typeof checksum === "string" ? { checksum } : {}),
  };
}

/** A source as it is compared: editors differ in line ends, and in blanks at the end of a line or a cell. */
export function comparable(source: string): string {
  const lines = source.split(/\r\n?|\n/);
  return lines
    .map((line) => line.trimEnd())
    .join("\n")
    .trim();
}
