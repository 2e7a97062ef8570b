import { lchownSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** User ids that belong to nobody (systemd's range for dynamic users). */
const [FIRST_USER, USERS] = [61_184, 2_000];

/** Whether this process is the machine's administrator, as whom nothing foreign may run. */
export const isRoot = process.getuid?.() === 0;

/**
 * The user that runs what is sandboxed: as root another one for each grading process, so that one's
 * limit on processes is not another's; else the one who grades.
 */
export const sandboxUser: number = isRoot
  ? FIRST_USER + (process.pid % USERS)
  : (process.getuid?.() ?? 0);

/** A further user, for what compiles and runs no foreign code. */
export const compilerUser: number = isRoot ? sandboxUser + USERS : sandboxUser;

/** The words before a command of root's that make another user run it, with no way back. */
export function asUser(user: number): [command: string, ...words: string[]] {
  return [
    "setpriv",
    "--reuid",
    String(user),
    "--regid",
    String(user),
    "--clear-groups",
    "--inh-caps=-all",
    "--bounding-set=-all",
    "--no-new-privs",
    "--",
  ];
}

/** Gives a folder and all in it to the sandbox's user: itself last, so that nobody enters before it is done. */
export function giveAway(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    // No link is followed.
    if (entry.isDirectory()) giveAway(path);
    else lchownSync(path, sandboxUser, sandboxUser);
  }
  lchownSync(folder, sandboxUser, sandboxUser);
}
