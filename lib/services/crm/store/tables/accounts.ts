import { integer, real, type Table, text } from "../table.ts";

/** Who we sell to, and who sells. */
export const accountTables: readonly Table[] = [
  {
    name: "industries",
    kind: "table",
    title: "Industries",
    description: "The industries that companies are filed under.",
    columns: [
      text("id", "Short name, such as robotics.", { key: true }),
      text("name", "Name for people."),
      text("description", "What these companies usually ask an AI consultancy for."),
    ],
  },
  {
    name: "owners",
    kind: "table",
    title: "Account owners",
    description: "Our own consultants, each responsible for companies and deals.",
    columns: [
      text("id", "Short name, such as mira.", { key: true }),
      text("name", "Full name."),
      text("email", "Work address."),
      text("region", "Where the owner works.", { values: ["emea", "americas", "apac"] }),
    ],
  },
  {
    name: "companies",
    kind: "table",
    title: "Companies",
    description:
      "Prospects and customers. Start here: contacts, deals and activities all point to a company.",
    columns: [
      text("id", "Readable key, such as northwind-robotics.", { key: true }),
      text("name", "Trading name."),
      text("domain", "Web domain."),
      text("industry_id", "Industry.", { references: "industries.id" }),
      text("region", "Where the head office is.", { values: ["emea", "americas", "apac"] }),
      integer("employees", "Headcount."),
      real("revenue_meur", "Yearly revenue in millions of euro."),
      text("status", "Prospect, customer or former customer.", {
        values: ["prospect", "customer", "former"],
      }),
      text("owner_id", "Who looks after them.", { references: "owners.id" }),
      text(
        "hub_namespace",
        "Their organisation on the Hugging Face Hub; null when none is known.",
        {
          nullable: true,
        },
      ),
      text("ai_maturity", "What we know of their use of AI.", {
        values: ["none", "exploring", "piloting", "production"],
      }),
      text("summary", "One or two sentences on what they do and want."),
      text("created_at", "ISO 8601, UTC."),
      text("updated_at", "ISO 8601, UTC."),
    ],
    indexes: ["name", "industry_id", "owner_id", "status"],
  },
  {
    name: "contacts",
    kind: "table",
    title: "Contacts",
    description: "People at companies.",
    columns: [
      text("id", "Key, such as ct-0001.", { key: true }),
      text("company_id", "Where they work.", { references: "companies.id" }),
      text("name", "Full name."),
      text("role", "Job title."),
      text("seniority", "How much they decide.", {
        values: ["executive", "director", "manager", "specialist"],
      }),
      text("email", "Work address."),
      integer("may_email", "1 when they agreed to campaign mail, else 0."),
      text("created_at", "ISO 8601, UTC."),
    ],
    indexes: ["company_id"],
  },
];
