import { constantFrom, integer, jsonValue, oneof, sample } from "fast-check";
import { describe, expect, it } from "vitest";
import { DEEPEST } from "../../lib/base/json.ts";
import type { Examination } from "../../lib/exercises/examination.ts";
import { serveAnswer } from "../../lib/exercises/learner-side.ts";
import { findExercise } from "../../lib/exercises/manifest/manifest.ts";
import { createWorld } from "../../lib/exercises/world.ts";
import { sendConnectorCall } from "../../lib/lessons/01-connector-call/send.ts";
import { examine } from "../../lib/lessons/examine.ts";
import { memoryPipe } from "../../lib/wire/pipe.ts";
import { allAnswers } from "./exercise-answers.ts";

const nested = (depth: number): unknown => JSON.parse("[".repeat(depth) + "]".repeat(depth));

/** What a program does not expect in the place of a text, a number or a list. */
const odd = oneof(
  {
    weight: 4,
    arbitrary: constantFrom<unknown>(
      "https://user:password@huggingface.co/mcp",
      "https://user:password@host/",
      "https://[::1/",
      "a\r\nx-api-key: b",
      "\0\u001B[2J\u202E\uD800",
      "__proto__",
      "../../../etc/passwd",
      "x".repeat(100_000),
      "[".repeat(100_000) + "]".repeat(100_000),
      JSON.stringify(nested(1_700)),
      "",
      null,
      -1,
      1e308,
      [],
      {},
      nested(DEEPEST - 20),
      nested(1_700),
    ),
  },
  { weight: 1, arbitrary: jsonValue() },
);

/** An odd value, and where in a right answer it takes a part's place. */
interface Spoiling {
  at: number;
  value: unknown;
}

/** As many as a test run has time for; others for each exercise. */
const spoilings = (seed: number): Spoiling[] =>
  sample(
    integer({ min: 0, max: 999_999 }).chain((at) => odd.map((value) => ({ at, value }))),
    { numRuns: 4, seed },
  );

function isPlain(value: unknown): value is Record<string, unknown> | unknown[] {
  if (typeof value !== "object" || value === null) return false;
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

function placesIn(value: unknown, path: string[] = []): string[][] {
  if (!isPlain(value) || path.length > 12) return [path];
  return [path, ...Object.entries(value).flatMap(([key, part]) => placesIn(part, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined || !isPlain(value)) return by;
  const part = replaced(Reflect.get(value, key), rest, by);
  if (!Array.isArray(value)) return { ...value, [key]: part };
  return value.map((one, index) => (String(index) === key ? part : one));
}

/** The value with one part replaced; what is no JSON, such as a server, stays. */
function spoil(value: unknown, { at, value: by }: Spoiling): unknown {
  if (typeof value === "object" && value !== null && !isPlain(value)) return value;
  const places = placesIn(value);
  return replaced(value, places[at % places.length] ?? [], by);
}

/** Has an Anthropic client send other requests than it is asked to. */
function spoilRequests(argument: unknown, how: Spoiling): void {
  if (typeof argument !== "object" || argument === null || !("beta" in argument)) return;
  const messages: object = Reflect.get(Object(argument.beta), "messages");
  const create: unknown = Reflect.get(messages, "create");
  if (typeof create !== "function") return;
  Reflect.set(messages, "create", (body: unknown, ...rest: unknown[]) =>
    Reflect.apply(create, messages, [spoil(body, how), ...rest]),
  );
}

function spoiledAnswer(answer: unknown, how: Spoiling, isSent: boolean): unknown {
  if (typeof answer !== "function") return spoil(answer, how);
  return async (...args: unknown[]) => {
    if (isSent) for (const argument of args) spoilRequests(argument, how);
    const got: unknown = await Reflect.apply(answer, undefined, args);
    return isSent ? got : spoil(got, how);
  };
}

/** What a server says is spoiled in the class of the hostile submissions. */
const spoilable = (await allAnswers()).filter(
  ({ exercise }) => findExercise(exercise).answer !== "server",
);

describe.each(spoilable)("$exercise", ({ exercise, right }) => {
  it("is followed to its end, whatever an answer gives and sends", async () => {
    const [answer] = Object.values(right);
    for (const [index, how] of spoilings(Number(exercise.replace(".", ""))).entries()) {
      const [learner, judge] = memoryPipe();
      serveAnswer(learner, spoiledAnswer(answer, how, index % 2 === 1));
      const broken: unknown[] = [];
      await examine(exercise, judge, { onBroken: (error) => broken.push(how, error) });
      expect(broken).toEqual([]);
    }
  });
});

it("a check that breaks off has failed, and tells why to those who ask", async () => {
  const fault = new RangeError("Maximum call stack size exceeded");
  const breaking = (examination: Examination): Examination => ({
    ...examination,
    examine: () => Promise.reject(fault),
  });
  const [learner, judge] = memoryPipe();
  serveAnswer(learner, { mcpServers: {} });
  const broken: unknown[] = [];
  const onBroken = (error: unknown): void => void broken.push(error);
  const { earned, verdicts } = await examine("03.1", judge, { addVariants: breaking, onBroken });
  expect([earned, broken]).toEqual([0, [fault]]);
  expect(new Set(verdicts.map(({ found }) => found))).toEqual(
    new Set(["the check broke off at this one"]),
  );
});

it.each([["a\r\nx-api-key: b"], ["ä€"], ["\0"]])(
  "betas that no header can hold are told as what the API refuses: %j",
  async (beta) => {
    await expect(sendConnectorCall(createWorld(), { betas: [beta] })).resolves.toMatchObject({
      status: 0,
      body: null,
    });
  },
);
