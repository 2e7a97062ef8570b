import { readdirSync, readFileSync } from "node:fs";

/**
 * The memory of the processes that the hub runs for a user, in MiB: each one's own, and its share of
 * what it has in common with others. Linux only.
 * Source: proc(5), smaps_rollup, Pss.
 */
export function memoryOf(user: string): number {
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const own = processes.filter((id) =>
    read(`/proc/${id}/environ`).split("\0").includes(`JUPYTERHUB_USER=${user}`),
  );
  const kib = own.map((id) =>
    Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${id}/smaps_rollup`))?.[1] ?? 0),
  );
  return kib.reduce((sum, one) => sum + one, 0) / 1024;
}

/** Empty for a process that has ended, or is somebody else's. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
