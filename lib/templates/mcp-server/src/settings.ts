import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseEnv } from "node:util";
import { type Settings, variables } from "./catalog.ts";
import { StartError } from "./start-error.ts";

/** Beside package.json, wherever the server is started from: this file runs as dist/src/settings.js. */
const ENV_FILE = fileURLToPath(new URL("../../.env", import.meta.url));

/**
 * The variables of the sketch: from the environment, else from the file, else the default. A host that
 * knows no value hands on the text ${NAME} itself: that is no value, and neither is an empty one.
 * @param file the text of .env: NAME=value, one a line
 * @throws StartError which names what is missing, and never a value
 */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  file = readEnvFile(),
): Settings {
  const fromFile = parseEnv(file.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n"));
  const found = Object.keys(variables.shape).flatMap((name) => {
    const value = [env[name], fromFile[name]].find(isValue);
    return value === undefined ? [] : [[name, value] as const];
  });
  const parsed = variables.safeParse(Object.fromEntries(found));
  if (parsed.success) return parsed.data;
  const missing = parsed.error.issues.map(({ path }) => path.join("."));
  throw new StartError(
    "Not set: " +
      missing.join(", ") +
      ". Set it in the environment or in " +
      ENV_FILE +
      "; .env.example says what each variable is for.",
  );
}

const isValue = (text: string | undefined): text is string =>
  text !== undefined && text.trim() !== "" && !text.includes("${");

function readEnvFile(): string {
  try {
    return readFileSync(ENV_FILE, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "ENOENT") return "";
    throw new StartError(ENV_FILE + " cannot be read (" + code + ").");
  }
}
