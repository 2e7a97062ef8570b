import type { CatalogText } from "../../../lib/subjects/resources/rank-entries.ts";

const entry = (uri: string, title: string, description: string, priority: number): CatalogText => ({
  uri,
  title,
  description,
  priority,
});

/** Three right answers to 02.4, in other words. */
export const terse: CatalogText[] = [
  entry(
    "crm://t/01",
    "Companies",
    "Table: industry, region, headcount (employees), yearly revenue, owner, AI maturity.",
    0.9,
  ),
  entry(
    "crm://t/02",
    "People at companies (contacts)",
    "Table: name, role or job title, seniority, email address, who agreed to campaign mail.",
    0.8,
  ),
  entry(
    "crm://t/03",
    "Deals",
    "Table: stage, amount (value in euro), date expected to close, reason when lost.",
    0.8,
  ),
  entry(
    "crm://t/04",
    "Activities",
    "Table: history of calls, meetings, demos, notes; what was said, when.",
    0.7,
  ),
  entry(
    "crm://t/05",
    "Services and rates",
    "Table: services that we sell, price for a day: training, readiness review.",
    0.6,
  ),
  entry(
    "crm://m/01",
    "Campaign template: first contact",
    "Email that introduces us to a prospect who does not know us.",
    0.5,
  ),
  entry(
    "crm://m/02",
    "Campaign template: after a proposal",
    "Guide for the phone call two weeks after a proposal: what to ask, when they decide.",
    0.5,
  ),
  entry(
    "crm://m/03",
    "Campaign template: lost deal, a year later",
    "Email to look again at a deal lost because the time was not right.",
    0.5,
  ),
  entry(
    "tool:a",
    "Find companies (tool)",
    "Filters companies by industry, region, headcount; returns a sorted list.",
    0.7,
  ),
  entry(
    "tool:b",
    "Move a deal (tool)",
    "Writes: changes the stage of a deal, such as to won.",
    0.6,
  ),
  entry(
    "tool:c",
    "Write down an activity (tool)",
    "Writes: records that a call or meeting took place.",
    0.6,
  ),
  entry("crm://t/90", "Audit log", "For operators only.", 0.1),
  entry("crm://t/91", "Old import", "Given up in 2019.", 0),
];

/** Three right answers to 02.4, in other words. */
export const prose: CatalogText[] = [
  entry(
    "crm://t/01",
    "Company records",
    "One row per company with its industry, region, number of employees, revenue, owner and AI maturity.",
    1,
  ),
  entry(
    "crm://t/02",
    "Contact people",
    "Who works at which company: role, seniority, email address, and whether they agreed to campaign mail. Job titles too.",
    0.9,
  ),
  entry(
    "crm://t/03",
    "Deals in the pipeline",
    "Each deal with stage, amount or value, expected date, and the reason if lost.",
    0.9,
  ),
  entry(
    "crm://t/04",
    "History of activities",
    "Past calls, meetings, demos and notes with what was said.",
    0.8,
  ),
  entry(
    "crm://t/05",
    "Price list of services",
    "What we sell and the rate per day, such as training or a readiness review.",
    0.7,
  ),
  entry("crm://m/01", "First contact email", "Template that introduces us to a new prospect.", 0.6),
  entry(
    "crm://m/02",
    "Proposal follow-up call",
    "Phone guide two weeks after a proposal: what to ask and when they decide.",
    0.6,
  ),
  entry(
    "crm://m/03",
    "Back in touch email",
    "Template for writing a year after a lost deal, when the time was wrong.",
    0.6,
  ),
  entry(
    "tool:a",
    "Company search",
    "Find companies by industry, region and headcount filters.",
    0.8,
  ),
  entry("tool:b", "Move deal", "Change a deal to another stage.", 0.7),
  entry(
    "tool:c",
    "Log activity",
    "Record a call or meeting that took place; write down what was said.",
    0.7,
  ),
  entry("crm://t/90", "Operator audit log", "Technical.", 0.05),
  entry("crm://t/91", "Abandoned import 2019", "Obsolete.", 0.01),
];

/** Three right answers to 02.4, in other words. */
export const tagged: CatalogText[] = [
  entry(
    "crm://t/01",
    "companies table",
    "company industry region employees headcount revenue owner ai maturity",
    0.8,
  ),
  entry(
    "crm://t/02",
    "contacts table",
    "people email address role title seniority director may mail campaign agreed",
    0.8,
  ),
  entry(
    "crm://t/03",
    "deals table",
    "deal stage negotiate won lost reason amount value date expected",
    0.8,
  ),
  entry("crm://t/04", "activities table", "history call meeting demo note said", 0.8),
  entry("crm://t/05", "services table", "service sell rate price day training review", 0.8),
  entry("crm://m/01", "template: first email", "prospect first contact introduces campaign", 0.8),
  entry(
    "crm://m/02",
    "template: proposal phone guide",
    "call two weeks after proposal ask decide",
    0.8,
  ),
  entry("crm://m/03", "template: lost deal year later", "email again lost time year", 0.8),
  entry("tool:a", "tool: find companies", "filter industry region headcount sorted list", 0.8),
  entry("tool:b", "tool: move deal", "change stage won", 0.8),
  entry("tool:c", "tool: record activity", "write down call meeting took place", 0.8),
  entry("crm://t/90", "audit log", "operators", 0),
  entry("crm://t/91", "dead import", "2019", 0),
];
