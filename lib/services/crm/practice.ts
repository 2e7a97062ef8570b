import { randomBytes } from "node:crypto";
import { serveCrmApi } from "./api/serve.ts";

/**
 * Serves a CRM's REST API with sample data on 127.0.0.1, for practice. Its key is new each time and opens
 * nothing else.
 *
 * @returns `env`: what the CRM's MCP server needs to reach it
 */
export async function servePracticeCrm(): Promise<{
  env: Record<"CRM_API_KEY" | "CRM_BASE_URL", string>;
  close: () => Promise<void>;
}> {
  const key = `crm_test_${randomBytes(18).toString("hex")}`;
  const { url, close } = await serveCrmApi({ keys: [{ key, access: "read-write" }] });
  return { env: { CRM_API_KEY: key, CRM_BASE_URL: url }, close };
}
