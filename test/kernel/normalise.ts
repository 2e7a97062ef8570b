import type { Output } from "../../lib/notebook/notebook.ts";

/** What is compared of a cell. */
export interface Comparable {
  status: string;
  outputs: Output[];
}

/**
 * Puts aside what two right runs may differ in, and nothing else: how a stream was cut into
 * messages, the frames below a cell's own in a stack (they name the files of the kernel or of the
 * runner; Node prints ten frames in all), and process ids in Node's own warnings.
 */
export function normalise({ status, outputs }: Comparable): Comparable {
  const merged: Output[] = [];
  for (const output of outputs) {
    const last = merged.at(-1);
    const sameStream =
      output.output_type === "stream" &&
      last?.output_type === "stream" &&
      last.name === output.name;
    if (sameStream) last.text += output.text;
    else merged.push({ ...output });
  }
  for (const output of merged) {
    if (output.output_type === "stream") output.text = withoutHostFrames(output.text);
  }
  return { status, outputs: merged };
}

const FRAME = /^ +(at .*[:<]|\.\.\. \d+ lines matching cause stack trace \.\.\.)/;
const CELL = /evalmachine/;

function withoutHostFrames(text: string): string {
  const kept: string[] = [];
  const lines = text.replaceAll(/\(node:\d+\)/g, "(node:PID)").split("\n");
  for (const [index, line] of lines.entries()) {
    const block = FRAME.test(line) ? lines.slice(index) : [];
    const end = block.findIndex((other) => !FRAME.test(other));
    const frames = block.slice(0, end === -1 ? block.length : end);
    const isHosts = frames.length > 0 && !frames.some((frame) => CELL.test(frame));
    if (!isHosts) kept.push(line);
  }
  return kept.join("\n");
}
