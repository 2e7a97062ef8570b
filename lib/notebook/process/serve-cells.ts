import { Channels } from "../../wire/channel.ts";
import type { Pipe } from "../../wire/pipe.ts";
import { CellOutput } from "./cell-output.ts";
import { installExaminer } from "./examiner-hook.ts";
import { loadTslab } from "./load-tslab.ts";
import { type Conversion, executorCommand, RUN_CHANNEL } from "./messages.ts";
import { RemoteExaminer } from "./remote-examiner.ts";
import type { Converter } from "./tslab.ts";

/**
 * Runs converted cells with tslab's own executor, as the kernel does, and reports what they print and
 * draw, over the pipe to who converts them.
 *
 * @param around runs a cell's source by calling what it is given, and tells whether it succeeded
 * @returns the channels over the pipe
 */
export function serveCells(
  pipe: Pipe,
  around: (src: string, execute: () => Promise<boolean>) => Promise<boolean> = (_, run) => run(),
): Channels {
  const channels = new Channels(pipe);
  const run = channels.open(RUN_CHANNEL);
  const output = new CellOutput(run);
  const examiner = new RemoteExaminer(channels, run);
  // As in the kernel: a cell that replaces console.error does not change how its errors are printed.
  const { log, error } = console;
  let current: Conversion = { status: "skipped", metadata: {} };

  /** Gives tslab what the parent sent for the current cell. */
  const sent: Converter = {
    convert(prevDecl) {
      if (current.status === "thrown") throw new Error(current.message);
      if (current.status !== "converted" || current.prevDecl !== prevDecl) {
        throw new Error("This cell was converted for other declarations than it runs with.");
      }
      return current.result;
    },
    addModule: () => (current.status === "module" ? current.diagnostics : []),
    close: () => {},
  };

  const createExecutor = loadTslab({
    metadata: () => current.metadata,
    display: (content, update) => output.display(content, update ?? false),
  });
  const executor = createExecutor(
    process.cwd(),
    { node: sent, browser: sent, close: () => {} },
    { log, error },
  );

  async function execute(cell: number, src: string, conversion: Conversion): Promise<void> {
    // In the kernel a cell runs as a microtask, so its own microtasks come before its ticks.
    await Promise.resolve();
    current = conversion;
    output.enter(cell);
    let ok = false;
    try {
      ok = await around(src, () => executor.execute(src));
    } catch (reason) {
      // tslab/dist/jupyter.js, handleExecute
      error("unexpected error:", reason);
    }
    // A rejection that nobody handles is reported before the next turn: it belongs to this cell.
    setImmediate(() => run.send({ type: "done", cell, ok }));
  }

  run.receive((message) => {
    const command = executorCommand.parse(message);
    if (command.type === "execute") void execute(command.cell, command.src, command.conversion);
    else if (command.type !== "open") examiner.settle(command);
    else if (command.examiner) installExaminer(examiner);
  });
  return channels;
}
