import { realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join, sep } from "node:path";
import type { Converter } from "../../notebook/process/tslab.ts";
import { addYoungTypes } from "../../notebook/process/young-types.ts";
import { COURSE } from "./browser-plugin.ts";

/** The declarations that cells are checked with: texts by path, and where links lead. */
interface TypeFiles {
  files: Record<string, string>;
  links: Record<string, string>;
}

/** What the compiler takes in of itself: types that the course's own tests need, and no cell. */
const SPARE = /\/node_modules\/@types\/(?!node\/)/;

/** The part of the compiler that reads files. */
interface ReadingSystem {
  readFile: (path: string, encoding?: string) => string | undefined;
  getCurrentDirectory: () => string;
}

/** A comment of a declaration. What a learner may ask to be shown are those of the library. */
const COMMENT = /^[ \t]*\/\*\*[^]*?\*\/\n?/gm;

/**
 * Finds the declarations that tslab's compiler reads for these packages and modules of Node's, in the
 * places that they have for a worker.
 */
export function typeFiles(root: string, modules: readonly string[]): TypeFiles {
  const require = createRequire(import.meta.url);
  const typescript: { sys: ReadingSystem } = createRequire(require.resolve("tslab"))(
    "@tslab/typescript-for-tslab",
  );
  const { sys } = typescript;
  const before = { ...sys };
  const files: Record<string, string> = {};
  const placed = (path: string): string =>
    `${COURSE}${path.slice(realpathSync(root).length).replaceAll(sep, "/")}`;
  sys.getCurrentDirectory = () => join(root, "notebooks");
  sys.readFile = (path, encoding) => {
    const text = before.readFile(path, encoding);
    const place = text === undefined ? "" : placed(realpathSync(path));
    if (text !== undefined && !SPARE.test(place)) {
      files[place] = place.includes("/node_modules/") ? text.replaceAll(COMMENT, "") : text;
    }
    return text;
  };
  addYoungTypes(sys);
  try {
    const {
      createConverter,
    }: { createConverter: (options: object) => Converter } = require("tslab/dist/converter.js");
    const converter = createConverter({ isBrowser: false });
    converter.convert(
      "",
      modules.map((name, at) => `import * as it${at} from "${name}";`).join("\n"),
    );
    converter.close();
  } finally {
    Object.assign(sys, before);
  }
  return { files, links: { [`${COURSE}/node_modules/mcp-lab`]: `${COURSE}/lib` } };
}
