import { z } from "zod";
import type { Json } from "../../../base/json.ts";
import type { HostRun } from "../host-run.ts";

/** Something that a host did with what a server offers or answers. */
export interface HostChange {
  kind:
    | "opened-with"
    | "instructions-cut"
    | "instructions-dropped"
    | "tools-prefixed"
    | "tool-fields-dropped"
    | "tool-not-offered"
    | "tool-renamed"
    | "description-cut"
    | "description-changed"
    | "schema-changed"
    | "pages-followed"
    | "templates-not-asked"
    | "audience-ignored"
    | "text-dropped"
    | "structured-dropped"
    | "result-changed"
    | "failure-as-success";
  /** The tool, the method or the server that it is about. */
  subject: string;
  /** A sentence for people. */
  words: string;
}

/** The results of all requests with a method. */
export function resultsOf(run: HostRun, method: string): Json[] {
  return run.asked.flatMap((asked) =>
    asked.method === method && asked.outcome.status === "result" ? [asked.outcome.result] : [],
  );
}

/** The entries of a listing that are of the expected shape. */
export function entriesIn<T>(result: Json, field: string, schema: z.ZodType<T>): T[] {
  const list = z.looseObject({ [field]: z.array(z.unknown()) }).safeParse(result).data?.[field];
  return Array.isArray(list) ? list.flatMap((entry) => schema.safeParse(entry).data ?? []) : [];
}

/** "The instructions are cut: 4096 of 5000 characters are left." */
export function cutWords(what: string, given: string, left: string): string {
  return `${what} cut: ${sharedLength(given, left)} of ${given.length} characters are left.`;
}

/** How many characters two texts have in common from their beginning. */
export function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}
