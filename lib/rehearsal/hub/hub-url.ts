/** Where the real Hub's MCP server stands, and for which the rehearsal Hub answers. */
export const HUB_URL = "https://huggingface.co/mcp";
