import type { Sketch } from "../sketch.ts";
import { needed, ONLY_READS, optional, row } from "./parts.ts";

/** A help desk of a fictional company: internal data, and one public server through the connector. */
export const helpDesk: Sketch = {
  system: {
    name: "Fernwood help desk",
    summary:
      "Where the 400 people of Fernwood Instruments report what is broken, and six agents sort it.",
    owner: "The workplace team of Fernwood Instruments",
  },
  questions: [
    { ask: "Which tickets are overdue in a queue?", from: "find_tickets" },
    { ask: "What do the priorities and states of a ticket mean?", from: "helpdesk://glossary" },
    { ask: "Who covers which queue this week?", from: "helpdesk://queues" },
    { ask: "Add a note to a ticket", from: "add_note" },
  ],
  data: [
    {
      name: "tickets",
      sensitivity: "internal",
      why: "They tell what is broken inside the company, and who reported it is left out.",
    },
    { name: "queues", sensitivity: "internal", why: "They name teams and their hours." },
  ],
  server: { name: "help-desk", transports: ["stdio", "http"] },
  config: {
    mcpServers: {
      "help-desk": {
        command: "node",
        args: ["dist/src/main.js"],
        env: {
          HELPDESK_TOKEN: "${HELPDESK_TOKEN}",
          HELPDESK_URL: "${HELPDESK_URL:-https://helpdesk.example}",
        },
      },
    },
  },
  variables: [
    {
      name: "HELPDESK_TOKEN",
      secret: true,
      required: true,
      purpose: "Proves to the help desk who calls",
    },
    {
      name: "HELPDESK_URL",
      secret: false,
      required: false,
      purpose: "Where the help desk answers, for tests against another one",
    },
  ],
  credentials: [
    {
      variable: "HELPDESK_TOKEN",
      issuedBy: "The workplace team, for this server only",
      permissions: ["tickets:read", "notes:write", "queues:read"],
      renewed: "Every 90 days, by hand, with a reminder a week before",
    },
  ],
  resources: [
    {
      uri: "helpdesk://glossary",
      title: "Glossary of priorities and states",
      description:
        "What P1 to P4 mean in hours until somebody must answer, and every state that a ticket goes through.",
      mimeType: "text/markdown",
      priority: 0.9,
      audience: ["assistant"],
      size: "small",
      permission: "tickets:read",
      data: ["tickets"],
    },
    {
      uri: "helpdesk://queues",
      title: "Queues and who covers them",
      description:
        "Each queue with its team, this week's agent on duty, office hours and escalation.",
      mimeType: "application/json",
      priority: 0.6,
      audience: ["assistant", "user"],
      size: "medium",
      permission: "queues:read",
      data: ["queues"],
    },
    {
      uri: "helpdesk://tickets/{id}",
      title: "One ticket in full",
      description:
        "The whole history of a single ticket by its number: description, notes, changes.",
      mimeType: "application/json",
      priority: 0.3,
      audience: ["assistant"],
      size: "large",
      permission: "tickets:read",
      data: ["tickets"],
    },
  ],
  resourcesVia: "mcp-client",
  tools: [
    {
      name: "find_tickets",
      title: "Find tickets",
      description:
        "Lists tickets of a queue by state, overdue ones first, with number, subject, age in hours and priority.",
      effect: "reads",
      input: [
        needed("queue", "string", "Name of the queue, as in helpdesk://queues"),
        {
          ...optional("state", "string", "Only tickets in this state"),
          allowed: ["open", "waiting", "overdue", "closed"],
        },
        optional("limit", "number", "At most this many, default 20"),
      ],
      annotations: ONLY_READS,
      permission: "tickets:read",
      data: ["tickets"],
      errors: ["VALIDATION", "NOT_FOUND", "UNAUTHENTICATED", "RATE_LIMITED", "UNAVAILABLE"],
    },
    {
      name: "add_note",
      title: "Add a note",
      description:
        "Adds an internal note to a ticket. The reporter does not see it; it cannot be taken back.",
      effect: "writes",
      input: [
        needed("ticket", "number", "Number of the ticket"),
        needed("text", "string", "The note, plain text"),
        needed(
          "note_key",
          "string",
          "A new UUID for each note; the same again for a repeated call",
        ),
      ],
      annotations: {
        readOnlyHint: false,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      },
      idempotencyKey: "note_key",
      permission: "notes:write",
      data: ["tickets"],
      errors: ["VALIDATION", "NOT_FOUND", "PERMISSION_DENIED", "TIMEOUT"],
    },
  ],
  errors: [
    row(
      "VALIDATION",
      "model",
      "A queue, a state or a limit that the help desk does not know",
      "Read helpdesk://queues and use a name from there.",
    ),
    row(
      "NOT_FOUND",
      "model",
      "There is no ticket of this number",
      "Look the number up with find_tickets first.",
    ),
    row(
      "UNAUTHENTICATED",
      "operator",
      "The help desk does not know the token, or it has run out",
      "Stop and ask the workplace team for a new token.",
      "key-refused",
    ),
    row(
      "PERMISSION_DENIED",
      "operator",
      "The token may read and not write notes",
      "Stop and name the permission notes:write to the user.",
      "not-allowed",
    ),
    row(
      "RATE_LIMITED",
      "time",
      "More than 60 calls in a minute",
      "Wait as long as retry_after_ms says, and ask for more per call.",
    ),
    row(
      "UNAVAILABLE",
      "time",
      "The help desk is down for its nightly update",
      "Call again in a few minutes.",
    ),
    row(
      "TIMEOUT",
      "time",
      "No answer within ten seconds",
      "Repeat the note with the same note_key.",
    ),
  ],
  connector: {
    status: "used",
    servers: [
      {
        name: "huggingface",
        url: "https://huggingface.co/mcp",
        default_config: { enabled: false },
        configs: { hub_repo_search: { enabled: true } },
      },
    ],
  },
  zdr: {
    required: false,
    why: "Tickets name no person; the company has no arrangement for retention",
    path: "direct",
    features: ["messages", "own-tools", "mcp-connector"],
    notCovered: ["mcp-connector"],
  },
  direct: {
    allow: ["find_tickets", "add_note"],
    runsOn: "The agents' assistant, on Fernwood's own machines",
    credentialsHeldBy: "The assistant's own environment",
    history: "thread",
  },
  openQuestions: [
    { question: "May a note name the person who reported the ticket?", who: "The works council" },
  ],
};
