import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "dotenv";
import { LabError } from "../../base/lab-error.ts";
import { readHosts, readMode, readModel } from "../../session/mode.ts";
import { fine, type Finding } from "./finding.ts";

/** The variables that the lab reads; their values are never shown. */
const VARIABLES = [
  "MCP_LAB_MODE",
  "MCP_LAB_REHEARSE_HOSTS",
  "ANTHROPIC_API_KEY",
  "ANTHROPIC_MODEL",
  "HF_TOKEN",
  "CRM_API_KEY",
  "CRM_BASE_URL",
];

/** Which mode and model the notebooks use, and which variables say so. */
export function settingsFindings(root: string, env: NodeJS.ProcessEnv): Finding[] {
  const file = readEnvFile(join(root, ".env"));
  const values = file instanceof Error ? {} : file;
  const all = { ...values, ...env };
  return [
    fileFinding(root, file),
    fine("variables", "Variables", VARIABLES.map((name) => whereSet(name, values, env)).join("; ")),
    modeFinding(all),
    fine("model", "Model", readModel(all)),
  ];
}

function readEnvFile(path: string): Record<string, string> | Error {
  if (!existsSync(path)) return {};
  try {
    return parse(readFileSync(path));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function fileFinding(root: string, file: Record<string, string> | Error): Finding {
  const [id, title] = ["env-file", ".env"];
  if (file instanceof Error) {
    const remedy = "Make it a file that you may read, or remove it: the lab needs none.";
    return { id, title, status: "wrong", found: `cannot be read (${file.message})`, remedy };
  }
  if (!existsSync(join(root, ".env"))) return fine(id, title, "there is none, and none is needed");
  const unknown = Object.keys(file).filter((name) => !VARIABLES.includes(name));
  if (unknown.length === 0) return fine(id, title, "read");
  // A key that was pasted without its name would be taken for a name.
  const names = unknown.map((name) => (/^[A-Z][A-Z_]{0,30}$/.test(name) ? name : "one not shown"));
  const found = `read; not the lab's: ${names.join(", ")}`;
  return {
    id,
    title,
    status: "note",
    found,
    remedy: "Compare with .env.example for a misspelling.",
  };
}

/** As the lab sees it: the shell wins over the file, and an empty value counts as unset. */
function whereSet(name: string, file: Record<string, string>, env: NodeJS.ProcessEnv): string {
  const place = name in env ? "the shell" : name in file ? ".env" : undefined;
  if (place === undefined) return `${name} not set`;
  const value = env[name] ?? file[name] ?? "";
  return `${name} ${value.trim() === "" ? "empty" : "set"} in ${place}`;
}

function modeFinding(env: NodeJS.ProcessEnv): Finding {
  const [id, title] = ["mode", "Mode"];
  try {
    const { mode } = readMode(env);
    const hosts = mode === "rehearsal" ? readHosts(env) : [];
    if (hosts.length > 0) {
      const found = `rehearsal; MCP servers are really contacted on ${hosts.join(", ")}`;
      return { id, title, status: "note", found };
    }
    if (mode === "rehearsal") return fine(id, title, "rehearsal; nothing is sent to Claude");
    return {
      id,
      title,
      status: "note",
      found: "live; notebooks in Jupyter send requests to Claude",
    };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return { id, title, status: "wrong", found: error.what, remedy: error.remedy };
  }
}
