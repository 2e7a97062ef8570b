import { callOperators } from "./calls.ts";
import { conditionOperators } from "./conditions.ts";
import type { Operator } from "./operator.ts";
import { statementOperators } from "./statements.ts";
import { valueOperators } from "./values.ts";

/** Every kind of mistake that answers are tried with, by name. */
export const operators: Record<string, Operator> = {
  ...conditionOperators,
  ...valueOperators,
  ...callOperators,
  ...statementOperators,
};
