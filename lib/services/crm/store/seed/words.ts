/** Word lists for generated companies and people. The stems are invented; no real company is meant. */

export const stems: readonly string[] =
  `Alderquay Brackenmoor Cindervale Dunmarrow Elmhollow Farrowgate Glasswether Hollinbrook
  Ironlarch Junipersea Kestrelmere Larkendale Mossgarth Nettlefold Orchardlea Pellwyn
  Quarrystone Rookhaven Saltmarrow Thistledown`.split(/\s+/);

/** What follows the stem, by industry. */
export const trades = {
  robotics: ["Automation", "Robotics", "Motion"],
  retail: ["Stores", "Home", "Outfitters"],
  publishing: ["Press", "Books", "Editions"],
  logistics: ["Freight", "Logistics", "Lines"],
  health: ["Clinics", "Diagnostics", "Care"],
  energy: ["Power", "Grid", "Renewables"],
  finance: ["Mutual", "Credit", "Assurance"],
  agriculture: ["Farms", "Orchards", "Seeds"],
} as const;

export const givenNames: readonly string[] =
  `Amara Bastian Chiara Dmitri Esther Farid Greta Hamid Ines Jovan Keiko Lars Maren Nadia Otto
  Paloma Rashid Sunniva Tariq Yara`.split(/\s+/);

export const familyNames: readonly string[] =
  `Abernaut Bellwick Corvane Dahlgrove Estermont Fenwright Gallowind Hartsmere Islethorn Jarnvik
  Kilbrant Lindqvale Morrowby Norhaven Ostrander-Vale Pemberlow Quistgard Ravensholt
  Silverlake-Roy Tannerfeld`.split(/\s+/);

export const roles = {
  executive: ["Chief Technology Officer", "Managing Director", "Chief Operating Officer"],
  director: ["Director of Data", "Head of Engineering", "Director of Digital"],
  manager: ["Product Manager", "IT Manager", "Operations Manager"],
  specialist: ["Machine Learning Engineer", "Data Analyst", "Security Architect"],
} as const;

/** What companies want: ends the generated summary, and names deals. */
export const needs = [
  ["retrieval-pilot", "Search over contracts"],
  ["mcp-integration", "Assistant on the ticket system"],
  ["evaluation-harness", "Evaluation of support answers"],
  ["readiness-review", "Readiness review"],
  ["agent-design", "Agent for order exceptions"],
  ["data-protection", "Retention and regions review"],
  ["model-selection", "Open or hosted model"],
  ["team-training", "Training for the data team"],
] as const;

export const remarks = [
  ["call", "Budget call", "Budget is set for next quarter; the amount is open."],
  ["call", "First call", "They described the need. Decision lies with the board."],
  ["email", "Sent references", "Two references and the outline of a plan."],
  ["email", "Security questions", "Asked where data is stored and for how long. Sent the article."],
  ["meeting", "Workshop on scope", "Agreed on three use cases and dropped two."],
  ["meeting", "Met the sponsor", "The sponsor wants a result within eight weeks."],
  ["demo", "Demonstration", "Showed search with sources. Latency was the main question."],
  ["note", "Hiring freeze", "They may not hire this year; a pilot with our people suits them."],
  ["note", "Competing offer", "Another consultancy has made an offer. Price is lower, scope too."],
] as const;

export const lostReasons = [
  "budget",
  "timing",
  "went with another offer",
  "built it themselves",
] as const;
