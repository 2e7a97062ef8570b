import { rulings, WHY_THIS_ONE } from "../../tool-errors/rulings.ts";
import type { AfterTools } from "../schema.ts";
import type { SketchError, SketchTool } from "../sketch.ts";
import { type Fault, faultsIn, repeated, type Rule, shortText } from "./rule.ts";

/** Step 4: how the tools fail. */
export const errorRules: readonly Rule<AfterTools>[] = [
  {
    id: "06.4.classified",
    title: "Errors say whether to repeat and who can act",
    points: 1,
    lesson: "04",
    expected: "each row means what its code means: retryable, permission, and who can fix it",
    remedy:
      "Compare the row with lesson 04: a refused key is never repeated, an outage may be, and a wrong argument is the model's to change.",
    look({ errors }) {
      return faultsIn(errors, rowFault);
    },
  },
  {
    id: "06.4.complete",
    title: "The table of errors is complete",
    points: 1,
    lesson: "04",
    expected:
      "each code once; a wrong argument, a missing permission and an outage among them; tools and table name the same codes",
    remedy:
      "Each tool lists how it can fail; each code that one lists has a row, and each row a tool.",
    look({ tools, errors }) {
      const codes = errors.map(({ code }) => code);
      const [twice] = repeated(codes);
      if (twice !== undefined)
        return { found: `${twice} twice`, remedy: "Make one row of them: each code has one." };
      const used = new Set(tools.flatMap((tool) => tool.errors));
      const missing = [...used].find((code) => !codes.includes(code));
      if (missing !== undefined)
        return {
          found: `a tool fails with ${missing}, which has no row`,
          remedy: `Add a row for ${missing}.`,
        };
      const idle = codes.find((code) => !used.has(code));
      if (idle !== undefined)
        return {
          found: `no tool fails with ${idle}`,
          remedy: `List ${idle} at each tool that can fail so, or take its row out.`,
        };
      if (!codes.includes("VALIDATION"))
        return { found: "no row for a wrong argument", remedy: addRow("VALIDATION") };
      if (!codes.some((code) => rulings[code].permission !== "not-involved"))
        return { found: "no row for a missing permission", remedy: addRow("PERMISSION_DENIED") };
      if (!codes.some((code) => rulings[code].retryable))
        return {
          found: "no row for what passes by itself, such as an outage",
          remedy: addRow("UNAVAILABLE"),
        };
      return faultsIn(tools, (tool) =>
        tool.errors.length === 0 ? `${tool.name} never fails` : undefined,
      );
    },
  },
  {
    id: "06.4.retry-safe",
    title: "A write that is repeated is done once",
    points: 1,
    lesson: "04",
    expected: "every tool that writes has a required input that is its idempotency key",
    remedy:
      "After a timeout nobody knows whether the write was done. Give it a key as an input, name it in idempotencyKey, and set idempotentHint.",
    look({ tools }) {
      return faultsIn(tools, retryFault);
    },
  },
];

function addRow(code: string): string {
  return `Add a row such as ${code}, and list its code at each tool that can fail so.`;
}

/**
 * A row may leave to the user what the lab leaves to the operator: in many systems they are one. So it
 * may a conflict: what is taken is often a person's to choose again.
 */
function rowFault({
  code,
  when,
  retryable,
  permission,
  who_can_fix,
  hint,
}: SketchError): Fault | undefined {
  const ruling = rulings[code];
  if (retryable !== ruling.retryable)
    return {
      found: `${code} has retryable: ${retryable}`,
      remedy: ruling.retryable
        ? `Time helps with ${code}: the very same call may succeed later.`
        : `Time does not help with ${code}: somebody has to change something first.`,
    };
  if (permission !== ruling.permission)
    return {
      found: `${code} has permission: "${permission}"`,
      remedy:
        ruling.permission === "not-involved"
          ? "Only UNAUTHENTICATED and PERMISSION_DENIED are about permission."
          : "key-refused: it is not known who calls. not-allowed: it is known, but may not do this.",
    };
  const leftToUser = ruling.who_can_fix === "operator" || code === "CONFLICT";
  if (who_can_fix !== ruling.who_can_fix && !(leftToUser && who_can_fix === "user"))
    return {
      found: `${code} has who_can_fix: "${who_can_fix}"`,
      remedy: WHY_THIS_ONE[ruling.who_can_fix],
    };
  return shortText(`when of ${code}`, when, 3) ?? shortText(`hint of ${code}`, hint, 3);
}

function retryFault({
  name,
  effect,
  input,
  idempotencyKey,
  annotations,
}: SketchTool): Fault | undefined {
  if (effect === "reads") return undefined;
  if (idempotencyKey === undefined) return { found: `${name} writes and has no idempotencyKey` };
  const key = input.find((field) => field.name === idempotencyKey);
  if (key === undefined)
    return {
      found: `${name} has no input "${idempotencyKey}"`,
      remedy: "idempotencyKey is the name of one of its inputs: who calls gives the key.",
    };
  if (key.type === "boolean" || key.allowed !== undefined)
    return {
      found: `${name} has only ${key.allowed?.length ?? "two"} keys: ${idempotencyKey} is ${key.allowed === undefined ? "a boolean" : "one of those allowed"}`,
      remedy: "Each write has a key of its own: a text, or a number.",
    };
  if (!key.required)
    return {
      found: `${name} can be called without its ${idempotencyKey}`,
      remedy: `Write required: true for ${idempotencyKey}.`,
    };
  return annotations.idempotentHint
    ? undefined
    : {
        found: `${name} has idempotentHint: false`,
        remedy: "With its key it may be repeated: write idempotentHint: true.",
      };
}
