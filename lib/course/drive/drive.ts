import type { Finding, Judge } from "../judge/finding.ts";
import type { Answer } from "../pipe/answer.ts";
import type { World } from "./world.ts";

/**
 * How one exercise is examined: for each variant the answer is driven in a fresh world, and the
 * evidence is judged.
 */
export interface Examination {
  /** The findings of one variant; there are `variants` of them, from 0. */
  examine(answer: Answer, world: World, variant: number): Promise<Finding[]>;
  variants: number;
}

/** Joins the variants of an exercise with what drives an answer through one of them and its judge. */
export function examination<Variant, Evidence>(parts: {
  /** The values shown in the notebook first, then others. */
  variants: readonly [Variant, ...Variant[]];
  drive: (answer: Answer, world: World, variant: Variant) => Promise<Evidence>;
  judge: Judge<Evidence>;
}): Examination {
  return {
    variants: parts.variants.length,
    async examine(answer, world, index) {
      const variant = parts.variants[index] ?? parts.variants[0];
      return parts.judge(await parts.drive(answer, world, variant));
    },
  };
}
