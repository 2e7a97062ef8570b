import { integer, type Table, text } from "../table.ts";

/** What we send, and what we know. */
export const contentTables: readonly Table[] = [
  {
    name: "campaign_templates",
    kind: "table",
    title: "Campaign templates",
    description: "Texts for outreach, with {{placeholders}}.",
    columns: [
      text("id", "Readable key, such as first-contact-robotics.", { key: true }),
      text("name", "Name for people."),
      text("channel", "How it is sent.", { values: ["email", "call", "letter"] }),
      text("audience", "Whom it is written for."),
      text("stage_id", "The deal stage it fits.", { references: "deal_stages.id" }),
      text("subject", "Subject line or opening."),
      text("body", "The text, with {{placeholders}}."),
      text("updated_at", "ISO 8601, UTC."),
    ],
  },
  {
    name: "campaign_sends",
    kind: "table",
    title: "Campaign sends",
    description: "Which contact got which template, and what came of it.",
    columns: [
      text("id", "Key, such as sn-0001.", { key: true }),
      text("template_id", "What was sent.", { references: "campaign_templates.id" }),
      text("contact_id", "To whom.", { references: "contacts.id" }),
      text("sent_on", "Day, YYYY-MM-DD."),
      text("outcome", "The furthest it got.", {
        values: ["sent", "opened", "replied", "meeting", "bounced"],
      }),
    ],
    indexes: ["template_id", "contact_id"],
  },
  {
    name: "articles",
    kind: "table",
    title: "Knowledge base",
    description: "How we qualify, price, deliver and protect data.",
    columns: [
      text("id", "Readable key, such as qualifying-a-prospect.", { key: true }),
      text("title", "Title."),
      text("topic", "What it is about.", {
        values: ["qualification", "pricing", "delivery", "data-protection", "crm"],
      }),
      text("body", "The article, in Markdown."),
      text("updated_at", "ISO 8601, UTC."),
    ],
  },
];

/** Queries worth a name. */
export const views: readonly Table[] = [
  {
    name: "open_deals",
    kind: "view",
    title: "Open deals",
    description: "Deals that are neither won nor lost, with company and weighted value.",
    columns: [
      text("id", "Deal."),
      text("company_id", "Company."),
      text("company_name", "Its name."),
      text("owner_id", "Who sells."),
      text("title", "What it is about."),
      text("stage_id", "Its stage."),
      integer("amount_eur", "Value, in euro."),
      integer("weighted_eur", "Value times the stage's probability, in euro."),
      text("expected_close_on", "Day, YYYY-MM-DD."),
    ],
    select: `SELECT d.id, d.company_id, c.name AS company_name, d.owner_id, d.title, d.stage_id,
      d.amount_eur, CAST(round(d.amount_eur * s.probability) AS INTEGER) AS weighted_eur,
      d.expected_close_on
      FROM deals d JOIN companies c ON c.id = d.company_id JOIN deal_stages s ON s.id = d.stage_id
      WHERE d.stage_id NOT IN ('won', 'lost')`,
  },
  {
    name: "pipeline_by_stage",
    kind: "view",
    title: "Pipeline by stage",
    description: "Number and value of deals at each stage.",
    columns: [
      text("stage_id", "Stage."),
      integer("position", "1 is the first step."),
      integer("deals", "How many."),
      integer("amount_eur", "Their value, in euro."),
      integer("weighted_eur", "Value times probability, in euro."),
    ],
    select: `SELECT s.id AS stage_id, s.position, count(d.id) AS deals,
      coalesce(sum(d.amount_eur), 0) AS amount_eur,
      CAST(round(coalesce(sum(d.amount_eur), 0) * s.probability) AS INTEGER) AS weighted_eur
      FROM deal_stages s LEFT JOIN deals d ON d.stage_id = s.id GROUP BY s.id`,
  },
  {
    name: "account_overview",
    kind: "view",
    title: "Account overview",
    description: "A company with its counts, open value and last activity.",
    columns: [
      text("company_id", "Company."),
      text("name", "Its name."),
      integer("contacts", "People we know there."),
      integer("open_deals", "Deals neither won nor lost."),
      integer("open_amount_eur", "Their value, in euro."),
      text("last_activity_on", "Day, YYYY-MM-DD; null when there is none.", { nullable: true }),
    ],
    select: `SELECT c.id AS company_id, c.name,
      (SELECT count(*) FROM contacts p WHERE p.company_id = c.id) AS contacts,
      (SELECT count(*) FROM deals d WHERE d.company_id = c.id
        AND d.stage_id NOT IN ('won', 'lost')) AS open_deals,
      (SELECT coalesce(sum(d.amount_eur), 0) FROM deals d WHERE d.company_id = c.id
        AND d.stage_id NOT IN ('won', 'lost')) AS open_amount_eur,
      (SELECT max(a.happened_on) FROM activities a WHERE a.company_id = c.id) AS last_activity_on
      FROM companies c`,
  },
  {
    name: "template_performance",
    kind: "view",
    title: "Template performance",
    description: "How often each campaign template was sent, answered, and led to a meeting.",
    columns: [
      text("template_id", "Template."),
      integer("sends", "Times sent."),
      integer("replies", "Answers, meetings included."),
      integer("meetings", "Meetings."),
    ],
    select: `SELECT t.id AS template_id, count(s.id) AS sends,
      coalesce(sum(s.outcome IN ('replied', 'meeting')), 0) AS replies,
      coalesce(sum(s.outcome = 'meeting'), 0) AS meetings
      FROM campaign_templates t LEFT JOIN campaign_sends s ON s.template_id = t.id GROUP BY t.id`,
  },
];
