import type { Kernel, SessionSettings } from "./kernel.ts";

/** Starts what the cells run with. */
export declare function startKernel(settings: SessionSettings): Kernel;
