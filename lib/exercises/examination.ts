import type { Random } from "../base/random.ts";
import type { Finding, Judge } from "./finding.ts";
import type { Answer } from "./answer.ts";
import { createWorld, type Workspace, type World, type WorldOptions } from "./world.ts";

/**
 * How one exercise is examined: for each variant the answer is driven in a fresh world, and the
 * evidence is judged.
 */
export interface Examination {
  /** The fresh world of one variant. */
  createWorld(variant: number, workspace?: Workspace): World;
  /** The findings of one variant; there are `variants` of them, from 0. */
  examine(answer: Answer, world: World, variant: number): Promise<Finding[]>;
  variants: number;
  /** The same exercise with these variants more, of its own kind, from the person who makes or keeps them. */
  withVariants(more: readonly unknown[]): Examination;
}

/**
 * What makes more variants of an exercise, with other names, numbers and orders: an answer made for
 * the published ones fails on them. The file `<name>.hidden.ts` beside an exercise exports one as
 * `hidden`; nothing imports it, and it is left out of what is handed out by its name.
 */
export interface HiddenVariants {
  /** "NN.k". */
  exercise: string;
  generate: (random: Random) => unknown;
}

/** Joins the variants of an exercise with what drives an answer through one of them and its judge. */
export function examination<Variant, Evidence>(parts: {
  /** The values shown in the notebook first, then others. */
  variants: readonly [Variant, ...Variant[]];
  /** What the world of a variant has that the notebook's has not. */
  world?: (variant: Variant) => WorldOptions;
  drive: (answer: Answer, world: World, variant: Variant) => Promise<Evidence>;
  judge: Judge<Evidence>;
}): Examination {
  const variantAt = (index: number): Variant => parts.variants[index] ?? parts.variants[0];
  return {
    variants: parts.variants.length,
    createWorld: (index, workspace) => createWorld(parts.world?.(variantAt(index)), workspace),
    async examine(answer, world, index) {
      return parts.judge(await parts.drive(answer, world, variantAt(index)));
    },
    withVariants(more) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a generator's, or an instructor's own files
      const known = more as readonly Variant[];
      return examination({ ...parts, variants: [...parts.variants, ...known] });
    },
  };
}
