import type { CatalogQuestion, CatalogText } from "./rank-entries.ts";

/** An entry of `poorCatalog`: what the catalog says of it, and what it really holds. */
export interface PoorEntry extends CatalogText {
  holds: string;
}

const entry = (uri: string, title: string, priority: number, holds: string): PoorEntry => ({
  uri,
  title,
  description: "Data from the system.",
  priority,
  holds,
});

/** Bytes that a caller reads of a catalog like `poorCatalog`. */
export const CATALOG_BUDGET = 1600;

/** A catalog that says next to nothing of what it lists. All of it is invented. */
export const poorCatalog: readonly PoorEntry[] = [
  entry(
    "crm://t/90",
    "Table 90",
    1,
    "Audit log, for operators: which row was changed, by which program, at what time. Empty most of the time. Nobody in sales has ever needed it; it is kept because a regulation asks for it.",
  ),
  entry(
    "crm://t/91",
    "Table 91",
    1,
    "Leftovers of an import that was given up in 2019. Its rows were never checked, many are there twice, and no other table points to them. Kept until somebody dares to delete it.",
  ),
  entry(
    "crm://t/01",
    "Table 1",
    0.5,
    "Companies, one row each. name: trading name. industry: robotics, retail, publishing and so on. region: where the head office is. employees: headcount. revenue: yearly, in millions of euro. owner: which consultant looks after them. ai_maturity: none, exploring, piloting or production.",
  ),
  entry(
    "crm://t/02",
    "Table 2",
    0.5,
    "People at companies, one row each. name: first and last name. role: job title. seniority: executive, director, manager or specialist. email: work address. may_email: whether they agreed to get campaign mail.",
  ),
  entry(
    "crm://t/03",
    "Table 3",
    0.5,
    "Deals, one row each. title: what it is about. stage: qualify, discover, propose, negotiate, won or lost. amount: value in euro. close_on: the date when a signature is expected. lost_reason: why it was lost.",
  ),
  entry(
    "crm://t/04",
    "Table 4",
    0.5,
    "Activities, one row each. kind: call, meeting, demo or note. happened_on: its date. body: what was said. So this is the history of our conversations with a company.",
  ),
  entry(
    "crm://t/05",
    "Table 5",
    0.5,
    "Services that we sell, one row each. name: such as training or readiness review. rate: our price for a day of work, in euro.",
  ),
  entry(
    "crm://m/01",
    "Text 1",
    0.5,
    "Campaign template: an email for the first contact with a prospect who does not know us yet. It introduces the consultancy and asks for twenty minutes.",
  ),
  entry(
    "crm://m/02",
    "Text 2",
    0.5,
    "Campaign template: a guide for a phone call two weeks after a proposal was sent. It asks what is missing, who else reads it, and by when they decide.",
  ),
  entry(
    "crm://m/03",
    "Text 3",
    0.5,
    "Campaign template: an email a year after a deal was lost because the time was not right. It asks whether to look at it again.",
  ),
  entry(
    "tool:a",
    "Tool A",
    0.5,
    "Finds companies by several filters at once, such as industry and region and a smallest headcount, and returns a sorted list of them.",
  ),
  entry(
    "tool:b",
    "Tool B",
    0.5,
    "Moves a deal to another stage of the pipeline, for example to won. It writes: the change is seen by everybody.",
  ),
  entry(
    "tool:c",
    "Tool C",
    0.5,
    "Writes down an activity: records that a call or a meeting took place, with its date and what was said. It writes.",
  ),
];

/** Ten questions, each with the entry of `poorCatalog` that holds its answer. */
export const poorCatalogQuestions: readonly CatalogQuestion[] = [
  { question: "In which industry is Northwind, and who is its owner?", answer: "crm://t/01" },
  { question: "Which people at Quillmark agreed to get campaign mail?", answer: "crm://t/02" },
  { question: "What amount do we expect from the deal, and by what date?", answer: "crm://t/03" },
  { question: "What was said in our last meeting with Harbor & Finch?", answer: "crm://t/04" },
  { question: "What is our price for a day of training?", answer: "crm://t/05" },
  { question: "Is there an email for the first contact with a prospect?", answer: "crm://m/01" },
  { question: "What should I ask two weeks after I sent a proposal?", answer: "crm://m/02" },
  { question: "What do we write to someone whose deal was lost a year ago?", answer: "crm://m/03" },
  { question: "Find all retail companies in one region.", answer: "tool:a" },
  { question: "Move the deal with Northwind to another stage.", answer: "tool:b" },
];
