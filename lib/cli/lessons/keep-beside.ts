import { constants, copyFileSync } from "node:fs";
import { LabError } from "../../base/lab-error.ts";

/**
 * Copies a notebook beside `path`, byte for byte, under the first free name of
 * `<slug>.kept-1.ipynb`, `<slug>.kept-2.ipynb` and so on, and returns that path.
 *
 * @param from where it lies now; by default at `path` itself
 * @throws LabError `folder-not-writable`
 */
export function keepBeside(path: string, from: string = path): string {
  for (let number = 1; ; number += 1) {
    const beside = path.replace(/\.ipynb$/, `.kept-${number}.ipynb`);
    try {
      copyFileSync(from, beside, constants.COPYFILE_EXCL);
      return beside;
    } catch (cause) {
      const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown error";
      if (code === "EEXIST") continue;
      throw new LabError("folder-not-writable", {
        what: `Your version could not be kept beside (${code}), so nothing was changed.`,
        where: path,
        remedy: "Give yourself write access or free disk space, and run the command again.",
        cause,
      });
    }
  }
}
