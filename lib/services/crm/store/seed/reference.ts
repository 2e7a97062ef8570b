/** The small tables that everything else points to. All of it is invented. */

export const industries = [
  ["robotics", "Robotics", "Vision models on the edge, fleet telemetry, simulation data."],
  ["retail", "Retail", "Demand forecasting, product search, support assistants."],
  ["publishing", "Publishing", "Manuscript triage, rights search, translation with human review."],
  ["logistics", "Logistics", "Route planning, document extraction, delay prediction."],
  ["health", "Health", "Coding and summaries under strict data protection."],
  ["energy", "Energy", "Load forecasting, inspection images, incident reports."],
  ["finance", "Finance", "Document review, fraud triage, explainable scoring."],
  ["agriculture", "Agriculture", "Crop images, weather models, supply planning."],
] as const;

export const owners = [
  ["mira", "Mira Oduya", "mira@lanternworks.example", "emea"],
  ["jonas", "Jonas Eklöf", "jonas@lanternworks.example", "emea"],
  ["priya", "Priya Raman", "priya@lanternworks.example", "apac"],
  ["tomas", "Tomás Vidal", "tomas@lanternworks.example", "americas"],
  ["aiko", "Aiko Hayami", "aiko@lanternworks.example", "apac"],
  ["dele", "Dele Marsh", "dele@lanternworks.example", "americas"],
] as const;

export const services = [
  [
    "readiness-review",
    "AI readiness review",
    "Two weeks: data, people, risks, a ranked list.",
    1400,
  ],
  ["mcp-integration", "MCP integration", "An MCP server in front of an existing system.", 1600],
  [
    "retrieval-pilot",
    "Retrieval pilot",
    "Search with sources over the customer's documents.",
    1500,
  ],
  [
    "evaluation-harness",
    "Evaluation harness",
    "Held-out tasks, metrics and regression runs.",
    1550,
  ],
  ["agent-design", "Agent design", "Tools, guard rails and error handling for an agent.", 1650],
  [
    "data-protection",
    "Data protection review",
    "Retention, regions, what may be sent where.",
    1700,
  ],
  ["model-selection", "Model selection", "Open and hosted models compared on own tasks.", 1500],
  ["team-training", "Team training", "Three days of hands-on training.", 1200],
] as const;

/** In order; won and lost are closed. */
export const dealStages = [
  ["qualify", 1, 0.1, "A named need and a named person."],
  ["discover", 2, 0.25, "We have spoken about data, budget and who decides."],
  ["propose", 3, 0.45, "A written proposal is with the customer."],
  ["negotiate", 4, 0.7, "Scope is agreed, terms are not."],
  ["won", 5, 1, "Signed."],
  ["lost", 6, 0, "Closed without an order; the reason is recorded."],
] as const;

/** Companies that stories and exercises name; the rest is generated. */
export const namedCompanies = [
  {
    id: "northwind-robotics",
    name: "Northwind Robotics",
    industry: "robotics",
    region: "emea",
    employees: 420,
    revenue: 88.5,
    status: "prospect",
    owner: "mira",
    hub: "northwind-robotics",
    maturity: "production",
    summary:
      "Builds warehouse arms and publishes grasping models. Wants its ticket system reachable by an assistant.",
  },
  {
    id: "harbor-finch",
    name: "Harbor & Finch",
    industry: "retail",
    region: "americas",
    employees: 1900,
    revenue: 310,
    status: "prospect",
    owner: "tomas",
    hub: "harbor-finch",
    maturity: "piloting",
    summary:
      "Homeware chain with a forecasting pilot. Asks for help with product search and evaluation.",
  },
  {
    id: "quillmark",
    name: "Quillmark Publishing",
    industry: "publishing",
    region: "emea",
    employees: 130,
    revenue: 21.4,
    status: "prospect",
    owner: "jonas",
    hub: "quillmark",
    maturity: "exploring",
    summary:
      "Independent publisher. Wants to search forty years of rights contracts; nothing may leave the region.",
  },
] as const;
