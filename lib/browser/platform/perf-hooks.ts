/** A browser has both without an import. */
export const { performance, PerformanceObserver } = globalThis;

export default { performance, PerformanceObserver };
