import type { McpConfig } from "../../subjects/config/mcp-config.ts";

/** A config, an environment, and what is special about them. */
export interface CaseInput {
  about: string;
  config: McpConfig;
  env: Record<string, string>;
  /** Where to look when it goes wrong, if that is not what the check says of all its cases. */
  advice?: string;
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
  advice?: string,
): CaseInput {
  const config = { mcpServers: { crm: { command: "node", env: texts } } };
  return { about, env, config, ...(advice !== undefined && { advice }) };
}

/** A server with this address. */
export function withUrl(about: string, url: string, env: Record<string, string>): CaseInput {
  return { about, env, config: { mcpServers: { hub: { type: "http", url } } } };
}

const KEY = "crm_test_NotARealKey0003";

const ONCE = "In all fields but headers, what was put in is not looked at again.";
const SET =
  "Set but empty counts as set: compare with undefined, since || and ! take an empty text for none.";
const FIRST_BRACE =
  "A default runs to the first }, whatever is in it, and is not looked at again: what comes after that } stays.";
const NO_NAME =
  "A name is letters, digits and _, with no digit first, and nothing around it: whatever else is between the braces stays as it is.";
const NAME = "A name is letters, digits and _, small letters as well, with no digit first.";
const TWICE =
  "Headers are expanded twice: give what came out of the first time to the function once more.";
const AS_IT_IS =
  "A value is put in as it is. replace() knows $& and $1 in a text that it is given: give it a function.";

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
      withEnv("a variable that is empty", { REGION: "${REGION}" }, { REGION: "" }, SET),
    ],
    defaults: [
      withEnv("a default, not set", { REGION: "${REGION:-emea}" }, {}),
      withEnv("a default, but set", { REGION: "${REGION:-emea}" }, { REGION: "apac" }),
      withEnv("a default, but set and empty", { REGION: "${REGION:-emea}" }, { REGION: "" }, SET),
      withEnv(
        "a default that holds a reference",
        { REGION: "${REGION:-${OTHER}}" },
        { OTHER: "x" },
        FIRST_BRACE,
      ),
      withEnv(
        "a default that holds a reference, but set",
        { REGION: "${REGION:-${OTHER}}" },
        { REGION: "apac", OTHER: "x" },
        FIRST_BRACE,
      ),
    ],
    literal: [
      withEnv(
        "a $NAME without braces",
        { PRICE: "$CRM_API_KEY" },
        { CRM_API_KEY: KEY },
        "Without braces a $NAME is nothing special.",
      ),
      withEnv(
        "a backslash before it",
        { NOTE: String.raw`\${REGION}` },
        { REGION: "emea" },
        "A backslash escapes nothing: it stays, and what is after it is replaced.",
      ),
      withEnv(
        "a value that holds ${…}",
        { NOTE: "${NOTE}" },
        { NOTE: "${REGION}", REGION: "x" },
        ONCE,
      ),
      withEnv("what is no name", { ODD: "${} ${ A } ${1A:-b}" }, { A: "value" }, NO_NAME),
    ],
    fields: [
      {
        ...withUrl("an address whose value holds ${…}", "https://${A}/", { A: "${B}", B: "b" }),
        advice: ONCE,
      },
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
        advice: TWICE,
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
      withEnv(
        "a value with a quote",
        { NOTE: "<${NOTE}>" },
        { NOTE: 'say "hi" \\ bye ' },
        AS_IT_IS,
      ),
      withEnv("a value with $&", { NOTE: "<${NOTE}>" }, { NOTE: "a$&b$1c$$d" }, AS_IT_IS),
      withEnv(
        "a name in small letters, with a digit",
        { NOTE: "${region_2}" },
        { region_2: "apac" },
        NAME,
      ),
      withEnv("the same variable twice", { NOTE: "${A}-${A}" }, { A: "again" }),
    ],
    defaults: [
      withEnv(
        "an empty default",
        { REGION: "[${REGION:-}]" },
        {},
        "An empty default is one, too: compare it with undefined.",
      ),
      withEnv("a default with a colon", { URL: "${URL:-http://127.0.0.1:8788}" }, {}),
      withEnv(
        "a default that holds :-",
        { RANGE: "${RANGE:-a:-b}" },
        {},
        "The default begins after the first :-, and holds whatever comes before the first }.",
      ),
      withEnv("a } after the default", { NOTE: "${A:-a} and {b}" }, {}, FIRST_BRACE),
    ],
    literal: [
      withEnv("a $NAME beside braces", { NOTE: "$A ${A}" }, { A: "value" }),
      withEnv(
        "what is no name",
        { NOTE: "${} {A} ${env:A} ${A-B:-c} ${A.B}" },
        { A: "value" },
        NO_NAME,
      ),
      withEnv("a value that holds ${…}", { NOTE: "[${A}]" }, { A: "${B}", B: "b" }, ONCE),
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
