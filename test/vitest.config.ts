import { configDefaults, defineConfig } from "vitest/config";
import { whatCannotRun } from "./machine.ts";

const { tests, reasons } = whatCannotRun();
for (const reason of reasons) console.warn(reason);

export default defineConfig({
  test: {
    dir: import.meta.dirname,
    root: `${import.meta.dirname}/..`,
    exclude: [...configDefaults.exclude, ...tests.map((glob) => `**/${glob}`)],
    testTimeout: 30_000,
    maxWorkers: 2,
  },
});
