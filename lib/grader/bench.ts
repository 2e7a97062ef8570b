import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startNode } from "../notebook/node-process.ts";
import { rehearsalEnvironment } from "../notebook/rehearsal-environment.ts";
import { ConverterProcess } from "../notebook/converter.ts";
import { stateFolder } from "../base/project.ts";
import { type KnownConversion, SharedConverter } from "./conversions.ts";
import type { Limits } from "./limits.ts";
import type { WorkSettings } from "./process/messages.ts";
import type { Bench } from "./run-and-examine.ts";
import { bwrapWorkspace, confineWithBwrap } from "./sandbox/bwrap.ts";
import { confineWithContainers, containerWorkspace, openContainers } from "./sandbox/container.ts";
import { confinedStart } from "./sandbox/confine.ts";
import { confineToUser, otherUserWorkspace } from "./sandbox/other-user.ts";
import { layStage, type Stage } from "./sandbox/stage.ts";
import { NOTEBOOKS, PROJECT, type View } from "./sandbox/view.ts";
import { privateVariants } from "./variants.ts";

/** The folder of the library's build. */
export const DIST = join(
  dirname(createRequire(import.meta.url).resolve("mcp-lab/package.json")),
  "dist",
);

/**
 * Makes ready what one grading process works with, until `close`.
 *
 * @param known conversions that need not be made
 */
export async function openBench(
  settings: WorkSettings,
  known: readonly KnownConversion[] = [],
): Promise<Bench & { close: () => Promise<void> }> {
  const { limits, variants } = settings;
  const { addTo } = await privateVariants(variants);
  const shared = mkdtempSync(join(tmpdir(), "mcp-lab-grade-"));
  const ground =
    settings.sandbox === "none" ? openGround(settings) : sandboxedGround(settings, shared);
  const converter = new ConverterProcess(
    ground.start(() => {}),
    ground.cwd,
  );
  return {
    ...ground,
    converter: new SharedConverter(converter, known),
    renew: () => converter.renew(),
    env: rehearsalEnvironment,
    hasHidden: variants.source !== "public",
    addVariants: addTo,
    limits,
    async close() {
      await converter.close();
      rmSync(shared, { recursive: true, force: true, maxRetries: 5 });
      ground.remove();
    },
  };
}

type Ground = Pick<Bench, "start" | "place" | "cwd"> & { remove: () => void };

function sandboxedGround(settings: WorkSettings, shared: string): Ground {
  const { root, sandbox, limits, hidden, bundle } = settings;
  if (bundle === undefined) throw new Error("a sandbox needs the bundle");
  if (sandbox === "user") return groundOfUser(layStage(root, bundle), limits, shared);
  const view: View = { root, diskBytes: limits.diskBytes, bundle, shared, hidden };
  const containers = sandbox === "container" ? openContainers() : undefined;
  const confine =
    containers === undefined ? confineWithBwrap(view) : confineWithContainers(containers, view);
  return {
    start: (onBreach) => confinedStart(confine, PROJECT, limits, onBreach),
    place:
      containers === undefined
        ? bwrapWorkspace(shared, limits, hidden)
        : containerWorkspace(containers, shared, limits, hidden),
    cwd: NOTEBOOKS,
    remove: () => {},
  };
}

function groundOfUser(stage: Stage, limits: Limits, shared: string): Ground {
  const confine = confineToUser(stage);
  return {
    start: (onBreach) => confinedStart(confine, stage.folder, limits, onBreach),
    place: otherUserWorkspace(shared),
    cwd: stage.notebooks,
    remove: stage.remove,
  };
}

/** For submissions that whoever grades vouches for: a folder of the project's own. */
function openGround({ root }: WorkSettings): Ground {
  const cwd = join(stateFolder(root), `grade-${process.pid}`);
  mkdirSync(cwd, { recursive: true });
  return {
    start: () => startNode,
    place: undefined,
    cwd,
    remove: () => rmSync(cwd, { recursive: true, force: true, maxRetries: 5 }),
  };
}
