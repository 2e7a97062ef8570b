import type { Json } from "../base/json.ts";
import type { JsonObject } from "./notebook.ts";

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
