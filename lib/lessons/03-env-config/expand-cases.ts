import type { McpConfig } from "../../subjects/config/mcp-config.ts";

/** A config, an environment, and what is special about them. */
export interface CaseInput {
  about: string;
  config: McpConfig;
  env: Record<string, string>;
}

/** The cases of one variant, for each check; those under `missing` lack one variable each. */
export type CaseTable = Record<
  "variables" | "defaults" | "literal" | "fields" | "missing",
  CaseInput[]
>;

/** A server with these variables in env. */
export function withEnv(
  about: string,
  texts: Record<string, string>,
  env: Record<string, string>,
): CaseInput {
  return { about, env, config: { mcpServers: { crm: { command: "node", env: texts } } } };
}

/** A server with this address. */
export function withUrl(about: string, url: string, env: Record<string, string>): CaseInput {
  return { about, env, config: { mcpServers: { hub: { type: "http", url } } } };
}

const KEY = "crm_test_NotARealKey0003";

/** Shown in the notebook's prose, then others of the same kinds. */
export const CASE_TABLES: readonly [CaseTable, CaseTable] = [
  {
    variables: [
      withEnv("a variable", { CRM_API_KEY: "${CRM_API_KEY}" }, { CRM_API_KEY: KEY }),
      withEnv(
        "two variables in one text",
        { CRM_BASE_URL: "https://${CRM_HOST}:${CRM_PORT}/" },
        { CRM_HOST: "crm.example", CRM_PORT: "8443" },
      ),
      withEnv("a variable that is empty", { REGION: "${REGION}" }, { REGION: "" }),
    ],
    defaults: [
      withEnv("a default, not set", { REGION: "${REGION:-emea}" }, {}),
      withEnv("a default, but set", { REGION: "${REGION:-emea}" }, { REGION: "apac" }),
      withEnv("a default, but set and empty", { REGION: "${REGION:-emea}" }, { REGION: "" }),
      withEnv(
        "a default that holds a reference",
        { REGION: "${REGION:-${OTHER}}" },
        { OTHER: "x" },
      ),
    ],
    literal: [
      withEnv("a $NAME without braces", { PRICE: "$CRM_API_KEY" }, { CRM_API_KEY: KEY }),
      withEnv("a backslash before it", { NOTE: String.raw`\${REGION}` }, { REGION: "emea" }),
      withEnv("a value that holds ${…}", { NOTE: "${NOTE}" }, { NOTE: "${REGION}", REGION: "x" }),
      withEnv("what is no name", { ODD: "${} ${ A } ${1A:-b}" }, { A: "value" }),
    ],
    fields: [
      withUrl("an address whose value holds ${…}", "https://${A}/", { A: "${B}", B: "b" }),
      {
        about: "a server that is started",
        config: {
          mcpServers: {
            crm: {
              command: "${BIN}/node",
              args: ["main.js", "--region=${REGION}"],
              env: { REGION: "${REGION}" },
            },
          },
        },
        env: { BIN: "/opt/bin", REGION: "emea" },
      },
      {
        about: "a server with an address",
        config: {
          mcpServers: {
            mail: {
              type: "http",
              url: "https://${HOST}/mcp",
              headers: { "X-Region": "${REGION}" },
            },
          },
        },
        env: { HOST: "mail.example", REGION: "emea" },
      },
      {
        about: "a header whose value holds ${…}",
        config: {
          mcpServers: {
            mail: {
              type: "http",
              url: "https://mail.example/mcp",
              headers: { Authorization: "Bearer ${MAIL_TOKEN}" },
            },
          },
        },
        env: { MAIL_TOKEN: "${SHARED_TOKEN}", SHARED_TOKEN: "made-up" },
      },
      {
        about: "names and other fields",
        config: {
          mcpServers: {
            "crm-${REGION}": {
              command: "node",
              env: { "NAME_${REGION}": "x" },
              type: "${REGION}",
              headersHelper: "echo ${REGION}",
              timeout: 5000,
            },
          },
        },
        env: { REGION: "emea" },
      },
    ],
    missing: [
      withEnv(
        "one is not set",
        { CRM_API_KEY: "${CRM_API_KEY}", CRM_BASE_URL: "${CRM_BASE_URL}" },
        {
          CRM_API_KEY: KEY,
        },
      ),
    ],
  },
  {
    variables: [
      withEnv("a value with a quote", { NOTE: "<${NOTE}>" }, { NOTE: 'say "hi" \\ bye' }),
      withEnv("a value with $&", { NOTE: "<${NOTE}>" }, { NOTE: "a$&b$1c$$d" }),
      withEnv("the same variable twice", { NOTE: "${A}-${A}" }, { A: "again" }),
    ],
    defaults: [
      withEnv("an empty default", { REGION: "[${REGION:-}]" }, {}),
      withEnv("a default with a colon", { URL: "${URL:-http://127.0.0.1:8788}" }, {}),
      withEnv("a default that holds :-", { RANGE: "${RANGE:-a:-b}" }, {}),
      withEnv("two defaults in one text", { PATHS: "${A:-a}/${B:-b}" }, { B: "set" }),
    ],
    literal: [
      withEnv("a $NAME beside braces", { NOTE: "$A ${A}" }, { A: "value" }),
      withEnv("what is no name", { NOTE: "${} {A} ${env:A} ${A-B:-c}" }, { A: "value" }),
      withEnv("a value that holds ${…}", { NOTE: "[${A}]" }, { A: "${B}", B: "b" }),
    ],
    fields: [
      {
        about: "two servers",
        config: {
          mcpServers: {
            crm: { command: "node", args: ["${DIR}/main.js"], env: { TEAM: "${TEAM}" } },
            hub: {
              type: "http",
              url: "https://hub.example/${TEAM}",
              headers: { Authorization: "Bearer ${TOKEN}" },
            },
          },
        },
        env: { DIR: "/srv", TEAM: "sales", TOKEN: "hf_NotARealToken0000000000" },
      },
    ],
    missing: [
      {
        about: "another server's variable is not set",
        config: {
          mcpServers: {
            crm: { command: "node", env: { CRM_API_KEY: "${CRM_API_KEY}" } },
            billing: { command: "node", env: { LEDGER: "${FINANCE_TOKEN}" } },
          },
        },
        env: { CRM_API_KEY: KEY },
      },
    ],
  },
];
