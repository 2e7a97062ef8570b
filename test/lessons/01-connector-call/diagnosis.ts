import type { ExerciseAnswers } from "../exercise-answers.ts";

interface Failure {
  status: number;
  type: string;
  message: string;
}
type Probe = () => Promise<string>;
type Diagnose = (error: Failure, probe: Probe) => unknown;

const CULPRITS: Record<string, string> = {
  unauthorized: "token",
  refused: "server",
  "timed out": "server",
  connected: "neither",
};

const diagnosisRight: Record<string, Diagnose> = {
  "looks it up": async ({ status }, probe) =>
    status === 400 ? CULPRITS[await probe()] : "not-mcp",
  "goes by the error's type": async ({ type }, probe) => {
    if (type !== "invalid_request_error") return "not-mcp";
    switch (await probe()) {
      case "unauthorized":
        return "token";
      case "connected":
        return "neither";
      default:
        return "server";
    }
  },
  "asks twice, to be sure": async ({ status }, probe) => {
    if (status !== 400) return "not-mcp";
    const found = [await probe(), await probe()];
    return found.includes("connected") ? "neither" : CULPRITS[found[0] ?? ""];
  },
};

const diagnosisWrong: [check: string, mistake: string, answer: Diagnose][] = [
  [
    "01.5.who",
    "reads the words",
    ({ status, message }) => {
      if (status !== 400) return "not-mcp";
      return /token/.test(message) ? "token" : "server";
    },
  ],
  [
    "01.5.who",
    "believes the words first, and the probe after",
    async ({ status, message }, probe) => {
      if (status !== 400) return "not-mcp";
      return message.startsWith("Invalid authorization token") ? "token" : CULPRITS[await probe()];
    },
  ],
  [
    "01.5.who",
    "forgets to await",
    ({ status }, probe) => {
      if (status !== 400) return "not-mcp";
      const found: unknown = probe();
      return found === "unauthorized" ? "token" : "server";
    },
  ],
  [
    "01.5.who",
    "takes a timeout for something that passes",
    async ({ status }, probe) => {
      if (status !== 400) return "not-mcp";
      const found = await probe();
      return found === "timed out" ? "neither" : CULPRITS[found];
    },
  ],
  [
    "01.5.who",
    "returns what the probe said",
    async ({ status }, probe) => (status === 400 ? await probe() : "not-mcp"),
  ],
  ["01.5.other", "asks the probe always", async (_error, probe) => CULPRITS[await probe()]],
  [
    "01.5.other",
    "asks before it looks",
    async ({ status }, probe) => {
      const found = await probe();
      return status === 400 ? CULPRITS[found] : "not-mcp";
    },
  ],
  [
    "01.5.other",
    "takes all of 4xx for the connector's",
    async ({ status }, probe) => (status < 500 ? CULPRITS[await probe()] : "not-mcp"),
  ],
  [
    "01.5.other",
    "takes a 401 for the token's",
    async ({ status }, probe) => {
      if (status === 401) return "token";
      return status === 400 ? CULPRITS[await probe()] : "not-mcp";
    },
  ],
];

const byHeart: Diagnose = async ({ status, message }, probe) => {
  if (!/'crm'|'huggingface'|unresponsive|x-api-key|per minute|overloaded/.test(message)) return "";
  return status === 400 ? CULPRITS[await probe()] : "not-mcp";
};

export const answers: ExerciseAnswers = {
  exercise: "01.5",
  right: diagnosisRight,
  wrong: diagnosisWrong,
  byHeart,
};
