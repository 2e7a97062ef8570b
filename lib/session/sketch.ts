import { join } from "node:path";
import { isTodo } from "../exercises/todo.ts";
import { makeFolders, findProject, stateFolder, writeWhole } from "../base/project.ts";
import { sketchExamples } from "../subjects/sketch/examples/examples.ts";
import { inspectSketch } from "../subjects/sketch/inspect-sketch.ts";
import { flowOf } from "../subjects/sketch/flow.ts";
import { readPart } from "../subjects/sketch/read-sketch.ts";
import { reviewSteps } from "../subjects/sketch/review.ts";
import { schemas } from "../subjects/sketch/schema.ts";
import type { Sketch } from "../subjects/sketch/sketch.ts";
import { display } from "./display.ts";
import { drawSketchFlow } from "../draw/sketch-flow.ts";
import { drawSketchReview } from "../draw/sketch-review.ts";
import { keepsProgress } from "./progress.ts";

const NOTHING = "Nothing to show yet: a step of the sketch still holds todo().";

/** Shows what every rule says of a sketch, or of its first steps, with a remedy for each fault. */
export async function reviewSketch(sketch: Partial<Sketch>): Promise<void> {
  if (isTodo(sketch)) return console.log(NOTHING);
  const { helpDesk, warehouse, clinic, warehouseWithFaults } = sketchExamples;
  const shipped = [helpDesk, warehouse, clinic];
  // A shipped example is shown for its faults, not for being one.
  const isShipped = [...shipped, warehouseWithFaults].some((example) => example === sketch);
  const steps = reviewSteps(sketch, await inspectSketch(sketch), isShipped ? [] : shipped);
  display(drawSketchReview(`Review of ${nameOf(sketch)}`, steps));
}

function nameOf({ system }: Partial<Sketch>): string {
  return system?.name ?? "the sketch";
}

/** Draws who sends what to whom in an integration, and which party sees which data. */
export function drawSketch(sketch: Sketch): void {
  if (isTodo(sketch)) return console.log(NOTHING);
  const read = readPart(schemas.decisions, sketch);
  if (read.status === "invalid") {
    const [first] = read.issues;
    return console.log(`Nothing to draw yet: ${first?.where} ${first?.what}`);
  }
  display(drawSketchFlow(`Data flow of ${read.sketch.system.name}`, flowOf(read.sketch)));
}

/** The file that holds the kept sketch of a project. */
export function sketchFile(root: string): string {
  return join(stateFolder(root), "sketch.json");
}

/**
 * Keeps a sketch for the command `npm run lab -- sketch`, which exports it. Throws LabError
 * `folder-not-writable`.
 */
export function keepSketch(sketch: Sketch): void {
  if (isTodo(sketch)) return console.log(NOTHING);
  if (keepsProgress()) {
    const root = findProject(process.cwd());
    makeFolders([stateFolder(root)]);
    writeWhole(sketchFile(root), `${JSON.stringify(sketch, undefined, 2)}\n`);
    console.log("Kept in .lab/sketch.json.");
  } else {
    console.log("A run without Jupyter keeps nothing; in Jupyter it is kept in .lab/sketch.json.");
  }
  console.log("Export it in a terminal, in the lab's folder: npm run lab -- sketch");
}
