import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { defineConfig } from "vitest/config";

/** Run by `npm run hub-trial`: a JupyterHub is more than the everyday tests ask of a machine. */
const missing = ["jupyterhub", "configurable-http-proxy"].filter(
  (program) =>
    !(process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program))),
);
if (missing.length > 0) {
  console.warn(
    `Not run here, because ${missing.join(" and ")} is missing. To run it, install the Debian package jupyterhub.`,
  );
}

export default defineConfig({
  test: {
    dir: import.meta.dirname,
    root: `${import.meta.dirname}/../..`,
    include: missing.length === 0 ? ["*.hub.ts"] : [],
    passWithNoTests: true,
    testTimeout: 600_000,
  },
});
