import { drawHost } from "../draw/host-run.ts";
import type { HostRun } from "../subjects/hosts/host-run.ts";
import { display } from "./display.ts";

/**
 * Draws a recorded run of a host: what it asked the server, what it offered to the model, what reached the
 * model of each answer, and below that what it changed on the way.
 */
export function drawHostRun(run: HostRun, title?: string): void {
  display(drawHost(run, title));
}
