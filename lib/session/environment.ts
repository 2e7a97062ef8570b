import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "dotenv";

/** Variables by name; a variable that is not set is missing or undefined. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The process's variables, completed by those of `.env` in the project's root, if there is one. */
export function loadEnvironment(root: string): Environment {
  return { ...readDotenv(join(root, ".env")), ...process.env };
}

function readDotenv(path: string): Record<string, string> {
  try {
    return parse(readFileSync(path));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
    throw error;
  }
}
