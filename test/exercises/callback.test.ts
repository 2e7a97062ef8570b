import { describe, expect, it } from "vitest";
import { Answer, type CallArgument, type Outcome } from "../../lib/exercises/answer.ts";
import { serveAnswer } from "../../lib/exercises/learner-side.ts";
import { memoryPipe, type Pipe } from "../../lib/wire/pipe.ts";

type Callback = Extract<CallArgument, { type: "callback" }>["run"];

const noFetch = async (): Promise<Response> => Response.error();

/** An answer at the other end of a pipe, and what it is when it is called with this callback. */
function callWith(
  answer: (callback: (...args: unknown[]) => Promise<unknown>) => unknown,
  run: Callback,
): { outcome: Promise<Outcome>; pipe: Pipe } {
  const [learner, judge] = memoryPipe();
  serveAnswer(learner, answer);
  const outcome = new Answer(judge, () => noFetch).call([{ type: "callback", run }]);
  return { outcome, pipe: judge };
}

describe("a callback that an answer is given", () => {
  it("runs on the judging side with JSON arguments, and its result comes back", async () => {
    const seen: unknown[] = [];
    const { outcome } = callWith(
      async (probe) => [await probe("a", { b: [1, null] }), await probe()],
      (...args) => {
        seen.push(args);
        return { calls: seen.length };
      },
    );
    await expect(outcome).resolves.toEqual({
      status: "returned",
      value: [{ calls: 1 }, { calls: 2 }],
    });
    expect(seen).toEqual([["a", { b: [1, null] }], []]);
  });

  it("may be invoked again before it has ended", async () => {
    const waiting: (() => void)[] = [];
    const { outcome } = callWith(
      async (probe) => Promise.all([probe(1), probe(2)]),
      (value) =>
        new Promise((resolve) => {
          waiting.unshift(() => resolve(value));
          if (waiting.length === 2) for (const go of waiting) go();
        }),
    );
    await expect(outcome).resolves.toEqual({ status: "returned", value: [1, 2] });
  });

  it("rejects with the error that it threw, name and fields included", async () => {
    const { outcome } = callWith(
      async (probe) => {
        try {
          return await probe();
        } catch (error) {
          if (!(error instanceof Error)) throw error;
          return { name: error.name, message: error.message, status: Reflect.get(error, "status") };
        }
      },
      () => {
        throw Object.assign(new RangeError("refused"), { status: 401 });
      },
    );
    await expect(outcome).resolves.toEqual({
      status: "returned",
      value: { name: "RangeError", message: "refused", status: 401 },
    });
  });

  it.each([
    ["undefined where it returns nothing", () => {}, "undefined"],
    ["an error where it returns what JSON cannot hold", () => () => 1, "a function"],
  ])("gives %s", async (_case, run, found) => {
    const { outcome } = callWith(
      (probe) => probe().then(String, (error: Error) => error.message),
      run,
    );
    await expect(outcome).resolves.toMatchObject({ value: expect.stringContaining(found) });
  });

  it("sends null for an argument that JSON cannot hold", async () => {
    const { outcome } = callWith(
      (probe) => probe(() => 1),
      (argument) => [argument],
    );
    await expect(outcome).resolves.toEqual({ status: "returned", value: [null] });
  });

  it("rejects when the check is over before it ended", async () => {
    let started: (() => void) | undefined;
    const running = new Promise<void>((resolve) => {
      started = resolve;
    });
    let seen: Promise<unknown> | undefined;
    const { pipe } = callWith(
      (probe) => {
        seen = probe();
        return seen;
      },
      () => {
        started?.();
        return new Promise(() => {});
      },
    );
    await running;
    pipe.close();
    await expect(seen).rejects.toThrow("the check is over");
  });
});
