import { join } from "node:path";
import { DEFAULT_MODEL } from "../../session/mode.ts";
import { LIST_RESOURCES, offeredName, READ_RESOURCE } from "../../subjects/hosts/names.ts";

/** What a program cannot do without on some system; none of it is a secret, none of it names a home. */
const ESSENTIAL = ["PATH", "Path", "LANG", "LC_ALL", "TZ", "SystemRoot", "ComSpec", "PATHEXT"];

/** Not a key: Claude Code asks for none once there is one. */
const NO_KEY = "sk-ant-rehearsal-not-a-key";

/**
 * The whole environment of Claude Code and of the servers that it starts. Every folder in which a program
 * keeps things of a person's is in `folder`; a person's key, login or settings are nowhere.
 *
 * @param apiUrl the rehearsed Messages API
 * @param variables what the server's config asks for by name
 */
export function hostEnvironment(
  folder: string,
  apiUrl: string,
  variables: Readonly<Record<string, string>>,
): Record<string, string> {
  const [home, temporary] = [join(folder, "home"), join(folder, "tmp")];
  const essential = ESSENTIAL.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...variables,
    ...Object.fromEntries(essential),
    HOME: home,
    USERPROFILE: home,
    APPDATA: join(home, "AppData", "Roaming"),
    LOCALAPPDATA: join(home, "AppData", "Local"),
    TMPDIR: temporary,
    TEMP: temporary,
    TMP: temporary,
    CLAUDE_CONFIG_DIR: join(home, ".claude"),
    CLAUDE_CODE_TMPDIR: temporary,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    DISABLE_AUTOUPDATER: "1",
    DISABLE_TELEMETRY: "1",
    DISABLE_ERROR_REPORTING: "1",
    ANTHROPIC_BASE_URL: apiUrl,
    ANTHROPIC_API_KEY: NO_KEY,
    // Else the server's tools are deferred, and the model first has to search for them.
    ENABLE_TOOL_SEARCH: "false",
    TERM: "dumb",
  };
}

/** The names of the variables that a run sets itself, whatever a person's are. */
export const OWN_VARIABLES: readonly string[] = Object.keys(hostEnvironment("", "", {}));

/** The words of Claude Code's command line: one prompt, this config and no other, and nobody is asked. */
export function hostWords(server: string, config: string, prompt: string): string[] {
  const allowed = [offeredName(server).replace(/__$/, ""), LIST_RESOURCES, READ_RESOURCE];
  return [
    "-p",
    prompt,
    "--mcp-config",
    config,
    "--strict-mcp-config",
    "--allowedTools",
    allowed.join(","),
    "--model",
    DEFAULT_MODEL,
    "--no-session-persistence",
  ];
}
