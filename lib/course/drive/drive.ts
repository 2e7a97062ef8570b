import type { Random } from "../../random.ts";
import type { Finding, Judge } from "../judge/finding.ts";
import type { Answer } from "../pipe/answer.ts";
import type { Json } from "../json.ts";
import { createWorld, type Place, type World, type WorldOptions } from "./world.ts";

/**
 * How one exercise is examined: for each variant the answer is driven in a fresh world, and the
 * evidence is judged.
 */
export interface Examination {
  /** The fresh world of one variant. */
  createWorld(variant: number, place?: Place): World;
  /** The findings of one variant; there are `variants` of them, from 0. */
  examine(answer: Answer, world: World, variant: number): Promise<Finding[]>;
  variants: number;
  /**
   * The same exercise with `count` more variants, which the repository does not hold: an answer made
   * for the published ones fails on them. The exercise itself where it has no such variants.
   */
  withPrivate(random: Random, count: number): Examination;
  /** The same exercise with these variants more, of its own kind, from whoever keeps them. */
  withVariants(more: readonly Json[]): Examination;
}

/** Joins the variants of an exercise with what drives an answer through one of them and its judge. */
export function examination<Variant, Evidence>(parts: {
  /** The values shown in the notebook first, then others. */
  variants: readonly [Variant, ...Variant[]];
  /** Makes one more of the same kind, with other names, numbers and orders. */
  generate?: (random: Random) => Variant;
  /** What the world of a variant has that the notebook's has not. */
  world?: (variant: Variant) => WorldOptions;
  drive: (answer: Answer, world: World, variant: Variant) => Promise<Evidence>;
  judge: Judge<Evidence>;
}): Examination {
  const variantAt = (index: number): Variant => parts.variants[index] ?? parts.variants[0];
  return {
    variants: parts.variants.length,
    createWorld: (index, place) => createWorld(parts.world?.(variantAt(index)), place),
    async examine(answer, world, index) {
      return parts.judge(await parts.drive(answer, world, variantAt(index)));
    },
    withPrivate(random, count) {
      const { generate, variants } = parts;
      if (generate === undefined) return examination(parts);
      const more = Array.from({ length: count }, () => generate(random));
      return examination({ ...parts, variants: [...variants, ...more] });
    },
    withVariants(more) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an instructor's own files
      const known = more as unknown as readonly Variant[];
      return examination({ ...parts, variants: [...parts.variants, ...known] });
    },
  };
}
