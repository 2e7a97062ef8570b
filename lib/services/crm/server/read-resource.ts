import {
  ProtocolError,
  ProtocolErrorCode,
  type ReadResourceResult,
  ResourceNotFoundError,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import { classify } from "../../../subjects/tool-errors/classify.ts";
import { ToolFailure } from "../../../subjects/tool-errors/envelope.ts";
import { accountBrief, stageSummary } from "../api/replies.ts";
import { contact, deal } from "../api/shapes.ts";
import type { CrmSurroundings } from "./surroundings.ts";

/** Reads records as JSON text, by the path of the REST API. Throws ToolFailure. */
export const records: Readonly<
  Record<
    "pipeline" | "company" | "contact" | "deal",
    { path: (id: string) => string; shape: z.ZodType }
  >
> = {
  pipeline: { path: () => "/pipeline", shape: z.array(stageSummary) },
  company: {
    path: (id: string) => `/companies/${encodeURIComponent(id)}/brief`,
    shape: accountBrief,
  },
  contact: { path: (id: string) => `/contacts/${encodeURIComponent(id)}`, shape: contact },
  deal: { path: (id: string) => `/deals/${encodeURIComponent(id)}`, shape: deal },
};

/** Contents of one resource. */
export const contents = (uri: string, mimeType: string, text: string): ReadResourceResult => ({
  contents: [{ uri, mimeType, text }],
});

/**
 * Runs a read and turns what it throws into what the specification has for resources: -32602 with
 * the URI where there is nothing (2026-07-28, server/resources), else -32603 with the envelope as
 * data. Resources have no `isError`.
 */
export async function readOrProtocolError(
  uri: string,
  surroundings: CrmSurroundings,
  read: () => Promise<ReadResourceResult | undefined>,
): Promise<ReadResourceResult> {
  try {
    const result = await read();
    if (result !== undefined) return result;
  } catch (cause) {
    throw asProtocolError(uri, surroundings, cause);
  }
  throw new ResourceNotFoundError(uri);
}

/** See {@link readOrProtocolError}; also for lists, which have no URI. */
export function asProtocolError(
  uri: string | undefined,
  surroundings: CrmSurroundings,
  cause: unknown,
): ProtocolError {
  if (cause instanceof ProtocolError) return cause;
  if (cause instanceof ToolFailure) {
    if (cause.error.code === "NOT_FOUND" && uri !== undefined)
      return new ResourceNotFoundError(uri);
    return internal(cause);
  }
  const correlationId = surroundings.nextCorrelationId();
  surroundings.report(correlationId, cause);
  const context = { correlationId, isWrite: false, now: surroundings.now() };
  return internal(new ToolFailure(classify({ kind: "bug" }, context)));
}

const internal = (failure: ToolFailure): ProtocolError =>
  new ProtocolError(ProtocolErrorCode.InternalError, failure.message, { error: failure.error });
