import { variables } from "./catalog.ts";

/**
 * The variables of the sketch, by name. A host that knows no value hands on the text ${NAME} itself:
 * that is no value. Says on the error output what is missing, and never what is there.
 */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const { name, required } of variables) {
    const value = env[name];
    if (value !== undefined && value !== "" && !value.includes("${")) settings[name] = value;
    else if (required) console.error(name + " is not set. See .env.example.");
  }
  return settings;
}
