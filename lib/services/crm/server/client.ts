import { classify } from "../../../subjects/tool-errors/classify.ts";
import type { RetryPolicy } from "../../../subjects/tool-errors/decide.ts";
import { type ToolError, ToolFailure } from "../../../subjects/tool-errors/envelope.ts";
import {
  type Outcome,
  type RetryWorld,
  withRetries,
} from "../../../subjects/tool-errors/retry-loop.ts";
import { attempt, type Attempt, type Backend, type BackendRequest } from "./attempt.ts";

/** What the client needs besides the backend. */
export interface ClientOptions {
  backend: Backend;
  /** How long one attempt may take, in milliseconds. */
  timeoutMs: number;
  policy: RetryPolicy;
  world: RetryWorld;
  /** Milliseconds since 1970. */
  now: () => number;
  nextCorrelationId: () => string;
  /** Told what the envelope does not say. Never holds the key. */
  report: (correlationId: string, cause: unknown) => void;
}

/** How one call differs from the others. */
interface CallOptions {
  signal?: AbortSignal | undefined;
  /** The tool's argument that becomes `id` in the path; errors name it instead of `id`. */
  idArgument?: string;
}

/** Sends requests to the CRM; throws ToolFailure with the envelope when all attempts failed. */
export type CrmClient = <T>(request: BackendRequest<T>, options?: CallOptions) => Promise<T>;

/** Makes the client that tools and resources use: it retries as the policy has it. */
export function createCrmClient(options: ClientOptions): CrmClient {
  const { backend, timeoutMs, policy, world } = options;
  return async <T>(request: BackendRequest<T>, { signal, idArgument }: CallOptions = {}) => {
    const { idempotencyKey } = request;
    const isWrite = request.method !== "GET";
    const once = async (): Promise<Outcome<T>> => {
      const result = await attempt(backend, request, timeoutMs, signal);
      return result.status === "ok" ? result : failed(result, request, options);
    };
    const outcome = await withRetries(once, { policy, isWrite, idempotencyKey, signal }, world);
    if (outcome.status === "ok") return outcome.value;
    const { error } = outcome;
    const renamed = error.field === "id" && idArgument !== undefined;
    throw new ToolFailure(renamed ? { ...error, field: idArgument } : error);
  };
}

function failed<T>(
  result: Attempt<T> & { status: "failed" },
  request: BackendRequest<T>,
  options: ClientOptions,
): { status: "error"; error: ToolError } {
  const { backend, now, nextCorrelationId, report, policy } = options;
  // The id is the backend's own word: one that repeats the key is not passed on.
  const own = result.requestId?.includes(backend.apiKey) ? undefined : result.requestId;
  const correlationId = own ?? nextCorrelationId();
  if (result.cause !== undefined) report(correlationId, result.cause);
  const { method, idempotencyKey } = request;
  const context = {
    correlationId,
    isWrite: method !== "GET",
    idempotencyKey,
    now: now(),
    longestWaitMs: policy.maxWaitMs,
    secrets: [backend.apiKey],
  };
  return { status: "error", error: classify(result.failure, context) };
}
