/** A tool as MCP lists it, which says next to nothing, and what it really does. */
export type LookAlike = {
  name: string;
  description: string;
  inputSchema: {
    type: "object";
    properties: Record<string, { type: "string" }>;
    required: string[];
  };
  does: string;
};

/** A question, and the name of the tool in `lookAlikes` that answers it; null: none can. */
export interface ToolQuestion {
  question: string;
  tool: string | null;
}

const oneInput = (name: string, description: string, input: string, does: string): LookAlike => ({
  name,
  description,
  inputSchema: { type: "object", properties: { [input]: { type: "string" } }, required: [input] },
  does,
});

/** Bytes that names and descriptions like those of `lookAlikes` may take. */
export const TOOLS_BUDGET = 800;

/** Four tools of two servers that cannot be told apart by what they say. All of it is invented. */
export const lookAlikes: readonly [LookAlike, LookAlike, LookAlike, LookAlike] = [
  oneInput(
    "search",
    "Searches for data.",
    "query",
    'Hub: finds models and datasets about a topic, such as "speech", and gives the id of each. It cannot upload, rename or delete any.',
  ),
  oneInput(
    "lookup",
    "Looks up data.",
    "id",
    'Hub: reads one model or dataset by its id, such as "acme/ears": downloads, likes, size of its files. It cannot upload, rename or delete it.',
  ),
  oneInput(
    "find_company",
    "Finds data.",
    "query",
    "CRM: finds companies whose name begins with some letters, and gives the id of each. It knows no contacts, deals or activities.",
  ),
  oneInput(
    "get_info",
    "Gets data.",
    "id",
    'CRM: reads one company by its id, such as "acme": contacts, open deals, latest activities. It cannot change a deal or send an email.',
  ),
];

/** Questions, each with the tool that answers it, and two that none of the tools can answer. */
export const lookAlikeQuestions: readonly ToolQuestion[] = [
  { question: "Find datasets about weather.", tool: "search" },
  { question: "Which models are there for translation?", tool: "search" },
  { question: "How many downloads has the model northwind/grip?", tool: "lookup" },
  { question: "What size are the files of northwind/shelves?", tool: "lookup" },
  { question: "Find the id of the company Quillmark.", tool: "find_company" },
  { question: "Whose name begins with Har?", tool: "find_company" },
  { question: "Who are the contacts at quillmark?", tool: "get_info" },
  { question: "Which deals are open with the company harbor-finch?", tool: "get_info" },
  { question: "Change the deal with quillmark to won.", tool: null },
  { question: "Upload our new dataset.", tool: null },
];
