import { randomUUID } from "node:crypto";
import { InMemoryServerEventBus } from "@modelcontextprotocol/server";
import type { RetryPolicy } from "../../../subjects/tool-errors/decide.ts";
import { LabError } from "../../../base/lab-error.ts";
import { realSleep, type Sleep } from "../api/faults.ts";
import type { Backend } from "./attempt.ts";
import { createCatalog } from "./catalog.ts";
import { createCrmClient } from "./client.ts";
import { openEmbedded } from "./embedded.ts";
import { httpBackend } from "./http-backend.ts";
import type { CrmSettings } from "./settings.ts";
import type { CrmSurroundings } from "./surroundings.ts";

/** The server tries again by itself only for a moment; longer waits are the model's decision. */
const policy: RetryPolicy = { maxAttempts: 3, maxElapsedMs: 3_000, baseMs: 200, maxWaitMs: 1_000 };

/** How `openCrm` may be set up; everything has a default. */
export interface CrmOptions {
  /** Database file of the embedded backend; left out: in memory. */
  file?: string;
  /** Instead of what the settings name: another way to the REST API. */
  backend?: Backend;
  /** How long one request to the backend may take, in milliseconds. Default: 10 000. */
  timeoutMs?: number;
  policy?: RetryPolicy;
  /** Milliseconds since 1970. Default: the system clock. */
  now?: () => number;
  sleep?: Sleep;
  /** A number from 0 up to 1. */
  random?: () => number;
  /** One line for the operator's log. Never holds a key. */
  log?: (line: string) => void;
}

/** The CRM behind an MCP server, shared by all its connections. */
export interface OpenCrm {
  surroundings: CrmSurroundings;
  close: () => void;
}

/**
 * Opens the way to the CRM: to a REST backend, or an embedded one that is started here. Throws
 * LabError `crm-store-locked`, `crm-store-unusable`, and `crm-database-unused` for a file beside a
 * backend that is elsewhere.
 */
export async function openCrm(settings: CrmSettings, options: CrmOptions = {}): Promise<OpenCrm> {
  const { timeoutMs = 10_000, now = Date.now, sleep = realSleep, random = Math.random } = options;
  const log = options.log ?? ((line: string): void => void process.stderr.write(`${line}\n`));
  const report = (correlationId: string, cause: unknown): void =>
    log(`crm ${correlationId}: ${describe(cause)}`);
  const { close, ...target } = await open(settings, options, report);
  let count = 0;
  const nextCorrelationId = (): string => `crm-${String(++count).padStart(6, "0")}`;
  const world = { now, sleep, random };
  const client = createCrmClient({
    backend: target,
    timeoutMs,
    policy: options.policy ?? policy,
    world,
    now,
    nextCorrelationId,
    report: (id, cause) => report(id, masked(cause, target.apiKey)),
  });
  const surroundings = {
    client,
    catalog: createCatalog(client, now),
    changes: new InMemoryServerEventBus(),
    newIdempotencyKey: () => `auto-${randomUUID()}`,
    nextCorrelationId,
    now,
    report,
  };
  return { surroundings, close };
}

type Target = Backend & { close: () => void };

async function open(
  settings: CrmSettings,
  options: CrmOptions,
  report: (correlationId: string, cause: unknown) => void,
): Promise<Target> {
  if (options.backend !== undefined) return { ...options.backend, close: () => {} };
  if (settings.kind === "remote") {
    if (options.file !== undefined) throw databaseUnused(options.file);
    return { ...httpBackend(settings.baseUrl, settings.apiKey), close: () => {} };
  }
  const { file, now } = options;
  return openEmbedded({
    file,
    now,
    log: ({ requestId, cause }) => {
      if (cause !== undefined) report(requestId, cause);
    },
  });
}

const databaseUnused = (file: string): LabError =>
  new LabError("crm-database-unused", {
    what: "A database file is for the embedded CRM, but CRM_BASE_URL names another one.",
    where: file,
    remedy: "Leave the file out, or unset CRM_API_KEY and CRM_BASE_URL.",
  });

function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause === undefined ? "" : ` (${describe(cause.cause)})`;
  return `${cause.name}: ${cause.message.slice(0, 500)}${inner}`;
}

const masked = (cause: unknown, key: string): string => describe(cause).replaceAll(key, "***");
