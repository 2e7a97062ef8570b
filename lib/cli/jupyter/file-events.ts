/** The part of the compiler's `sys` that tslab's converter puts timers of its own into. */
interface Timers {
  setTimeout?: SetTimer;
  clearTimeout?: (timer: unknown) => void;
}

type SetTimer = (callback: () => void, ms: number, ...rest: never[]) => unknown;

/** How the compiler calls what it does some time after a file came or went (TypeScript 5.0). */
const FILES_CAME_OR_WENT = "invalidateResolutionsOfFailedLookup";

/**
 * Lets files come and go while a kernel is up. tslab's converter has room for one timer; when a file is
 * saved near the notebook, the compiler sets another, and from then on each cell ends in "Unexpected
 * pending rebuildTimer" (yunabe/tslab#97). That one need not run: what it does is done with the next
 * cell anyway. Call it before the converter is made.
 */
export function letFilesChange(sys: Timers): void {
  const { setTimeout, clearTimeout } = sys;
  const neverRuns = {};
  define("setTimeout", setTimeout, (set: SetTimer): SetTimer => {
    return (callback, ...rest) =>
      callback.name === FILES_CAME_OR_WENT ? neverRuns : set(callback, ...rest);
  });
  define("clearTimeout", clearTimeout, (clear: (timer: unknown) => void) => (timer: unknown) => {
    if (timer !== neverRuns) clear(timer);
  });

  /** What inherits from `sys` and sets the property gets it wrapped; `sys` itself keeps its own. */
  function define<T>(name: keyof Timers, own: unknown, wrap: (given: T) => T): void {
    Object.defineProperty(sys, name, {
      get: () => own,
      set(this: object, given: T) {
        Object.defineProperty(this, name, { value: wrap(given), writable: true });
      },
    });
  }
}
