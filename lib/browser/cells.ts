/**
 * The cells' worker: runs converted cells with tslab's own executor, the library and the packages of the
 * lessons. To interrupt it is to end it.
 */
import { printAsNode } from "./platform/globals.ts";
import { CellHistory } from "../notebook/process/cell-history.ts";
import { serveCells } from "../notebook/process/serve-cells.ts";
import { installStaleNames } from "../notebook/process/stale-names.ts";
import type { SessionSettings } from "./kernel.ts";
import { BEATS_CHANNEL, FILES_CHANNEL } from "./cell-channels.ts";
import { labFiles, placeFiles } from "./lab-files.ts";
import { whenExamining } from "./platform/end-loops.ts";
import { env, whenExited } from "./platform/process.ts";
import { portPipe } from "./port-pipe.ts";
import { provideModules } from "./provided.ts";
import { reachAsPage } from "./reach.ts";

/** What the frame sends, with the port to the page. */
export interface CellsStart {
  settings: SessionSettings;
  /** The files of the course that the library reads, and SQLite, by path. */
  course: Readonly<Record<string, string | Uint8Array>>;
}

addEventListener("message", ({ data, ports }: MessageEvent<CellsStart>) => {
  const [port] = ports;
  if (port !== undefined) void start(port, data);
});
postMessage("loaded");

async function start(port: MessagePort, { settings, course }: CellsStart): Promise<void> {
  placeFiles(course, settings.files);
  Object.assign(env, settings.env);
  reachAsPage();
  await provideModules();
  printAsNode();
  const history = new CellHistory();
  installStaleNames(() => history.staleNames());
  const pipe = portPipe(port);
  const channels = serveCells(pipe, async (src, execute) => {
    const ok = await history.run(src, execute);
    files.send(labFiles());
    return ok;
  });
  const files = channels.open(FILES_CHANNEL);
  const beats = channels.open(BEATS_CHANNEL);
  whenExamining((beat) => beats.send(beat));
  files.send(labFiles());
  whenExited(() => pipe.close());
  const { error } = console;
  addEventListener("error", (event) => error("UncaughtException:", event.error));
  addEventListener("unhandledrejection", (event) => {
    error("UnhandledPromiseRejection:", event.reason);
  });
}
