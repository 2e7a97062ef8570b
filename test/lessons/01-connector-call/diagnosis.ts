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

const isOurs = ({ status }: Failure): boolean => status === 400;

const diagnosisRight: Record<string, Diagnose> = {
  "looks it up": async ({ status }, probe) =>
    status === 400 ? CULPRITS[await probe()] : "not-mcp",
  "decides with a switch": async ({ status }, probe) => {
    if (status !== 400) return "not-mcp";
    switch (await probe()) {
      case "unauthorized":
        return "token";
      case "connected":
        return "neither";
      default:
        return "server";
    }
  },
  "nests conditions": async ({ status }, probe) => {
    if (status === 400) {
      const found = await probe();
      if (found === "unauthorized") {
        return "token";
      } else if (found === "connected") {
        return "neither";
      } else {
        return "server";
      }
    }
    return "not-mcp";
  },
  "is one chain of ternaries": async ({ status }, probe) => {
    const found = status === 400 ? await probe() : "";
    return found === ""
      ? "not-mcp"
      : found === "unauthorized"
        ? "token"
        : found === "connected"
          ? "neither"
          : "server";
  },
  "chains promises": ({ status }, probe) =>
    status === 400 ? probe().then((found) => CULPRITS[found]) : "not-mcp",
  "chains promises whatever comes": ({ status }, probe) =>
    status === 400 ? probe().then((found) => CULPRITS[found]) : Promise.resolve("not-mcp"),
  "goes through a Map": async ({ status }, probe) => {
    const words = new Map(Object.entries(CULPRITS));
    return status === 400 ? words.get(await probe()) : "not-mcp";
  },
  "switches on the status": async ({ status }, probe) => {
    switch (status) {
      case 400:
        return CULPRITS[await probe()];
      default:
        return "not-mcp";
    }
  },
  "switches on all four words": async ({ status }, probe) => {
    if (status !== 400) return "not-mcp";
    switch (await probe()) {
      case "unauthorized":
        return "token";
      case "refused":
      case "timed out":
        return "server";
      case "connected":
        return "neither";
    }
    return undefined;
  },
  "looks in lists": async ({ status }, probe) => {
    if (status !== 400) return "not-mcp";
    const found = await probe();
    if (["refused", "timed out"].includes(found)) return "server";
    return found.startsWith("un") ? "token" : "neither";
  },
  "starts with what is most likely": async ({ status }, probe) => {
    let culprit = "not-mcp";
    if (status === 400) {
      culprit = "server";
      const found = await probe();
      if (found === "unauthorized") culprit = "token";
      if (found === "connected") culprit = "neither";
    }
    return culprit;
  },
  "goes by status and type": async ({ status, type }, probe) =>
    status === 400 && type === "invalid_request_error" ? CULPRITS[await probe()] : "not-mcp",
  "compares the status as a text": async ({ status }, probe) =>
    String(status) === "400" ? CULPRITS[await probe()] : "not-mcp",
  "leaves out what is below and above": async ({ status }, probe) => {
    if (Math.abs(status - 400) > 0) return "not-mcp";
    return CULPRITS[await probe()];
  },
  "finds a row": async ({ status }, probe) => {
    if (status !== 400) return "not-mcp";
    const found = await probe();
    return Object.entries(CULPRITS).find(([word]) => word === found)?.[1];
  },
  "tests by a pattern": async ({ status }, probe) => {
    if (status !== 400) return "not-mcp";
    const found = await probe();
    return /unauth/.test(found) ? "token" : /connect/.test(found) ? "neither" : "server";
  },
  "catches what the probe may throw": async ({ status }, probe) => {
    if (status !== 400) return "not-mcp";
    try {
      return CULPRITS[await probe()];
    } catch {
      return "server";
    }
  },
  "names who it is in variables": async ({ status }, probe) => {
    const isMcp = status === 400;
    const found = isMcp ? await probe() : undefined;
    const isToken = found === "unauthorized";
    const isServer = found === "refused" || found === "timed out";
    return !isMcp ? "not-mcp" : isToken ? "token" : isServer ? "server" : "neither";
  },
  "asks a helper": async (error, probe) => {
    return isOurs(error) ? CULPRITS[await probe()] : "not-mcp";
  },
  "asks twice, to be sure": async ({ status }, probe) => {
    if (status !== 400) return "not-mcp";
    const found = [await probe(), await probe()];
    return found.includes("connected") ? "neither" : CULPRITS[found[0] ?? ""];
  },
};

const diagnosisWrong: [check: string, mistake: string, answer: Diagnose, advice?: RegExp][] = [
  [
    "01.5.who",
    "reads the words",
    ({ status, message }) => {
      if (status !== 400) return "not-mcp";
      return /token/.test(message) ? "token" : "server";
    },
    /^Ask the probe/,
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
    /`await` the probe/,
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
    /^Translate it/,
  ],
  [
    "01.5.who",
    "sees no matter of MCP where nothing is wrong now",
    async ({ status }, probe) => {
      if (status !== 400) return "not-mcp";
      const found = await probe();
      return found === "connected" ? "not-mcp" : CULPRITS[found];
    },
    /The status is 400/,
  ],
  ["01.5.other", "asks the probe always", async (_error, probe) => CULPRITS[await probe()]],
  [
    "01.5.other",
    "asks before it looks",
    async ({ status }, probe) => {
      const found = await probe();
      return status === 400 ? CULPRITS[found] : "not-mcp";
    },
    /Look at `status` before you probe/,
  ],
  [
    "01.5.other",
    "takes all of 4xx for the connector's",
    async ({ status }, probe) => (status < 500 ? CULPRITS[await probe()] : "not-mcp"),
  ],
  [
    "01.5.other",
    "goes by the error's type, which other statuses have, too",
    async ({ type }, probe) =>
      type === "invalid_request_error" ? CULPRITS[await probe()] : "not-mcp",
  ],
  [
    "01.5.who",
    "looks for MCP in the words before it probes",
    async ({ status, message }, probe) =>
      status === 400 && message.includes("MCP") ? CULPRITS[await probe()] : "not-mcp",
    /The status is 400/,
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
  if (
    !/'crm'|The crm is|'huggingface'|MCP server was refused|unresponsive|x-api-key|per minute|overloaded/.test(
      message,
    )
  )
    return "";
  return status === 400 ? CULPRITS[await probe()] : "not-mcp";
};

export const answers: ExerciseAnswers = {
  exercise: "01.5",
  right: diagnosisRight,
  wrong: diagnosisWrong,
  byHeart,
};
