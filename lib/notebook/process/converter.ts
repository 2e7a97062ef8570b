/**
 * The converter process: TypeScript cells in, what tslab's compiler makes of them out. It is
 * started in the notebook's folder, from which tslab resolves imports, and runs no cell.
 */
import { createRequire } from "node:module";
import { Socket } from "node:net";
import { Channels } from "../../wire/channel.ts";
import { streamPipe } from "../../wire/stream-pipe.ts";
import { prepareCompiler } from "./compiler.ts";
import { cellConverter, type CreateConverter } from "./convert-cell.ts";
import { labConverter } from "./lab-converter.ts";
import { type CodeMetadata, convertRequest, RUN_CHANNEL } from "./messages.ts";

const require = createRequire(import.meta.url);
const sharedChecker = prepareCompiler(require);

const {
  createConverter: createTslabConverter,
}: { createConverter: CreateConverter } = require("tslab/dist/converter.js");
const {
  getCodeMetadata,
}: { getCodeMetadata: (src: string) => CodeMetadata } = require("tslab/dist/metadata.js");

const convert = cellConverter({
  createConverter: (options) =>
    labConverter(() => {
      const converter = createTslabConverter(options);
      return options.isBrowser ? converter : sharedChecker.over(converter);
    }),
  getCodeMetadata,
});

const socket = new Socket({ fd: 3 });
const pipe = streamPipe(socket, socket);
const run = new Channels(pipe).open(RUN_CHANNEL);
run.receive((message) => {
  const { prevDecl, src } = convertRequest.parse(message);
  run.send(convert(prevDecl, src));
});
// The process that started this one is gone: there is nobody to convert for.
void pipe.closed.then(() => process.exit());
