import type { Sketch } from "../sketch.ts";
import { needed, ONLY_READS, optional, row } from "./parts.ts";

/** A warehouse of a fictional company: nothing personal, reached by the connector at a public address. */
export const warehouse: Sketch = {
  system: {
    name: "Pallet & Pine warehouse",
    summary: "Counts what lies on 9,000 shelves for a furniture shop, and orders what runs low.",
    owner: "Logistics at Pallet & Pine",
  },
  questions: [
    { ask: "How many of an article are in stock, and where?", from: "stock_level" },
    { ask: "Which articles run low before the weekend?", from: "warehouse://low-stock" },
    { ask: "Order more of an article from its supplier", from: "reorder" },
  ],
  data: [
    { name: "stock", sensitivity: "internal", why: "A competitor could read sales from it." },
    { name: "articles", sensitivity: "public", why: "The shop's web page shows the same." },
  ],
  server: { name: "warehouse", transports: ["http"] },
  config: {
    mcpServers: {
      warehouse: {
        type: "http",
        url: "https://mcp.palletandpine.example/mcp",
        headers: { Authorization: "Bearer ${WAREHOUSE_TOKEN}" },
      },
    },
  },
  variables: [
    {
      name: "WAREHOUSE_TOKEN",
      secret: true,
      required: true,
      purpose: "Lets the server know which shop asks",
    },
  ],
  credentials: [
    {
      variable: "WAREHOUSE_TOKEN",
      issuedBy: "Logistics, in the warehouse's settings",
      permissions: ["stock.read", "orders.create"],
      renewed: "Once a quarter; the old one works for a day longer",
    },
  ],
  resources: [
    {
      uri: "warehouse://low-stock",
      title: "Articles that run low",
      description:
        "Every article with fewer pieces than it sells in a week, before the weekend's delivery, as a table.",
      mimeType: "text/csv",
      priority: 0.8,
      audience: ["assistant", "user"],
      size: "medium",
      permission: "stock.read",
      data: ["stock", "articles"],
    },
    {
      uri: "warehouse://layout",
      title: "Map of halls and shelves",
      description:
        "How a place such as B-14-3 reads: hall, row, level, and which halls are cooled.",
      mimeType: "text/markdown",
      priority: 0.4,
      audience: ["assistant"],
      size: "small",
      permission: "stock.read",
      data: ["stock"],
    },
  ],
  resourcesVia: "mcp-client",
  tools: [
    {
      name: "stock_level",
      title: "Look up stock",
      description:
        "How many pieces of one article are in stock, and where they lie, counted this hour.",
      effect: "reads",
      input: [needed("article", "string", "Article number, such as PP-1042")],
      annotations: ONLY_READS,
      permission: "stock.read",
      data: ["stock", "articles"],
      errors: ["VALIDATION", "NOT_FOUND", "UNAUTHENTICATED", "UNAVAILABLE"],
    },
    {
      name: "reorder",
      title: "Order more",
      description: "Sends an order for one article to its supplier. It is binding once it is sent.",
      effect: "writes",
      input: [
        needed("article", "string", "Article number, such as PP-1042"),
        { ...needed("pieces", "number", "How many, 1 to 500"), minimum: 1, maximum: 500 },
        optional("express", "boolean", "Deliver within a day"),
        needed("order_ref", "string", "Your own reference; an order is sent once for each"),
      ],
      annotations: {
        readOnlyHint: false,
        destructiveHint: true,
        idempotentHint: true,
        openWorldHint: true,
      },
      idempotencyKey: "order_ref",
      permission: "orders.create",
      data: ["articles"],
      errors: ["VALIDATION", "CONFLICT", "PERMISSION_DENIED", "TIMEOUT"],
    },
  ],
  errors: [
    row(
      "VALIDATION",
      "model",
      "No article number, or fewer pieces than one",
      "Correct the field that is named.",
    ),
    row(
      "NOT_FOUND",
      "model",
      "The shop sells no such article",
      "Check the number against the low-stock table.",
    ),
    row(
      "CONFLICT",
      "model",
      "Somebody ordered the same article today",
      "Look at the stock again before another order.",
    ),
    {
      ...row(
        "UNAUTHENTICATED",
        "operator",
        "The token was replaced and this one is old",
        "Ask the user to take the new token from the settings.",
        "key-refused",
      ),
      who_can_fix: "user",
    },
    row(
      "PERMISSION_DENIED",
      "operator",
      "This shop may look and not order",
      "Tell the user that logistics has to allow orders.",
      "not-allowed",
    ),
    row(
      "UNAVAILABLE",
      "time",
      "The count runs, between two and three at night",
      "Try once more after three.",
    ),
    row(
      "TIMEOUT",
      "time",
      "The supplier's side is slow to confirm",
      "Send the order again with the same order_ref.",
    ),
  ],
  connector: {
    status: "used",
    servers: [
      {
        name: "warehouse",
        url: "https://mcp.palletandpine.example/mcp",
        default_config: { enabled: false },
        configs: { stock_level: { enabled: true } },
      },
    ],
  },
  zdr: {
    required: false,
    why: "Stock figures are internal and may be kept by a processor",
    path: "connector",
    features: ["messages", "mcp-connector", "prompt-caching"],
    notCovered: ["mcp-connector"],
  },
  direct: {
    allow: ["stock_level", "reorder"],
    runsOn: "The shop's planning service, in its own network",
    credentialsHeldBy: "That service's secret store",
    history: "in-request",
  },
  openQuestions: [
    { question: "Up to which sum may an order go out unseen?", who: "The head of logistics" },
  ],
};
