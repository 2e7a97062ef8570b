import { defineConfig } from "vitest/config";

/** Run by `npm run conformance`: it installs the suite, so it is not part of the everyday tests. */
export default defineConfig({
  test: {
    dir: import.meta.dirname,
    root: `${import.meta.dirname}/../..`,
    include: ["**/*.conformance.ts"],
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
