/** The knowledge base. Written for colleagues; in Markdown. */
export const articles = [
  {
    id: "qualifying-a-prospect",
    title: "Qualifying a prospect",
    topic: "qualification",
    body: "A prospect is qualified when we can name the need, the person who feels it, and the person who pays.\n\n1. Read the account brief in the CRM.\n2. See whether the company publishes models, datasets or papers. `hub_namespace` says under which name; null means that none is known, not that there is none.\n3. Judge AI maturity: none, exploring, piloting, production.\n4. Write down what speaks against the deal, too.",
  },
  {
    id: "reading-ai-maturity",
    title: "Reading AI maturity from public traces",
    topic: "qualification",
    body: "Published models show that a team can train and release. Recent updates show that it still does. Downloads show use by others, not by the company itself. A namespace with one old model is *exploring*, not *production*. An empty result proves nothing: the name may be a guess.",
  },
  {
    id: "who-decides",
    title: "Who decides",
    topic: "qualification",
    body: "Executives decide on budget, directors on scope, managers on time. A deal that rests on a specialist alone has not left the stage `qualify`, whatever the forecast says.",
  },
  {
    id: "day-rates",
    title: "Day rates and discounts",
    topic: "pricing",
    body: "Rates are in the table `services`. Up to 5 % is the owner's decision, up to 12 % the partner's. Training is never discounted.",
  },
  {
    id: "estimating-days",
    title: "Estimating days",
    topic: "pricing",
    body: "A retrieval pilot takes 20 to 35 days, an MCP integration 10 to 25, an evaluation harness 8 to 15. Add a third when the customer's data has not been seen.",
  },
  {
    id: "fixed-price",
    title: "When to offer a fixed price",
    topic: "pricing",
    body: "Only for the readiness review and for training. Everything else depends on data that we have not seen.",
  },
  {
    id: "first-week",
    title: "The first week of a project",
    topic: "delivery",
    body: "Access first. Then one question answered from end to end, however badly. Then the evaluation that says how badly.",
  },
  {
    id: "mcp-integration-checklist",
    title: "Checklist for an MCP integration",
    topic: "delivery",
    body: "- Credentials come from the environment.\n- Resources describe the schema before any tool is called.\n- Tools are few and named after work, not after endpoints.\n- Errors say whether a retry helps and who can act.\n- The allow-list denies by default.",
  },
  {
    id: "evaluation-basics",
    title: "Evaluation basics",
    topic: "delivery",
    body: "Thirty held-out tasks beat three hundred invented ones. Keep the tasks apart from the prompts. Report failures by kind, not only a rate.",
  },
  {
    id: "retention",
    title: "Retention: what is stored, and where",
    topic: "data-protection",
    body: "Ask for each part of a design: which party sees the data, where it is stored, and for how long. A connector that runs on the provider's side is not covered by zero data retention; the same tools called from the customer's own process are.",
  },
  {
    id: "regions",
    title: "Customers whose data must stay in a region",
    topic: "data-protection",
    body: "Publishers, clinics and insurers often may not let data leave. Offer the direct-tool path, and say what it costs: the loop runs on the customer's side.",
  },
  {
    id: "secrets-in-repositories",
    title: "Secrets in repositories",
    topic: "data-protection",
    body: "A key that was committed counts as published. Replace it; removing the commit does not help. Configuration in version control names the variable, never the value.",
  },
  {
    id: "logging-activities",
    title: "Logging activities",
    topic: "crm",
    body: "One activity for each conversation, on the same day. The subject says what happened, the body what was agreed. The last activity tells a colleague how the deal goes.",
  },
  {
    id: "moving-a-deal",
    title: "Moving a deal",
    topic: "crm",
    body: "A deal moves when the condition of the next stage is true (table `deal_stages`), not when we hope so. A lost deal needs its reason: budget, timing, another offer, built themselves.",
  },
  {
    id: "keys-and-permissions",
    title: "Keys and permissions",
    topic: "crm",
    body: "A read-only key can search and read. Logging activities and moving deals needs a key with write permission, which the CRM's administrator hands out.",
  },
] as const;
