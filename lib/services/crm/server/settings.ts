import { LabError } from "../../../base/lab-error.ts";
import { safeAddress } from "../../../base/safe-address.ts";

/** Where the MCP server finds the CRM. */
export type CrmSettings =
  /** A backend in this process, with sample data. */
  | { kind: "embedded" }
  /** A REST backend; the URL without /v1 and without a slash at the end. */
  | { kind: "remote"; baseUrl: string; apiKey: string };

type Environment = Readonly<Record<string, string | undefined>>;

const names = ["CRM_API_KEY", "CRM_BASE_URL"] as const;

function read(env: Environment, name: (typeof names)[number]): string {
  const value = env[name]?.trim() ?? "";
  const literal = /\$\{([^}]*)\}/.exec(value);
  if (literal !== null) {
    throw new LabError("crm-literal-variable", {
      what: `The value is literally ${literal[0]}: nothing replaced it.`,
      where: name,
      remedy: `Set the environment variable ${literal[1]?.split(":-")[0] ?? name} before starting.`,
    });
  }
  return value;
}

/**
 * Reads `CRM_API_KEY` and `CRM_BASE_URL`. Neither set, or both empty: the embedded backend. Throws
 * LabError `crm-literal-variable` for a value that still is `${…}`, `crm-setting-missing` when only
 * one of the two is set, `crm-base-url` for an address that cannot be used.
 */
export function crmSettings(env: Environment): CrmSettings {
  const [apiKey, address] = [read(env, "CRM_API_KEY"), read(env, "CRM_BASE_URL")];
  if (apiKey === "" && address === "") return { kind: "embedded" };
  if (apiKey === "" || address === "") {
    const [missing, given] = apiKey === "" ? names : [names[1], names[0]];
    throw new LabError("crm-setting-missing", {
      what: `${given} is set but ${missing} is not.`,
      where: missing,
      remedy: `Set ${missing} too, or unset both to use the embedded CRM.`,
    });
  }
  if (/\s/.test(apiKey)) {
    throw new LabError("crm-api-key", {
      what: "The key holds white space, which no key does.",
      where: "CRM_API_KEY",
      remedy: "Copy the key again.",
    });
  }
  return { kind: "remote", baseUrl: checkedUrl(address), apiKey };
}

function checkedUrl(address: string): string {
  const url = safeAddress(address);
  if (url === undefined || url.search !== "") {
    throw new LabError("crm-base-url", {
      what: "This is not an address the CRM's key may be sent to.",
      where: "CRM_BASE_URL",
      remedy: "Use an https address, or http on this machine, without user name and query.",
    });
  }
  return url.href.replace(/\/+$/, "");
}
