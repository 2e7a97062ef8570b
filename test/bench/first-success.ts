import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { RealKernel } from "../kernel/real-kernel.ts";
import type { Figure } from "./figure.ts";

const SLUG = "00-start-here";

/**
 * The way of somebody new, on a machine that has Jupyter and whose npm has the packages in its cache:
 * from `git clone` and `npm start` to the first passed check, without the time to read and to write.
 */
export async function firstSuccessFigures(): Promise<Figure[]> {
  const place = mkdtempSync(join(tmpdir(), "bench-first-"));
  const clock = new StopWatch();
  const root = join(place, "lab");
  execFileSync("git", ["clone", "--quiet", process.cwd(), root]);
  clock.lap("git clone");
  const lab = spawn("npm", ["start", "--", "--no-browser"], {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  try {
    const url = await addressOf(lab.stdout, lab.stderr, clock);
    const jupyter = { url: `${url.origin}/`, token: url.searchParams.get("token") ?? "" };
    const kernel = await RealKernel.start(
      { ...jupyter, stop: async () => {} },
      `notebooks/${SLUG}.ipynb`,
    );
    clock.lap("the kernel's start");
    const cells = cellsToFirstCheck(root);
    for (const [index, source] of cells.entries()) {
      const { status, outputs } = await kernel.execute(source);
      const said = JSON.stringify(outputs);
      if (status !== "ok") throw new Error(`a cell of ${SLUG} failed: ${said}`);
      if (index === 0) clock.lap("the first cell");
      if (index === cells.length - 1 && !/(All \d+|Both) checks pass/.test(said))
        throw new Error(said);
    }
    clock.lap(`the other ${cells.length - 1} cells up to the check`);
    await kernel.close();
  } finally {
    if (lab.pid !== undefined) process.kill(-lab.pid, "SIGINT");
    await once(lab, "exit");
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }
  const all = clock.laps.reduce((sum, { ms }) => sum + ms, 0);
  const figure = (name: string, ms: number): Figure => ({
    name,
    unit: "ms",
    measured: [ms],
    floor: [all],
    goal: { kind: "none" },
  });
  return [
    figure("from git clone to the first passed check, in one command", all),
    ...clock.laps.map(({ name, ms }) => figure(`of that: ${name}`, ms)),
  ];
}

class StopWatch {
  laps: { name: string; ms: number }[] = [];
  #begun = performance.now();

  /** Ends a lap, and begins the next one. */
  lap(name: string): void {
    const now = performance.now();
    this.laps.push({ name, ms: now - this.#begun });
    this.#begun = now;
  }
}

/** Waits for the address that `npm start` prints; each step that it says before ends a lap. */
async function addressOf(
  stdout: NodeJS.ReadableStream,
  stderr: NodeJS.ReadableStream,
  clock: StopWatch,
): Promise<URL> {
  let step = "npm itself";
  const said = createInterface({ input: stderr }).on("line", (line) => {
    if (!line.endsWith("…")) return;
    clock.lap(step);
    step = line.replace(/ \(.*\)/, "");
  });
  for await (const line of createInterface({ input: stdout })) {
    const found = /http:\S+/.exec(line)?.[0];
    if (found === undefined) continue;
    said.removeAllListeners("line");
    clock.lap(step);
    return new URL(found);
  }
  throw new Error("npm start ended without an address");
}

/** The code cells of the lesson up to its first check, the answer as somebody would have written it. */
function cellsToFirstCheck(root: string): string[] {
  const path = join(root, "solutions", `${SLUG}.ipynb`);
  const notebook: {
    cells: { cell_type: string; source: string[]; metadata: { mcp_lab?: { role?: string } } }[];
  } = JSON.parse(readFileSync(path, "utf8"));
  const code = notebook.cells.filter((cell) => cell.cell_type === "code");
  const check = code.findIndex(({ metadata }) => metadata.mcp_lab?.role === "check");
  return code.slice(0, check + 1).map(({ source }) => source.join(""));
}
