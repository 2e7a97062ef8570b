import { describe, expect, it } from "vitest";
import { examine } from "../../lib/lessons/examine.ts";
import { findExercise } from "../../lib/exercises/manifest/manifest.ts";
import { serveAnswer } from "../../lib/exercises/learner-side.ts";
import { memoryPipe } from "../../lib/wire/pipe.ts";
import type { ExerciseResult } from "../../lib/exercises/verdict.ts";
import { privateVariants } from "../../lib/grader/variants.ts";
import { expandRight } from "../lessons/03-env-config/expand.ts";
import { maskRight } from "../lessons/03-env-config/mask.ts";

const { addTo } = await privateVariants({
  source: "seed",
  seed: "not the one of any class",
  count: 20,
});

function examinePrivately(id: string, answer: unknown): Promise<ExerciseResult> {
  const [learner, judge] = memoryPipe();
  serveAnswer(learner, answer);
  return examine(id, judge, { addVariants: (examination) => addTo(id, examination) });
}

type Answer = (...args: never[]) => unknown;

const firstRight: Record<string, Answer> = {
  "01.1": (env: Record<string, string>) => ({
    type: "url",
    name: "huggingface",
    url: "https://huggingface.co/mcp",
    ...(env.HF_TOKEN ? { authorization_token: env.HF_TOKEN } : {}),
  }),
  "01.2": (server: string, tools: string[]) => ({
    type: "mcp_toolset",
    mcp_server_name: server,
    default_config: { enabled: false },
    configs: Object.fromEntries(tools.map((name) => [name, { enabled: true }])),
  }),
  "03.2": Object.values(expandRight)[0] ?? (() => undefined),
  "03.5": Object.values(maskRight)[0] ?? (() => undefined),
};

describe.each(Object.entries(firstRight))("%s", (id, right) => {
  it("fails on them, and only there, for an answer that knows the published ones by heart", async () => {
    const known = new Map<string, () => unknown>();
    const learning = (...args: never[]): unknown => {
      const key = JSON.stringify(args);
      try {
        const value = right(...args);
        known.set(key, () => value);
        return value;
      } catch (error) {
        known.set(key, () => {
          throw error;
        });
        throw error;
      }
    };
    const [learner, judge] = memoryPipe();
    serveAnswer(learner, learning);
    expect((await examine(id, judge)).earned).toBe(
      findExercise(id).checks.reduce((sum, { points }) => sum + points, 0),
    );
    const byHeart = (...args: never[]): unknown =>
      (known.get(JSON.stringify(args)) ?? [...known.values()][0])?.();
    const { verdicts } = await examinePrivately(id, byHeart);
    const failed = verdicts.filter(({ status }) => status === "fail");
    expect(failed.length).toBeGreaterThan(0);
    for (const verdict of failed) {
      expect(verdict).toMatchObject({ private: true, expected: "", found: "", advice: "" });
    }
  });
});
