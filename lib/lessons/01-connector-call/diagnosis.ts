import { type DiagnosisEvidence, judgeDiagnosis } from "./diagnosis.judge.ts";
import { type Examination, examination } from "../../exercises/examination.ts";

/** An error, what the probe finds then, and who is to blame. */
export type Failure = Pick<DiagnosisEvidence, "error" | "found" | "right">;

export function badRequest(message: string): Failure["error"] {
  return { status: 400, type: "invalid_request_error", message };
}

const token =
  "Invalid authorization token for MCP server 'huggingface'. Please check your token and try again.";
const connection =
  "Connection error while communicating with MCP server. The server may be unavailable or unresponsive.";

const variants: [Failure, ...Failure[]] = [
  { error: badRequest(token), found: "unauthorized", right: "token" },
  { error: badRequest(connection), found: "refused", right: "server" },
  { error: badRequest(connection), found: "timed out", right: "server" },
  { error: badRequest(connection), found: "connected", right: "neither" },
  // The same failures in words that name the other cause, or none.
  {
    error: badRequest("MCP server 'crm': the connection was closed during authorization."),
    found: "unauthorized",
    right: "token",
  },
  {
    error: badRequest("MCP server 'crm' could not validate the token in time."),
    found: "timed out",
    right: "server",
  },
  { error: badRequest("The crm is not available."), found: "refused", right: "server" },
  { error: badRequest(token), found: "connected", right: "neither" },
  // The API uses this type for other 4xx, too.
  {
    error: { status: 422, type: "invalid_request_error", message: "The MCP server was refused." },
    found: "connected",
    right: "not-mcp",
  },
  {
    error: { status: 401, type: "authentication_error", message: "invalid x-api-key" },
    found: "connected",
    right: "not-mcp",
  },
  {
    error: { status: 429, type: "rate_limit_error", message: "Too many tokens per minute." },
    found: "connected",
    right: "not-mcp",
  },
  {
    error: { status: 529, type: "overloaded_error", message: "The server is overloaded." },
    found: "refused",
    right: "not-mcp",
  },
];

/** 01.5: several failures, whose words do not always tell which it was. */
export const diagnosisExamination: Examination = examination({
  variants,
  async drive(answer, _world, failure): Promise<DiagnosisEvidence> {
    let probes = 0;
    const probe = (): string => {
      probes += 1;
      return failure.found;
    };
    const outcome = await answer.call([
      { type: "json", value: failure.error },
      { type: "callback", run: probe },
    ]);
    return { ...failure, probes, outcome };
  },
  judge: judgeDiagnosis,
});
