import { dirname } from "node:path";
import type { Limits } from "../limits.ts";

/** Files and sockets that one process may hold open. */
export const DESCRIPTORS = 1024;

/** A value of its own: with 0, a program that the kernel hands dumps to would get one. */
export const NO_DUMP = 1;

/** The whole environment of a process in any sandbox, with these variables of its own. */
export function processEnvironment(own: Record<string, string>): Record<string, string> {
  return {
    PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
    TZ: "UTC",
    LANG: "C.UTF-8",
    ...own,
  };
}

/** prlimit's options for a process; the compiler lives through many notebooks, so its time is not bounded. */
export function processLimits(limits: Limits, isExecutor: boolean): string[] {
  return [
    `--core=${NO_DUMP}`,
    `--nofile=${DESCRIPTORS}`,
    `--nproc=${limits.processes}`,
    `--fsize=${limits.diskBytes}`,
    `--data=${limits.processBytes}`,
    ...(isExecutor ? [`--cpu=${limits.cpuSeconds}`] : []),
  ];
}

/** prlimit's options for one command of git. */
export const GIT_LIMITS = [
  `--core=${NO_DUMP}`,
  "--cpu=10",
  `--data=${512 * 1024 * 1024}`,
  "--fsize=10000000",
];
