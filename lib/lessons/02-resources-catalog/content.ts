import { type ContentEvidence, judgeContent, type ReadResource } from "./content.judge.ts";
import { toJson } from "../../wire/error-json.ts";
import { type Examination, examination } from "../../exercises/examination.ts";

/** Resources, and a budget in bytes. */
export type Variant = Omit<ContentEvidence, "outcome">;

const json = (value: unknown): string => JSON.stringify(value, null, 2);

/** A resource whose title follows from its URI. */
export const resource = (
  uri: string,
  mimeType: string,
  text: string,
  annotations?: ReadResource["annotations"],
): ReadResource => ({
  uri,
  title: `The ${uri.slice("crm://".length)}`,
  mimeType,
  ...(annotations && { annotations }),
  text,
});

// Servers write JSON as they like: indented, in one line, with blanks and numbers in any form.
const companies = json({ table: "companies", columns: ["id", "name", "region", "owner_id"] });
const letter = "# First contact\n\nDear {{contact.name}}, your team publishes models.";
const notes = "Größenordnungen und Gespräche: für später, wie üblich. ".repeat(3);

const variants: [Variant, ...Variant[]] = [
  {
    budget: 300,
    catalog: [
      resource("crm://letter", "text/markdown", letter, {
        audience: ["user", "assistant"],
        priority: 0.8,
      }),
      resource("crm://schema", "application/json", companies, {
        audience: ["assistant"],
        priority: 0.9,
      }),
      resource("crm://terms", "text/plain", "Terms for people to sign. ".repeat(3), {
        audience: ["user"],
        priority: 1,
      }),
      resource("crm://history", "text/plain", "Long history. ".repeat(40), { priority: 0.85 }),
      resource("crm://regions", "application/json", JSON.stringify(["emea", "americas"])),
    ],
  },
  {
    // In characters the notes fit in, in bytes they do not.
    budget: letter.length + notes.length + 5,
    catalog: [
      resource("crm://regions", "application/json", '{ "regions":["apac"],\r\n  "share": 1.0 }\n', {
        priority: 0,
      }),
      resource("crm://notes", "text/markdown", notes, { audience: ["assistant"], priority: 0.5 }),
      resource("crm://letter", "text/markdown", letter, { audience: ["assistant"], priority: 0.8 }),
      resource("crm://poster", "text/plain", "A poster.", { audience: ["user"], priority: 0.9 }),
    ],
  },
  {
    budget: 10_000,
    catalog: [
      resource("crm://schema", "application/json", companies, {
        audience: ["user", "assistant"],
        priority: 0.1,
      }),
      resource("crm://notes", "text/html", notes, { priority: 1 }),
      resource("crm://terms", "text/plain", "Terms for people.", { audience: ["user"] }),
      resource("crm://letter", "text/markdown", letter, { audience: ["assistant"] }),
    ],
  },
  {
    // All that is for the model fits, and not a byte is left. What has no priority is listed first.
    budget: [companies, letter, notes].reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    catalog: [
      resource("crm://schema", "application/json", companies),
      resource("crm://letter", "text/markdown", letter, { audience: ["assistant"], priority: 0.8 }),
      resource("crm://notes", "text/markdown", notes, { audience: ["assistant"], priority: 0.2 }),
      resource("crm://poster", "text/plain", "A poster.", { audience: ["user"], priority: 0.5 }),
    ],
  },
];

export const contentExamination: Examination = examination({
  variants,
  async drive(answer, _world, variant): Promise<ContentEvidence> {
    const outcome = await answer.call([
      { type: "json", value: toJson(variant.catalog) ?? null },
      { type: "json", value: variant.budget },
    ]);
    return { ...variant, outcome };
  },
  judge: judgeContent,
});
