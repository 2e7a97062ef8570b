import { createRequire } from "node:module";
import { join } from "node:path";
import { labConverter } from "../../notebook/process/lab-converter.ts";
import { SETUP_IMPORTS } from "../../notebook/process/setup-imports.ts";
import { installStaleNames } from "../../notebook/process/stale-names.ts";
import type { Converter, Executor } from "../../notebook/process/tslab.ts";
import { addYoungTypes } from "../../notebook/process/young-types.ts";
import { CellHistory } from "../../notebook/process/cell-history.ts";
import { letFilesChange } from "./file-events.ts";

/**
 * tslab's kernel, as `tslab kernel` starts it, with the lab's converter, which remembers which cells
 * failed. It gets ready while the learner still reads: once it is up, its compiler reads the types that
 * the setup cells import, and Node their modules. Nothing of that is seen in the session: no name is
 * declared, no cell is counted.
 */

const PACKAGES = ["mcp-lab", "@modelcontextprotocol/client", "@modelcontextprotocol/server", "zod"];

/** The page asks the kernel who it is, some times; it gets its answers first. */
const AFTER_MS = 250;

const require = createRequire(import.meta.url);
const compiler: {
  createConverter: (options: { isBrowser?: boolean }) => Converter;
} = require("tslab/dist/converter.js");
const executors: {
  createExecutor: (...words: unknown[]) => Executor;
} = require("tslab/dist/executor.js");
const typescript: {
  sys: Parameters<typeof addYoungTypes>[0] & Parameters<typeof letFilesChange>[0];
} = createRequire(require.resolve("tslab"))("@tslab/typescript-for-tslab");
const jupyter: {
  JupyterHandlerImpl: { prototype: { handleKernel: () => unknown } };
} = require("tslab/dist/jupyter.js");
const { createConverter } = compiler;
const { createExecutor } = executors;
const handler = jupyter.JupyterHandlerImpl.prototype;
const { handleKernel } = handler;

/** Set until the kernel is warm, or a cell came first. */
let getWarm: (() => void) | undefined;
let timer: NodeJS.Timeout | undefined;

letFilesChange(typescript.sys);
addYoungTypes(typescript.sys);

compiler.createConverter = (options) => {
  const converter = labConverter(() => createConverter(options));
  if (options.isBrowser !== true) getWarm = () => warm(converter);
  return converter;
};

const history = new CellHistory();
installStaleNames(() => history.staleNames());

executors.createExecutor = (...words) => {
  const executor = createExecutor(...words);
  const execute = (src: string): Promise<boolean> => {
    // Who does not wait gets the first cell as soon as ever.
    clearTimeout(timer);
    getWarm = undefined;
    return history.run(src, () => executor.execute(src));
  };
  return { ...executor, execute };
};

handler.handleKernel = function answer() {
  clearTimeout(timer);
  if (getWarm !== undefined) timer = setTimeout(getWarm, AFTER_MS);
  return handleKernel.call(this);
};

/** What goes wrong here goes wrong again, and is told, in the cell that needs it. */
function warm(converter: Converter): void {
  getWarm = undefined;
  try {
    converter.convert("", SETUP_IMPORTS);
    const load = createRequire(join(process.cwd(), "cell.js"));
    for (const name of PACKAGES) load(name);
  } catch {
    return;
  }
}

const { main }: { main: () => void } = require("tslab/dist/main.js");
main();
