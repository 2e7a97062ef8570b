import { z } from "zod";
import { type McpConfig, readMcpConfig } from "../config/mcp-config.ts";
import { rulings } from "../tool-errors/rulings.ts";
import type { ToolErrorCode } from "../tool-errors/envelope.ts";
import type { Sketch, SketchAccess, SketchResources, SketchSystem, SketchTools } from "./sketch.ts";
import { zdrFeatures } from "./zdr-coverage.ts";

/** What each kind of name may look like, with an example: for schema and advice. */
const text = z.string().max(2000, "is longer than 2,000 characters.");

const named = (pattern: RegExp, advice: string): z.ZodString => z.string().regex(pattern, advice);

const serverName = named(
  /^[A-Za-z][A-Za-z0-9_-]{0,63}$/,
  'is no name for a server: letters, digits, - and _, such as "help-desk".',
);

const toolName = named(
  /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/,
  'is no name for a tool: letters, digits, _ - and ., such as "find_tickets".',
);

const fieldName = named(
  /^[A-Za-z][A-Za-z0-9_]{0,63}$/,
  'is no name for a field: letters, digits and _, such as "ticket_id".',
);

const variableName = named(
  /^[A-Za-z_][A-Za-z0-9_]{0,63}$/,
  'is no name for a variable: letters, digits and _, such as "HELPDESK_TOKEN".',
);

const uri = named(
  /^[a-z][a-z0-9+.-]*:\/\/(?:[A-Za-z0-9_.~/-]|\{[A-Za-z][A-Za-z0-9_]*\})+$/,
  'is no URI: a scheme of your own and a path, such as "helpdesk://queues" or "helpdesk://tickets/{id}".',
);

const list = <Item extends z.ZodType>(item: Item): z.ZodArray<Item> =>
  z.array(item).max(100, "holds more than 100.");

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of a record by code
const code = z.enum(Object.keys(rulings) as [ToolErrorCode, ...ToolErrorCode[]]);

const config = z.custom<McpConfig>().superRefine((value, context) => {
  const read = readMcpConfig(value);
  if (read.status === "valid") return;
  for (const { where, what, remedy } of read.findings) {
    const path = where === "" ? [] : where.split(".");
    context.addIssue({ code: "custom", path, message: `${what} ${remedy}` });
  }
});

const system = {
  system: z.object({ name: text, summary: text, owner: text }),
  questions: list(z.object({ ask: text, from: text })),
  data: list(
    z.object({
      name: text,
      sensitivity: z.enum(["public", "internal", "personal", "regulated"]),
      why: text,
    }),
  ),
  server: z.object({ name: serverName, transports: list(z.enum(["stdio", "http"])) }),
};

const access = {
  config,
  variables: list(
    z.object({ name: variableName, secret: z.boolean(), required: z.boolean(), purpose: text }),
  ),
  credentials: list(
    z.object({ variable: text, issuedBy: text, permissions: list(text), renewed: text }),
  ),
};

const resources = {
  resources: list(
    z.object({
      uri,
      title: text,
      description: text,
      mimeType: text,
      priority: z.number(),
      audience: list(z.enum(["user", "assistant"])),
      size: z.enum(["small", "medium", "large"]),
      permission: text,
      data: list(text),
    }),
  ),
  resourcesVia: z.enum(["mcp-client", "connector"]),
};

const tools = {
  tools: list(
    z.object({
      name: toolName,
      title: text,
      description: text,
      effect: z.enum(["reads", "writes"]),
      input: list(
        z.object({
          name: fieldName,
          type: z.enum(["string", "number", "integer", "boolean"]),
          description: text,
          required: z.boolean(),
          allowed: list(text).min(1, "is empty: leave it out.").optional(),
          minimum: z.number().optional(),
          maximum: z.number().optional(),
        }),
      ),
      annotations: z.object({
        readOnlyHint: z.boolean(),
        destructiveHint: z.boolean(),
        idempotentHint: z.boolean(),
        openWorldHint: z.boolean(),
      }),
      idempotencyKey: text.optional(),
      permission: text,
      data: list(text),
      errors: list(code),
    }),
  ),
  errors: list(
    z.object({
      code,
      when: text,
      retryable: z.boolean(),
      permission: z.enum(["not-involved", "key-refused", "not-allowed"]),
      who_can_fix: z.enum(["model", "user", "operator", "time"]),
      hint: text,
    }),
  ),
};

const enabled = z.object({ enabled: z.boolean() });

const decisions = {
  connector: z.discriminatedUnion("status", [
    z.object({
      status: z.literal("used"),
      servers: list(
        z.object({
          name: serverName,
          url: text,
          default_config: enabled,
          configs: z.record(text, enabled),
          listed: list(text).optional(),
        }),
      ),
    }),
    z.object({ status: z.literal("not-used"), why: text }),
  ]),
  zdr: z.object({
    required: z.boolean(),
    why: text,
    path: z.enum(["connector", "direct"]),
    features: list(z.enum(zdrFeatures)),
    notCovered: list(z.enum(zdrFeatures)),
  }),
  direct: z.object({
    allow: list(text),
    runsOn: text,
    credentialsHeldBy: text,
    history: z.enum(["in-request", "thread"]),
  }),
  openQuestions: list(z.object({ question: text, who: text })),
};

/** What the sketch holds after each step; the fields of the step itself are in {@link stepFields}. */
export type AfterAccess = SketchSystem & SketchAccess;
export type AfterResources = AfterAccess & SketchResources;
export type AfterTools = AfterResources & SketchTools;

const upTo2 = { ...system, ...access };
const upTo3 = { ...upTo2, ...resources };
const upTo4 = { ...upTo3, ...tools };

/** The sketch as it is after each step. Optional fields may be missing, not undefined: it is JSON. */
// oxlint-disable typescript/no-unsafe-type-assertion -- JSON holds no undefined
export const schemas = {
  system: z.object(system) as z.ZodType<SketchSystem>,
  access: z.object(upTo2) as unknown as z.ZodType<AfterAccess>,
  resources: z.object(upTo3) as unknown as z.ZodType<AfterResources>,
  tools: z.object(upTo4) as unknown as z.ZodType<AfterTools>,
  decisions: z.object({ ...upTo4, ...decisions }) as unknown as z.ZodType<Sketch>,
};
// oxlint-enable typescript/no-unsafe-type-assertion

/** The names of the fields that each step adds. */
export const stepFields: Record<keyof typeof schemas, readonly string[]> = {
  system: Object.keys(system),
  access: Object.keys(access),
  resources: Object.keys(resources),
  tools: Object.keys(tools),
  decisions: Object.keys(decisions),
};
