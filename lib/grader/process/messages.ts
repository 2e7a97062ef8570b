import type { Grading } from "../grading.ts";
import type { Limits } from "../limits.ts";
import type { VariantSource } from "../variants.ts";

/** How submissions are kept away from the machine. */
export type SandboxKind = "bwrap" | "container" | "user" | "none";

/** What a grading process works with. */
export interface WorkSettings {
  /** The project's root. */
  root: string;
  sandbox: SandboxKind;
  /** The folder of the bundle that sandboxed notebooks start with. */
  bundle?: string;
  /** The folder of the conversions of the course's own cells; without one all are made again. */
  conversions?: string;
  /** Files and folders that no sandbox may show, wherever they lie. */
  hidden: readonly string[];
  variants: VariantSource;
  limits: Limits;
}

/** What the parent asks of a grading process. Both are ours, so neither checks the other's words. */
export type ToWorker =
  | { type: "open"; settings: WorkSettings }
  | { type: "grade"; path: string; lesson: string; isAlone: boolean };

/** Its answer to `grade`. */
export interface FromWorker {
  grading: Grading;
}
