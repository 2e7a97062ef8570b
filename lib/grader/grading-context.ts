import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { libraryFolder, stateFolder } from "../base/project.ts";
import type { Examination } from "../exercises/examination.ts";
import type { Workspace } from "../exercises/world.ts";
import type { StartProcess } from "../notebook/child.ts";
import { startNode } from "../notebook/node-process.ts";
import { type KnownConversion, RememberingConverter } from "../notebook/remembering-converter.ts";
import { rehearsalEnvironment } from "../notebook/rehearsal-environment.ts";
import type { CellConverter } from "../notebook/run.ts";
import type { Limits } from "./limits.ts";
import type { WorkSettings } from "./process/messages.ts";
import { bwrapWorkspace, confineWithBwrap } from "./sandbox/bwrap.ts";
import { type Breach, confinedStart } from "./sandbox/confine.ts";
import { confineWithContainers, containerWorkspace, openContainers } from "./sandbox/container.ts";
import { confineToUser, otherUserWorkspace } from "./sandbox/other-user.ts";
import { makeSandboxFolder } from "./sandbox/sandbox-folder.ts";
import { NOTEBOOKS, PROJECT, type View } from "./sandbox/view.ts";
import { privateVariants } from "./variants.ts";

/** The folder of the library's build. */
export const DIST: string = join(libraryFolder(), "dist");

/** Where a grading process has notebooks run. */
interface SandboxSession {
  /** Starts the processes of one run. Told why, where a run is ended by force. */
  start: (onBreach: (what: Breach) => void) => StartProcess;
  /** Where drives work; undefined for this process's own surroundings. */
  workspace: Workspace | undefined;
  /** The folder in which a run's processes start, as they see it. */
  cwd: string;
}

/** What one grading process grades with: all of it is the trusted side's. */
export interface GradingContext extends SandboxSession {
  converter: CellConverter;
  /** Makes the converter ready for another notebook. */
  renew: () => Promise<void>;
  /** The whole environment of the cells. */
  env: Record<string, string>;
  /** Whether there are variants beside the published ones. */
  hasHidden: boolean;
  addVariants: (exercise: string, examination: Examination) => Examination;
  limits: Limits;
}

/**
 * Makes ready what one grading process works with, until `close`.
 *
 * @param known conversions that need not be made
 */
export async function openGradingContext(
  settings: WorkSettings,
  known: readonly KnownConversion[] = [],
): Promise<GradingContext & { close: () => Promise<void> }> {
  const { limits, variants } = settings;
  const { addTo } = await privateVariants(variants);
  const shared = mkdtempSync(join(tmpdir(), "mcp-lab-grade-"));
  const { remove, ...session } =
    settings.sandbox === "none" ? unsandboxedSession(settings) : sandboxSession(settings, shared);
  const converter = new RememberingConverter(
    session.start(() => {}),
    session.cwd,
    known,
  );
  return {
    ...session,
    converter,
    renew: () => converter.renew(),
    env: rehearsalEnvironment,
    hasHidden: variants.source !== "public",
    addVariants: addTo,
    limits,
    async close() {
      await converter.close();
      rmSync(shared, { recursive: true, force: true, maxRetries: 5 });
      remove();
    },
  };
}

type Removable = SandboxSession & { remove: () => void };

function sandboxSession(settings: WorkSettings, shared: string): Removable {
  const { root, sandbox, limits, hidden, bundle } = settings;
  if (bundle === undefined) throw new Error("a sandbox needs the bundle");
  if (sandbox === "user") {
    const made = makeSandboxFolder(root, bundle);
    const confine = confineToUser(made);
    return {
      start: (onBreach) => confinedStart(confine, made.folder, limits, onBreach),
      workspace: otherUserWorkspace(shared),
      cwd: made.notebooks,
      remove: made.remove,
    };
  }
  const view: View = { root, diskBytes: limits.diskBytes, bundle, shared, hidden };
  const containers = sandbox === "container" ? openContainers() : undefined;
  const confine =
    containers === undefined ? confineWithBwrap(view) : confineWithContainers(containers, view);
  return {
    start: (onBreach) => confinedStart(confine, PROJECT, limits, onBreach),
    workspace:
      containers === undefined
        ? bwrapWorkspace(shared, limits, hidden)
        : containerWorkspace(containers, shared, limits, hidden),
    cwd: NOTEBOOKS,
    remove: () => {},
  };
}

/** For submissions that the instructor vouches for: a folder of the project's own. */
function unsandboxedSession({ root }: WorkSettings): Removable {
  const cwd = join(stateFolder(root), `grade-${process.pid}`);
  mkdirSync(cwd, { recursive: true });
  return {
    start: () => startNode,
    workspace: undefined,
    cwd,
    remove: () => rmSync(cwd, { recursive: true, force: true, maxRetries: 5 }),
  };
}
