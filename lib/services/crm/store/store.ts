import { existsSync, renameSync, rmSync } from "node:fs";
import { hold } from "../../../base/hold.ts";
import { LabError } from "../../../base/lab-error.ts";
import { type Database, openDatabase } from "./database.ts";
import { seedDatabase } from "./seed.ts";

/**
 * Opens the CRM's data, filled with the sample data where it is new. Throws LabError
 * `crm-store-locked` when another process holds the file, `crm-store-unusable` when it cannot be
 * read or written.
 *
 * @param file path of the database file, created and filled when absent; without it the data is in memory
 */
export function openStore(file?: string): Database {
  if (file === undefined) {
    const database = openDatabase(":memory:");
    seedDatabase(database);
    return database;
  }
  try {
    return openFile(file);
  } catch (error) {
    if (error instanceof LabError) throw error;
    throw new LabError("crm-store-unusable", {
      what: "The CRM's database cannot be opened for writing.",
      where: file,
      remedy: "Choose a file in a folder that exists and can be written, or leave the file out.",
      cause: error,
    });
  }
}

function openFile(file: string): Database {
  const giveBack = hold(`${file}.holder`, locked(file));
  try {
    // SQLite's WebAssembly build locks with a folder, which survives a killed process.
    rmSync(`${file}.lock`, { recursive: true, force: true });
    if (!existsSync(file)) createFile(file);
    const database = openDatabase(file);
    // Faster than locking for each statement, and nobody else may write in between.
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    database.get("SELECT count(*) FROM companies");
    return {
      ...database,
      close() {
        database.close();
        giveBack();
      },
    };
  } catch (error) {
    giveBack();
    throw error;
  }
}

const locked =
  (file: string) =>
  (holder: number): LabError =>
    new LabError("crm-store-locked", {
      what: `The CRM's database is in use by process ${holder}.`,
      where: file,
      remedy: `End that process, or choose another file. If it is no CRM, delete ${file}.holder.`,
    });

/** Filled beside and renamed, so that a process killed meanwhile leaves no half database. */
function createFile(file: string): void {
  const fresh = `${file}.new`;
  for (const rest of [fresh, `${fresh}-journal`, `${fresh}.lock`]) {
    rmSync(rest, { recursive: true, force: true });
  }
  const database = openDatabase(fresh);
  try {
    seedDatabase(database);
  } finally {
    database.close();
  }
  renameSync(fresh, file);
}
