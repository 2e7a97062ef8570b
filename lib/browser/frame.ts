/**
 * The frame around the cells' worker. A worker that is made from a blob has the content security policy of
 * who made it: cells may be evaluated in here, and nothing in the page outside. To take the
 * frame out of the page is to end the worker.
 */
import type { CellsStart } from "./cells.ts";

const script = `import ${JSON.stringify(new URL("cells.js", location.href).href)};`;
const blob = new Blob([script], { type: "text/javascript" });

addEventListener("message", ({ source, origin, data, ports }: MessageEvent<CellsStart>) => {
  const [port] = ports;
  if (source !== parent || origin !== location.origin || port === undefined) return;
  const worker = new Worker(URL.createObjectURL(blob), { type: "module" });
  worker.addEventListener("message", () => worker.postMessage(data, [port]), { once: true });
  worker.addEventListener("error", (event) => {
    parent.postMessage({ failed: event.message }, location.origin);
  });
});
parent.postMessage({ ready: true }, location.origin);
