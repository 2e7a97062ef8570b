/*
 * What a cell uses of `node:assert`: the same comparisons and the same kind of error, with a shorter message.
 */
import { inspect } from "node-inspect-extracted";
import { isDeepStrictEqual } from "./deep-equal.ts";

type Message = string | Error | undefined;

interface Compared {
  actual?: unknown;
  expected?: unknown;
  operator?: string;
}

/** What a failed assertion throws. */
export class AssertionError extends Error {
  override readonly name = "AssertionError";
  readonly code = "ERR_ASSERTION";
  readonly generatedMessage: boolean;
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string | undefined;

  constructor({ message, actual, expected, operator }: Compared & { message?: string }) {
    super(message ?? `Expected ${operator}:\n\n${inspect(actual)}\n\n${inspect(expected)}\n`);
    this.generatedMessage = message === undefined;
    this.actual = actual;
    this.expected = expected;
    this.operator = operator;
  }
}

function hold(isTrue: boolean, message: Message, compared: Compared): void {
  if (isTrue) return;
  if (message instanceof Error) throw message;
  throw new AssertionError({ ...compared, ...(message === undefined ? {} : { message }) });
}

type Comparison = (actual: unknown, expected: unknown, message?: string | Error) => void;

const comparing =
  (operator: string, compare: (one: unknown, other: unknown) => boolean): Comparison =>
  (actual, expected, message) =>
    hold(compare(actual, expected), message, { actual, expected, operator });

// oxlint-disable-next-line eqeqeq -- what `equal` of Node's does
const isLoose = (one: unknown, other: unknown): boolean => one == other || Object.is(one, other);

export function ok(value: unknown, message?: string | Error): void {
  const said = message ?? "The expression evaluated to a falsy value";
  hold(Boolean(value), said, { actual: value, expected: true, operator: "==" });
}

export const equal = comparing("==", isLoose);
export const notEqual = comparing("!=", (one, other) => !isLoose(one, other));
export const strictEqual = comparing("strictEqual", Object.is);
export const notStrictEqual = comparing("notStrictEqual", (one, other) => !Object.is(one, other));
export const deepStrictEqual = comparing("deepStrictEqual", isDeepStrictEqual);
export const notDeepStrictEqual = comparing(
  "notDeepStrictEqual",
  (one, other) => !isDeepStrictEqual(one, other),
);
/** @alias */
export const deepEqual = deepStrictEqual;
/** @alias */
export const notDeepEqual = notDeepStrictEqual;

const matches = (text: unknown, pattern: unknown): boolean =>
  pattern instanceof RegExp && pattern.test(String(text));

export const match = comparing("match", matches);
export const doesNotMatch = comparing("doesNotMatch", (one, other) => !matches(one, other));

export function fail(message: string | Error = "Failed"): never {
  if (message instanceof Error) throw message;
  throw new AssertionError({ message, operator: "fail" });
}

export function ifError(value: unknown): void {
  if (value !== null && value !== undefined) throw value;
}

/** What an error has to be: what `throws` and `rejects` of Node's take, apart from a message alone. */
function checkError(error: unknown, expected: unknown): void {
  if (expected instanceof RegExp) return match(String(error), expected);
  if (typeof expected === "object" && expected !== null) {
    for (const [name, value] of Object.entries(expected)) {
      const actual: unknown =
        typeof error === "object" && error !== null && Reflect.get(error, name);
      if (value instanceof RegExp) match(actual, value);
      else deepStrictEqual(actual, value);
    }
  } else if (typeof expected === "function") {
    const isKind = expected.prototype !== undefined && error instanceof Object(expected);
    if (!isKind && Reflect.apply(expected, undefined, [error]) !== true) throw error;
  }
}

export function throws(work: () => unknown, expected?: unknown, message?: string | Error): void {
  try {
    work();
  } catch (error) {
    return checkError(error, expected);
  }
  hold(false, message ?? "Missing expected exception.", { operator: "throws" });
}

export async function rejects(
  work: Promise<unknown> | (() => Promise<unknown>),
  expected?: unknown,
  message?: string | Error,
): Promise<void> {
  try {
    await (typeof work === "function" ? work() : work);
  } catch (error) {
    return checkError(error, expected);
  }
  hold(false, message ?? "Missing expected rejection.", { operator: "rejects" });
}

const methods = {
  AssertionError,
  ok,
  notEqual,
  strictEqual,
  notStrictEqual,
  deepStrictEqual,
  notDeepStrictEqual,
  deepEqual,
  notDeepEqual,
  match,
  doesNotMatch,
  fail,
  ifError,
  throws,
  rejects,
};

const asFunction = (): typeof ok => (value, message) => ok(value, message);

export const strict = Object.assign(asFunction(), methods, { equal: strictEqual });
Object.assign(strict, { notEqual: notStrictEqual, strict });

export default Object.assign(asFunction(), methods, { equal, strict });
