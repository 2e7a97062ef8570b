import type { Sketch } from "../sketch.ts";
import { clinic } from "./clinic.ts";
import { helpDesk } from "./help-desk.ts";
import { warehouseWithFaults } from "./warehouse-with-faults.ts";
import { warehouse } from "./warehouse.ts";

/** Whole sketches of three fictional worlds, and one of them with faults. */
export interface SketchExamples {
  helpDesk: Sketch;
  warehouse: Sketch;
  clinic: Sketch;
  warehouseWithFaults: Sketch;
}

/** The examples that ship with the lab: to read, draw and export. A copy of one earns nothing. */
export const sketchExamples: SketchExamples = { helpDesk, warehouse, clinic, warehouseWithFaults };
