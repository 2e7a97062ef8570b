/**
 * The converter process: TypeScript cells in, what tslab's compiler makes of them out. It is
 * started in the notebook's folder, from which tslab resolves imports, and runs no cell.
 */
import { createRequire } from "node:module";
import { Socket } from "node:net";
import { Channels } from "../../wire/channel.ts";
import { streamPipe } from "../../wire/stream-pipe.ts";
import { prepareCompiler } from "./compiler.ts";
import { labConverter } from "./lab-converter.ts";
import { type Conversion, convertRequest, RUN_CHANNEL } from "./messages.ts";
import type { CodeMetadata, Converter } from "./tslab.ts";

const require = createRequire(import.meta.url);
const sharedChecker = prepareCompiler(require);

type CreateConverter = (options: { isBrowser: boolean }) => Converter;
const {
  createConverter: createTslabConverter,
}: { createConverter: CreateConverter } = require("tslab/dist/converter.js");
const {
  getCodeMetadata,
}: { getCodeMetadata: (src: string) => CodeMetadata } = require("tslab/dist/metadata.js");

const node = labConverter(() => sharedChecker.over(createTslabConverter({ isBrowser: false })));
let browser: Converter | undefined;

/** Follows `execute` of tslab/dist/executor.js up to where the converted cell would run. */
function convert(prevDecl: string, src: string): Conversion {
  const metadata = getCodeMetadata(src);
  try {
    if (metadata.module !== undefined) {
      if (metadata.mode === "browser")
        browser ??= labConverter(() => createTslabConverter({ isBrowser: true }));
      const converter = metadata.mode === "browser" ? (browser ?? node) : node;
      const diagnostics = converter.addModule(metadata.module, src, metadata);
      return { status: "module", metadata, diagnostics };
    }
    if (metadata.mode === "browser") return { status: "skipped", metadata };
    const result = node.convert(prevDecl, src);
    return { status: "converted", metadata, prevDecl, result };
  } catch (error) {
    return { status: "thrown", metadata, message: String(error) };
  }
}

const socket = new Socket({ fd: 3 });
const pipe = streamPipe(socket, socket);
const run = new Channels(pipe).open(RUN_CHANNEL);
run.receive((message) => {
  const { prevDecl, src } = convertRequest.parse(message);
  run.send(convert(prevDecl, src));
});
// The process that started this one is gone: there is nobody to convert for.
void pipe.closed.then(() => process.exit());
