import { parse } from "yaml";
import { z } from "zod";
import { normalForm } from "../identity.ts";
import { REFUSED } from "../reasons.ts";
import type { Claim, Reader } from "./claim.ts";

// Ruby's symbols are keys that begin with a colon.
const submitter = z.looseObject({
  ":name": z.string().optional(),
  ":sid": z.string().optional(),
  ":email": z.string().optional(),
});
/** Ruby's own kinds of time are written with their parts. */
const time = z.union([z.string(), z.looseObject({ utc: z.string() }).transform(({ utc }) => utc)]);
const submission = z.looseObject({
  ":submitters": z.array(submitter.catch({})).optional().catch(undefined),
  ":created_at": time.optional().catch(undefined),
});
const metadata = z.record(z.string(), submission.catch({}));

/**
 * Gradescope's export, from the text of its `submission_metadata.yml`: whose each `submission_<id>`
 * beside it is. A student is the SID, else the e-mail, else the name; all submitters of a group have
 * the work. A submission without any names nobody. Undefined where the text is no such file.
 */
export function gradescope(yaml: string): Reader | undefined {
  let read: z.infer<typeof metadata>;
  try {
    // Every scalar as text: a SID may begin with a zero.
    read = metadata.parse(parse(ownFields(yaml), { schema: "failsafe", logLevel: "error" }));
  } catch {
    return undefined;
  }
  const claims = new Map(
    Object.entries(read).map(([folder, fields]) => [folder, claimOf(fields)] as const),
  );
  return (name) =>
    claims.get(name) ??
    claims.get(name.replace(/\.zip$/i, "")) ??
    (isSubmissionFolder(name) ? { students: [], refused: REFUSED.noSubmitter } : undefined);
}

/** A folder's name that only Gradescope gives. */
export function isSubmissionFolder(name: string): boolean {
  return /^submission_\d+(?:\.zip)?$/i.test(name);
}

function claimOf(fields: z.infer<typeof metadata>[string]): Claim {
  const people = (fields[":submitters"] ?? []).flatMap((one) => {
    const ids = [...filled(one[":sid"]), ...filled(one[":email"])];
    const known = ids.length === 0 ? filled(one[":name"]) : ids;
    return known.length === 0 ? [] : [known];
  });
  const [only] = people;
  const students = people.flatMap(([id]) => id ?? []);
  const came = Date.parse((fields[":created_at"] ?? "").replace(/(\.\d{3})\d+ Z$/, "$1Z"));
  return {
    students,
    ...(people.length === 1 && only !== undefined && only.length > 1
      ? { aliases: only.slice(1) }
      : {}),
    ...(Number.isNaN(came) ? {} : { submittedAt: new Date(came).toISOString() }),
    ...(students.length === 0 ? { refused: REFUSED.noSubmitter } : {}),
  };
}

/** Ruby writes nothing, `~` or `null` where a field is empty. */
function filled(text: string | undefined): string[] {
  const form = normalForm(text ?? "");
  return form === "" || form === "~" || form === "null" ? [] : [form];
}

/**
 * The file without the fields that hold tests and earlier attempts: they are most of it, and a parser of
 * YAML reads less than a megabyte a second. What belongs to a field is indented further than its key, so
 * that nothing in one can look like another of the submission's own.
 */
function ownFields(yaml: string): string {
  let isKept = true;
  const lines = yaml.split(/\r?\n/).filter((line) => {
    if (/^\S/.test(line)) isKept = true;
    else if (/^ {2}[^\s-]/.test(line))
      isKept = /^ {2}(["']?):?(?:submitters|created_at)\1:/.test(line);
    return isKept;
  });
  return lines.join("\n");
}
