import { numberOr } from "./json-schema.ts";
import type { JsonObject } from "./request-types.ts";

/** A number for a schema: the one in the question, or 1, moved into the bounds and onto the step. */
export function numberFor(schema: JsonObject, question: string): number {
  const whole = schema["type"] === "integer";
  const step = Math.max(numberOr(schema["multipleOf"], 0), 0) || (whole ? 1 : 0);
  const margin = step === 0 ? Number.EPSILON : step;
  const low = Math.max(
    numberOr(schema["minimum"], -Infinity),
    numberOr(schema["exclusiveMinimum"], -Infinity) + margin,
  );
  const high = Math.min(
    numberOr(schema["maximum"], Infinity),
    numberOr(schema["exclusiveMaximum"], Infinity) - margin,
  );
  const asked = Number(/(?<![\p{L}\p{N}.-])\d{1,9}(?![\p{L}\p{N}-])/u.exec(question)?.[0] ?? 1);
  const value = Math.max(low, Math.min(high, asked));
  if (step === 0) return value;
  const stepped = Math.floor(value / step) * step;
  return stepped < low ? stepped + step : stepped;
}
