import type { Sketch } from "../../../lib/subjects/sketch/sketch.ts";

/** A sketch that is none of the shipped examples: it earns everything. */
export const observatory: Sketch = {
  system: {
    name: "Hollow Hill observatory",
    summary:
      "Plans which telescope looks where tonight, for nine amateur astronomers and their guests.",
    owner: "The club's chair",
  },
  questions: [
    { ask: "What can we observe tonight between nine and midnight?", from: "plan_night" },
    { ask: "Which telescope has a camera?", from: "sky://telescopes" },
    { ask: "Reserve a telescope for an hour", from: "reserve" },
  ],
  data: [
    { name: "sky", sensitivity: "public", why: "Anyone can look up" },
    { name: "bookings", sensitivity: "personal", why: "It has names of members" },
  ],
  server: { name: "observatory", transports: ["stdio", "http"] },
  config: {
    mcpServers: {
      observatory: {
        command: "node",
        args: ["dist/src/main.js"],
        env: { DOME_TOKEN: "${DOME_TOKEN}", DOME_URL: "${DOME_URL:-http://dome.example}" },
      },
    },
  },
  variables: [
    {
      name: "DOME_TOKEN",
      secret: true,
      required: true,
      purpose: "Signs in to the dome's controller",
    },
    { name: "DOME_URL", secret: false, required: false, purpose: "Another dome, for trying out" },
  ],
  credentials: [
    {
      variable: "DOME_TOKEN",
      issuedBy: "The technician of the dome",
      permissions: ["sky:read", "bookings:create"],
      renewed: "On the first of every other month",
    },
  ],
  resources: [
    {
      uri: "sky://telescopes",
      title: "Telescopes",
      description:
        "Five instruments with aperture, mount, camera or eyepiece, and who may use them.",
      mimeType: "application/json",
      priority: 0.8,
      audience: ["assistant"],
      size: "small",
      permission: "sky:read",
      data: ["sky"],
    },
    {
      uri: "sky://objects/{name}",
      title: "A celestial object",
      description:
        "Position, brightness and best season of a galaxy, nebula, planet or double star.",
      mimeType: "text/markdown",
      priority: 0.3,
      audience: ["assistant", "user"],
      size: "medium",
      permission: "sky:read",
      data: ["sky"],
    },
  ],
  resourcesVia: "mcp-client",
  tools: [
    {
      name: "plan_night",
      title: "Plan a night",
      description:
        "What to observe tonight, hour by hour, given clouds and moon, between two hours.",
      effect: "reads",
      input: [
        {
          name: "from_hour",
          type: "integer",
          description: "First hour, 30 at most",
          required: true,
          maximum: 30,
        },
        {
          name: "kind",
          type: "string",
          description: "Kind of object",
          required: false,
          allowed: ["galaxy", "planet"],
        },
      ],
      annotations: {
        readOnlyHint: true,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
      permission: "sky:read",
      data: ["sky"],
      errors: ["VALIDATION", "UNAVAILABLE"],
    },
    {
      name: "reserve",
      title: "Reserve a telescope",
      description: "Books one telescope for an hour in the member's name, at most two a night.",
      effect: "writes",
      input: [
        {
          name: "telescope",
          type: "string",
          description: "Id from sky://telescopes",
          required: true,
        },
        { name: "request_id", type: "string", description: "One for each wish", required: true },
        { name: "quiet", type: "boolean", description: "Send no mail", required: false },
      ],
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
      idempotencyKey: "request_id",
      permission: "bookings:create",
      data: ["bookings"],
      errors: ["VALIDATION", "PERMISSION_DENIED", "UNAVAILABLE"],
    },
  ],
  errors: [
    {
      code: "VALIDATION",
      when: "An hour that is not at night",
      retryable: false,
      permission: "not-involved",
      who_can_fix: "model",
      hint: "Choose an hour after dusk.",
    },
    {
      code: "PERMISSION_DENIED",
      when: "Guests cannot reserve an instrument",
      retryable: false,
      permission: "not-allowed",
      who_can_fix: "user",
      hint: "Have a member ask instead.",
    },
    {
      code: "UNAVAILABLE",
      when: "Thunderstorm: the controller is off",
      retryable: true,
      permission: "not-involved",
      who_can_fix: "time",
      hint: "Try when the storm has passed.",
    },
  ],
  connector: { status: "not-used", why: "The dome's network has no public address at all" },
  zdr: {
    required: false,
    why: "Members agreed to their names being processed",
    path: "direct",
    features: ["messages", "own-tools"],
    notCovered: [],
  },
  direct: {
    allow: ["plan_night", "reserve"],
    runsOn: "The club's small server",
    credentialsHeldBy: "The same small server",
    history: "thread",
  },
  openQuestions: [{ question: "Do guests have to sign in too?", who: "The assembly" }],
};

/** The same at a public address, with the connector for its tools. */
export const publicObservatory: Sketch = {
  ...observatory,
  server: { name: "observatory", transports: ["http"] },
  config: {
    mcpServers: {
      observatory: {
        type: "http",
        url: "${DOME_URL:-https://dome.example/mcp}",
        headers: { Authorization: "Bearer ${DOME_TOKEN}" },
      },
    },
  },
  connector: {
    status: "used",
    servers: [
      {
        name: "observatory",
        url: "https://dome.example/mcp",
        default_config: { enabled: false },
        configs: { plan_night: { enabled: true }, reserve: { enabled: false } },
      },
      {
        name: "weather",
        url: "https://weather.example/mcp",
        default_config: { enabled: false },
        configs: { clouds: { enabled: true } },
        listed: ["clouds", "wind"],
      },
    ],
  },
  zdr: {
    ...observatory.zdr,
    path: "connector",
    features: ["messages", "mcp-connector", "batches"],
    notCovered: ["batches", "mcp-connector"],
  },
};

/** The same with nothing to keep secret. */
export const openObservatory: Sketch = {
  ...observatory,
  config: { mcpServers: { observatory: { type: "stdio", command: "npx", args: ["-y", "dome"] } } },
  variables: [],
  credentials: [],
};

/** The same with regulated bookings, under ZDR. */
export const strictObservatory: Sketch = {
  ...observatory,
  data: [
    { name: "sky", sensitivity: "public", why: "Anyone can look up" },
    {
      name: "bookings",
      sensitivity: "regulated",
      why: "The club's statutes forbid to pass them on",
    },
  ],
  zdr: { ...observatory.zdr, required: true },
  direct: { ...observatory.direct, history: "in-request" },
};
