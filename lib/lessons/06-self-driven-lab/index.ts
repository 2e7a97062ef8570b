import { inspectSketch } from "../../subjects/sketch/inspect-sketch.ts";
import { steps } from "../../subjects/sketch/review.ts";
import { judgeStep } from "./sketch.judge.ts";
import { type Examination, examination } from "../../exercises/examination.ts";

/** How one step of a sketch is examined: there is nothing to run, and nothing to vary. */
const stepExamination = (exercise: string): Examination =>
  examination({
    variants: ["the sketch as it is"],
    async drive(answer) {
      const shape = await answer.shape();
      const sketch = shape.type === "value" ? shape.value : null;
      return { sketch, findings: await inspectSketch(sketch) };
    },
    judge: judgeStep(exercise),
  });

/** How the exercises of 06-self-driven-lab are examined. */
export const selfDrivenLabExaminations: Record<string, Examination> = Object.fromEntries(
  steps.map(({ exercise }) => [exercise, stepExamination(exercise)]),
);
