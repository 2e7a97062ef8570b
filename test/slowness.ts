import { spawnSync } from "node:child_process";

/** What five processes of Node take together on an idle machine, or a little more, in milliseconds. */
const IDLE_MS = 300;

/**
 * How many times as long as on an idle machine things take here and now, from 1 to 10. For limits of
 * time that a test waits for, so that what is to end in time does so on a busy machine, too.
 */
export function slowness(): number {
  const begun = performance.now();
  for (let started = 0; started < 5; started += 1) spawnSync(process.execPath, ["-e", "0"]);
  return Math.min(10, Math.max(1, (performance.now() - begun) / IDLE_MS));
}
