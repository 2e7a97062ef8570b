import type { McpConfig } from "../config/mcp-config.ts";
import type { ToolErrorCode } from "../tool-errors/envelope.ts";
import type { ZdrFeature } from "./zdr-coverage.ts";

/**
 * How careful one has to be with data. `public`: anyone may see it. `internal`: the organisation's
 * own. `personal`: about people. `regulated`: a law or a contract says where it may be kept.
 */
export type Sensitivity = "public" | "internal" | "personal" | "regulated";

/** Step 1: the system, what it is to answer, and the data that it holds. */
export type SketchSystem = {
  system: {
    name: string;
    /** What it is and who works with it, in a sentence or two. */
    summary: string;
    /** Who runs it, and is asked when something changes. */
    owner: string;
  };
  /** What people want to ask. `from` is the URI or the tool that will answer. */
  questions: { ask: string; from: string }[];
  /** The kinds of data that come in. `why` says where the sensitivity comes from. */
  data: { name: string; sensitivity: Sensitivity; why: string }[];
  /** The MCP server in front of it. */
  server: { name: string; transports: ("stdio" | "http")[] };
};

/** Step 2: how the server is started or reached, and with which credentials. */
export type SketchAccess = {
  /** What `.mcp.json` holds, with `${VAR}` for what is kept out of it. */
  config: McpConfig;
  /** Every variable that the config names. One that is not required has a default there. */
  variables: { name: string; secret: boolean; required: boolean; purpose: string }[];
  /** One for each secret: what it may do in the outside system. */
  credentials: {
    variable: string;
    issuedBy: string;
    permissions: string[];
    /** When and how it is replaced. */
    renewed: string;
  }[];
};

/** Step 3: the content catalog. */
export type SketchResources = {
  resources: {
    /** Of a scheme of your own; `{name}` in it makes it a template. */
    uri: string;
    title: string;
    description: string;
    mimeType: string;
    /** 0 to 1; the more important is read first. */
    priority: number;
    audience: ("user" | "assistant")[];
    /** `small`: below 2 kB. `medium`: below 50 kB. `large`: anything else. */
    size: "small" | "medium" | "large";
    /** The permission of the credential that reading it takes. */
    permission: string;
    /** The names of the kinds of data in it. */
    data: string[];
  }[];
  /** Who reads the Resources and puts them into the request. */
  resourcesVia: "mcp-client" | "connector";
};

/** An MCP Resource of the server. */
export type SketchResource = SketchResources["resources"][number];

/** Step 4: the tools and how they fail. */
export type SketchTools = {
  tools: {
    name: string;
    title: string;
    description: string;
    effect: "reads" | "writes";
    input: {
      name: string;
      type: "string" | "number" | "integer" | "boolean";
      description: string;
      required: boolean;
      /** The only values it takes, for a string. */
      allowed?: string[];
      /** The least and the most that it may be, for a number. */
      minimum?: number;
      maximum?: number;
    }[];
    annotations: {
      readOnlyHint: boolean;
      destructiveHint: boolean;
      idempotentHint: boolean;
      openWorldHint: boolean;
    };
    /** For a tool that writes: the input that makes a repeated call harmless. */
    idempotencyKey?: string;
    /** The permission of the credential that calling it takes. */
    permission: string;
    /** The names of the kinds of data in its results. */
    data: string[];
    /** How it can fail: codes of the table of errors. */
    errors: ToolErrorCode[];
  }[];
  errors: {
    code: ToolErrorCode;
    when: string;
    retryable: boolean;
    permission: "not-involved" | "key-refused" | "not-allowed";
    who_can_fix: "model" | "user" | "operator" | "time";
    hint: string;
  }[];
};

/** A tool of the server. */
export type SketchTool = SketchTools["tools"][number];

/** One row of the table of errors, in the words of the lab's envelope (lesson 04). */
export type SketchError = SketchTools["errors"][number];

/** A server that the connector is to call, with the allow-list of its `mcp_toolset`. */
export interface ConnectorServer {
  /** The name of your server, or another one's, such as `huggingface`. */
  name: string;
  url: string;
  default_config: { enabled: boolean };
  configs: Record<string, { enabled: boolean }>;
  /** For a server that is neither yours nor the Hub: the names that it was seen to list. */
  listed?: string[];
}

/** Step 5: what goes through Anthropic's side, and the way without. */
export type SketchDecisions = {
  connector: { status: "used"; servers: ConnectorServer[] } | { status: "not-used"; why: string };
  zdr: {
    /** Whether the data must stay under a Zero Data Retention arrangement. */
    required: boolean;
    why: string;
    /** Which way the data goes. */
    path: "connector" | "direct";
    /** What the design uses of the API. */
    features: ZdrFeature[];
    /** Those of them that ZDR does not cover. */
    notCovered: ZdrFeature[];
  };
  /** The direct-tool path: an MCP client of your own calls the tools. */
  direct: {
    allow: string[];
    /** Where that client runs. */
    runsOn: string;
    credentialsHeldBy: string;
    history: "in-request" | "thread";
  };
  openQuestions: { question: string; who: string }[];
};

/** A whole integration, ready to be reviewed, drawn and exported. */
export type Sketch = SketchSystem & SketchAccess & SketchResources & SketchTools & SketchDecisions;
