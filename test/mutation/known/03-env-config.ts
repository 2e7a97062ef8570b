import type { Known } from "./known.ts";

/** Mutants of lesson 03 that are right all the same. */
export const envConfig: readonly Known[] = [
  {
    exercise: "03.1",
    reason: "An address may have a default.",
    mutants: [
      'default-added: CRM_BASE_URL: "${CRM_BASE_URL}", → CRM_BASE_URL: "${CRM_BASE_URL:-none}",',
    ],
  },
  {
    exercise: "03.2",
    reason: "split gives one part or more.",
    mutants: [
      'default-dropped: const [name = "", ...defaults] = inner.split(":-"); → const [name, ...defaults] = inner.split(":-");',
    ],
  },
  {
    exercise: "03.2",
    reason: "A .mcp.json holds nothing beside mcpServers.",
    mutants: [
      "spread-dropped: return { ...rest, mcpServers: Object.fromEntries(expanded) }; → return { mcpServers: Object.fromEntries(expanded) };",
    ],
  },
  {
    exercise: "03.3",
    reason: "Nobody asks for node_modules, which the project of the check does not have.",
    mutants: [
      'line-dropped: ".gitignore": "node_modules/\\n.mcp.json\\n.env\\n.env.*\\n!.env.example\\n", → ".gitignore": ".mcp.json\\n.env\\n.env.*\\n!.env.example\\n",',
    ],
  },
  {
    exercise: "03.3",
    reason: "An address may have a default.",
    mutants: [
      'default-added: "CRM_BASE_URL": "\\${CRM_BASE_URL}" → "CRM_BASE_URL": "\\${CRM_BASE_URL:-none}"',
    ],
  },
  {
    exercise: "03.4",
    reason: "The process ends all the same, a moment later.",
    mutants: ["await-dropped: await client.close(); → (client.close());"],
  },
  {
    exercise: "03.4",
    reason: "The entry that is handed over has both.",
    mutants: [
      'default-dropped: ) => Promise<CrmStart> = async ({ command = "", args = [] }, env) => { → ) => Promise<CrmStart> = async ({ command, args = [] }, env) => {',
      'default-dropped: ) => Promise<CrmStart> = async ({ command = "", args = [] }, env) => { → ) => Promise<CrmStart> = async ({ command = "", args }, env) => {',
    ],
  },
  {
    exercise: "03.4",
    reason: "Object.keys names what is there.",
    mutants: [
      'optional-dropped: const literal = Object.keys(env).find((name) => env[name]?.includes("${")); → const literal = Object.keys(env).find((name) => env[name].includes("${"));',
    ],
  },
  {
    exercise: "03.4",
    reason: "How a client calls itself is free.",
    mutants: [
      'text-emptied: const client = new Client({ name: "lesson-03", version: "1.0.0" }); → const client = new Client({ name: "", version: "1.0.0" });',
      'name-changed: const client = new Client({ name: "lesson-03", version: "1.0.0" }); → const client = new Client({ name: "lesson-03x", version: "1.0.0" });',
      'text-emptied: const client = new Client({ name: "lesson-03", version: "1.0.0" }); → const client = new Client({ name: "lesson-03", version: "" });',
      'name-changed: const client = new Client({ name: "lesson-03", version: "1.0.0" }); → const client = new Client({ name: "lesson-03", version: "1.0.0x" });',
    ],
  },
  {
    exercise: "03.4",
    reason: "The tool takes no arguments, so they may be left out.",
    mutants: [
      'property-dropped: const probe = await client.callTool({ name: "crm_pipeline", arguments: {} }); → const probe = await client.callTool({ name: "crm_pipeline" });',
    ],
  },
  {
    exercise: "03.5",
    reason: "Base64 has = at its end only.",
    mutants: ['pattern-loosened: base64.replace(/=+$/, ""), → base64.replace(/=+/, ""),'],
  },
];
