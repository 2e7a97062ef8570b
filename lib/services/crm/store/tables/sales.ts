import { integer, real, type Table, text } from "../table.ts";

/** What is being sold, and what happened on the way. */
export const salesTables: readonly Table[] = [
  {
    name: "services",
    kind: "table",
    title: "Services",
    description: "What we offer; deals are made of these.",
    columns: [
      text("id", "Short name, such as mcp-integration.", { key: true }),
      text("name", "Name for people."),
      text("description", "What the customer gets."),
      integer("day_rate_eur", "Price of a consultant's day, in euro."),
    ],
  },
  {
    name: "deal_stages",
    kind: "table",
    title: "Deal stages",
    description: "The steps of the pipeline, in order.",
    columns: [
      text("id", "Short name, such as propose.", { key: true }),
      integer("position", "1 is the first step."),
      real("probability", "Share of deals at this stage that we win, 0 to 1."),
      text("description", "What has to be true for a deal to be here."),
    ],
  },
  {
    name: "deals",
    kind: "table",
    title: "Deals",
    description: "Opportunities, open and closed. Stages won and lost are closed.",
    columns: [
      text("id", "Key, such as dl-0001.", { key: true }),
      text("company_id", "Who buys.", { references: "companies.id" }),
      text("contact_id", "Who we talk to.", { references: "contacts.id" }),
      text("owner_id", "Who sells.", { references: "owners.id" }),
      text("title", "What it is about."),
      text("stage_id", "Its stage.", { references: "deal_stages.id" }),
      integer("amount_eur", "Value of the whole deal, in euro."),
      text("opened_on", "Day, YYYY-MM-DD."),
      text("expected_close_on", "Day, YYYY-MM-DD."),
      text("closed_on", "Day it was won or lost, YYYY-MM-DD; null while open.", { nullable: true }),
      text("lost_reason", "Why it was lost; null unless lost.", { nullable: true }),
      text("updated_at", "ISO 8601, UTC."),
    ],
    indexes: ["company_id", "stage_id", "owner_id", "amount_eur"],
  },
  {
    name: "deal_services",
    kind: "table",
    title: "Deal line items",
    description: "Which services a deal contains, and for how many days.",
    columns: [
      text("id", "Key: deal, slash, service.", { key: true }),
      text("deal_id", "The deal.", { references: "deals.id" }),
      text("service_id", "The service.", { references: "services.id" }),
      integer("days", "Days of work."),
    ],
    indexes: ["deal_id"],
  },
  {
    name: "activities",
    kind: "table",
    title: "Activities",
    description:
      "Calls, mails, meetings, demos and notes, the newest of which tell how a deal goes.",
    columns: [
      text("id", "Key, such as ac-00001.", { key: true }),
      text("company_id", "With whom.", { references: "companies.id" }),
      text("contact_id", "With which person; null for internal notes.", {
        references: "contacts.id",
        nullable: true,
      }),
      text("deal_id", "About which deal; null when about none.", {
        references: "deals.id",
        nullable: true,
      }),
      text("owner_id", "Who of us.", { references: "owners.id" }),
      text("kind", "What happened.", { values: ["call", "email", "meeting", "demo", "note"] }),
      text("happened_on", "Day, YYYY-MM-DD."),
      text("subject", "One line."),
      text("body", "What was said or agreed."),
      text("created_at", "ISO 8601, UTC."),
    ],
    indexes: ["company_id", "deal_id"],
  },
];
