/** Runs cells with the page's own kernel, and no page around it. */
import { startKernel } from "../../../lib/browser/start-kernel.ts";
import type { Output } from "../../../lib/notebook/notebook.ts";

/** What became of a cell. */
export interface ProbedCell {
  ok: boolean;
  outputs: readonly Output[];
  /** Whether the kernel was ended by it. */
  ended: boolean;
}

let kernel: ReturnType<typeof startKernel> | undefined;

/** Runs a cell; the kernel that it ends is started again with the next one. */
export async function probe(source: string): Promise<ProbedCell> {
  if (kernel?.state === "ended") kernel.restart();
  kernel ??= startKernel({ env: {}, files: {} });
  let outputs: readonly Output[] = [];
  const { ok } = await kernel.execute(source, (all) => {
    outputs = all;
  });
  return { ok, outputs, ended: kernel.state === "ended" };
}

/** Forgets all variables. */
export function restart(): void {
  kernel?.restart();
}

Object.assign(globalThis, { probe, restart });
