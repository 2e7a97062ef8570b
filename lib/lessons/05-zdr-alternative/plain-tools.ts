import { z } from "zod";
import { createCrmApi } from "../../services/crm/api/api.ts";
import { FaultScript } from "../../services/crm/api/faults.ts";
import { httpApi } from "../../services/crm/api/http-api.ts";
import type { Database } from "../../services/crm/store/database.ts";
import { openStore } from "../../services/crm/store/store.ts";
import { createRandom } from "../../base/random.ts";
import { judgePlainTools, type ModelCall, type PlainToolsEvidence } from "./plain-tools.judge.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import {
  type CrmReply,
  type PlainVariant,
  plainVariant,
  type PlannedCall,
} from "./plain-variant.ts";
import { scriptedApi } from "./scripted-api.ts";

/** 05.4: the CRM as plain tools, driven against the real REST API. */
export const plainToolsExamination: Examination = examination<PlainVariant, PlainToolsEvidence>({
  variants: [plainVariant(createRandom(504)), plainVariant(createRandom(2054))],
  world: ({ calls, final }) => ({
    api: scriptedApi(
      (offered) =>
        calls.flatMap(({ name, input }, index) =>
          offered.some((tool) => tool.name === name) ? [{ id: idOf(index), name, input }] : [],
        ),
      final,
    ),
  }),
  async drive(answer, world, { question, final, calls }) {
    const getFromCrm = openCrm(calls);
    const expected = await expectedCalls(calls);
    const asked: string[] = [];
    const outcome = await answer.call([
      { type: "anthropic" },
      {
        type: "callback",
        run: async (given) => {
          const path = typeof given === "string" ? given : "";
          asked.push(path);
          return await getFromCrm(path);
        },
      },
      { type: "json", value: question },
    ]);
    const requests = world.trace.of("api-request").map(({ headers, body }) => ({ headers, body }));
    const good = new Set(calls.flatMap(({ path }) => (path === undefined ? [] : normal(path))));
    const stray = asked.filter((path) => !good.has(normal(path)));
    return { question, final, outcome, calls: expected, requests, stray };
  },
  judge: judgePlainTools,
});

const idOf = (index: number): string => `toolu_call_${index}`;

/** A path whose query is in order, so that the order in which an answer writes it says nothing. */
function normal(path: string): string {
  try {
    const url = new URL(path, "http://crm.invalid");
    url.searchParams.sort();
    return url.pathname + url.search;
  } catch {
    return path;
  }
}

const KEY = "crm_test_NotARealKeyOfPlainTools";
const json = z.json().catch(null);

/** The same data for every variant, as filling them takes longer than all calls: the key only reads. */
let data: Database | undefined;

/** A CRM of its own, which fails as the calls have it; returns what asks it. */
function openCrm(calls: readonly PlannedCall[]): (path: string) => Promise<CrmReply> {
  data ??= openStore();
  const faults = new FaultScript(calls.flatMap(({ fault }) => fault ?? []));
  const keys = [{ key: KEY, access: "read-only" }] as const;
  const fetch = httpApi(createCrmApi({ database: data, keys, faults }));
  return async (path) => {
    const planned = calls.find((call) => call.path && normal(call.path) === normal(path))?.reply;
    if (planned !== undefined) return planned;
    const headers = { authorization: `Bearer ${KEY}` };
    const response = await fetch(new Request(`http://crm.invalid/v1${path}`, { headers }));
    return { status: response.status, body: json.parse(await response.json()) };
  };
}

const failed = z.object({ error: z.record(z.string(), z.json()) });

/** What the CRM says to each call that gets there, asked of a CRM of its own. */
async function expectedCalls(calls: readonly PlannedCall[]): Promise<ModelCall[]> {
  const getFromCrm = openCrm(calls);
  const known: ModelCall[] = [];
  for (const [index, { name, input, path, onlyPath }] of calls.entries()) {
    const reply = path === undefined ? undefined : await getFromCrm(path);
    known.push({
      id: idOf(index),
      name,
      input,
      expected: onlyPath ? { kind: "any" } : expectationOf(reply),
    });
  }
  return known;
}

function expectationOf(reply: CrmReply | undefined): ModelCall["expected"] {
  if (reply === undefined) return { kind: "refused" };
  const error = failed.safeParse(reply.body).data?.error;
  return error === undefined
    ? { kind: "result", status: reply.status, body: reply.body }
    : { kind: "error", status: reply.status, error };
}
