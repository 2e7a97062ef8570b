/**
 * The whole environment of a rehearsed run. Empty counts as unset, and wins over a `.env` file: what a
 * person keeps there neither spends a key nor changes what a notebook prints.
 */
export const rehearsalEnvironment: Record<string, string> = {
  MCP_LAB_MODE: "rehearsal",
  ANTHROPIC_API_KEY: "",
  ANTHROPIC_MODEL: "",
  MCP_LAB_REHEARSE_HOSTS: "",
  HF_TOKEN: "",
  CRM_API_KEY: "",
  CRM_BASE_URL: "",
};
