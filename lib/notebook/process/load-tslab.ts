import { createRequire, Module } from "node:module";
import type { JsonObject } from "../../base/json.ts";
import type { CodeMetadata } from "./messages.ts";
import type { Converter, Executor } from "./tslab.ts";

/** What `tslab.display` hands to Jupyter (tslab/dist/public.js). */
export interface DisplayData {
  data: JsonObject;
  metadata: JsonObject;
  transient: { display_id?: string };
}

/** What the executor process lends to tslab in place of its compiler and of Jupyter. */
export interface Stage {
  metadata: (src: string) => CodeMetadata;
  display: (content: DisplayData, update: boolean | undefined) => void;
}

type CreateExecutor = (
  rootDir: string,
  converters: { node: Converter; browser: Converter; close(): void },
  console: Pick<Console, "log" | "error">,
) => Executor;

/**
 * Loads tslab's executor and its public module (what `import … from "tslab"` gives a cell) without
 * the TypeScript compiler and ZeroMQ, which both of them would load: a process is ready in a tenth
 * of the time. The compiler's place is taken by its version, which is all that public.js reads.
 */
export function loadTslab(stage: Stage): CreateExecutor {
  const require = createRequire(import.meta.url);
  const entry = require.resolve("tslab");
  const compiler = createRequire(entry).resolve("@tslab/typescript-for-tslab");
  const { version }: { version: string } = require(
    createRequire(entry).resolve("@tslab/typescript-for-tslab/package.json"),
  );
  const standIns: [path: string, exports: object][] = [
    [compiler, { __esModule: true, version }],
    [require.resolve("tslab/dist/metadata.js"), { getCodeMetadata: stage.metadata }],
    [
      require.resolve("tslab/dist/jupyter.js"),
      { __esModule: true, lastWriteDisplayData: stage.display },
    ],
  ];
  for (const [path, exports] of standIns) require.cache[path] = cachedModule(path, exports);
  require(entry);
  const { createExecutor }: { createExecutor: CreateExecutor } = require("tslab/dist/executor.js");
  // A cell that imports the compiler itself gets the real one. The stand-in for jupyter.js stays:
  // the lab's drawings look for it, as they look for the real one in the kernel.
  delete require.cache[compiler];
  return createExecutor;
}

function cachedModule(path: string, exports: object): Module {
  const module = new Module(path);
  return Object.assign(module, { filename: path, loaded: true, exports });
}
