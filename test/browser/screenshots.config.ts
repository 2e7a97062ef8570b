import { defineConfig } from "vitest/config";

/** Run by `npm run screenshots`: it makes the README's pictures, so it is not part of the tests. */
export default defineConfig({
  test: {
    dir: import.meta.dirname,
    root: `${import.meta.dirname}/../..`,
    include: ["screenshots.ts"],
    testTimeout: 300_000,
  },
});
