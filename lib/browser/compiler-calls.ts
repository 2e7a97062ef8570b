import type { Conversion } from "../notebook/process/messages.ts";
import type { Completions, Inspection } from "./kernel.ts";

/** What the compiler's worker is asked for: what it is given, and what it answers. */
export interface CompilerCalls {
  convert: { given: [prevDecl: string, src: string]; answer: Conversion };
  complete: {
    given: [prevDecl: string, src: string, offset: number];
    answer: Completions | undefined;
  };
  inspect: {
    given: [prevDecl: string, src: string, offset: number];
    answer: Inspection | undefined;
  };
}
