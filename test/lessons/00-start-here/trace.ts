import type { ExerciseAnswers } from "../exercise-answers.ts";

const server = "huggingface";
const tool = "hub_repo_search";
const answeredBy = "rehearsal";

const rightReading = { server, tool, answeredBy };

const traceRight: Record<string, object> = {
  "is what the trace shows": rightReading,
  "names the fields in another order": { answeredBy, tool, server },
  "has a note beside them": { ...rightReading, note: "The tool was called once." },
};

const traceWrong: [check: string, mistake: string, answer: object][] = [
  ["00.1.server", "is the address", { ...rightReading, server: "https://huggingface.co/mcp" }],
  ["00.1.server", "is the API", { ...rightReading, server: "Messages API" }],
  ["00.1.tool", "is the block's type", { ...rightReading, tool: "mcp_tool_use" }],
  ["00.1.tool", "is the MCP method", { ...rightReading, tool: "tools/call" }],
  ["00.1.answered-by", "is Claude", { ...rightReading, answeredBy: "Claude" }],
];

export const answers: ExerciseAnswers = {
  exercise: "00.1",
  right: traceRight,
  wrong: traceWrong,
};
