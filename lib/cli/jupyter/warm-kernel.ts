import { createRequire } from "node:module";
import { join } from "node:path";
import type { Converter } from "../../notebook/process/tslab.ts";
import { letFilesChange } from "./file-events.ts";

/**
 * tslab's kernel, as `tslab kernel` starts it, which gets ready while the learner still reads: once it
 * is up, its compiler reads the types that the setup cells import, and Node their modules. Nothing
 * of it is seen in the session: no name is declared, no cell is counted.
 */

/** What the setup cells import. Names are used, since the compiler leaves out what is not. */
const IMPORTS = `
import { type Anthropic, APIError } from "@anthropic-ai/sdk";
import { Client } from "@modelcontextprotocol/client";
import { McpServer } from "@modelcontextprotocol/server";
import { check, openLab } from "mcp-lab";
import { z } from "zod";
const used = [APIError, Client, McpServer, check, openLab, z] as unknown[];
async function unused(client: Anthropic): Promise<unknown> {
  const lab = await openLab();
  return [lab.mode, await client.messages.create({ model: lab.model, max_tokens: 1, messages: [] })];
}
`;

const PACKAGES = ["mcp-lab", "@modelcontextprotocol/client", "@modelcontextprotocol/server", "zod"];

/** The page asks the kernel who it is, some times; it gets its answers first. */
const AFTER_MS = 250;

const require = createRequire(import.meta.url);
letFilesChange(createRequire(require.resolve("tslab"))("@tslab/typescript-for-tslab").sys);
const compiler: {
  createConverter: (options: { isBrowser?: boolean }) => Converter;
} = require("tslab/dist/converter.js");
const jupyter: {
  JupyterHandlerImpl: { prototype: { handleKernel: () => unknown } };
} = require("tslab/dist/jupyter.js");
const { createConverter } = compiler;
const handler = jupyter.JupyterHandlerImpl.prototype;
const { handleKernel } = handler;

/** Set until the kernel is warm, or a cell came first. */
let getWarm: (() => void) | undefined;
let timer: NodeJS.Timeout | undefined;

compiler.createConverter = (options) => {
  const converter = createConverter(options);
  if (options.isBrowser === true) return converter;
  getWarm = () => warm(converter);
  return {
    ...converter,
    convert(prevDecl, src) {
      // Who does not wait gets the first cell as soon as ever.
      clearTimeout(timer);
      getWarm = undefined;
      return converter.convert(prevDecl, src);
    },
  };
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
    converter.convert("", IMPORTS);
    const load = createRequire(join(process.cwd(), "cell.js"));
    for (const name of PACKAGES) load(name);
  } catch {
    return;
  }
}

const { main }: { main: () => void } = require("tslab/dist/main.js");
main();
