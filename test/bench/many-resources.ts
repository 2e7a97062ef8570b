import { Client, InMemoryTransport, type ListResourcesResult } from "@modelcontextprotocol/client";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { z } from "zod";
import { createCrmServer } from "../../lib/services/crm/server/create-server.ts";
import { inProcessBackend } from "../../lib/services/crm/server/embedded.ts";
import { openCrm } from "../../lib/services/crm/server/open-crm.ts";
import { createCrmApi } from "../../lib/services/crm/api/api.ts";
import type { CrmApi } from "../../lib/services/crm/api/api-call.ts";
import { openStore } from "../../lib/services/crm/store/store.ts";
import type { Figure } from "./figure.ts";

const RESOURCES = 10_000;
const KEY = "bench";

/** A catalog of 10,000 resources, listed page by page: what the last page costs, and what stays. */
export async function manyResourceFigures(): Promise<Figure[]> {
  const database = openStore();
  const api = createCrmApi({ database, keys: [{ key: KEY, access: "read-only" }] });
  const backend = inProcessBackend(withManyArticles(api), KEY);
  const crm = await openCrm({ kind: "embedded" }, { backend });
  const [own, other] = InMemoryTransport.createLinkedPair();
  await createCrmServer(crm.surroundings).connect(other);
  const client = new Client({ name: "bench", version: "1.0.0" });
  await client.connect(own);
  const rounds: Round[] = [];
  for (let round = 0; round < 5; round += 1) rounds.push(await listAll(client));
  await client.close();
  crm.close();
  database.close();
  // The first round builds the catalog.
  const [first, ...later] = rounds;
  const heap = later.map((round) => round.heapMb - (first?.heapMb ?? NaN));
  return [
    {
      name: "10,000 resources, the last tenth of the pages / the first tenth",
      unit: "ms",
      measured: later.map((round) => round.lastMs),
      floor: later.map((round) => round.firstMs),
      goal: { kind: "none" },
    },
    {
      name: "10,000 resources listed again, heap that is kept",
      unit: "MB",
      measured: heap,
      goal: { kind: "absolute", atMost: 2 },
    },
  ];
}

/** What listing everything once came to. */
interface Round {
  firstMs: number;
  lastMs: number;
  heapMb: number;
}

async function listAll(client: Client): Promise<Round> {
  const times: number[] = [];
  let [cursor, count]: [string | undefined, number] = [undefined, 0];
  do {
    const begun = performance.now();
    // Not listResources(): without a cursor it would walk all pages by itself.
    const params = cursor === undefined ? {} : { cursor };
    const page: ListResourcesResult = await client.request({ method: "resources/list", params });
    times.push(performance.now() - begun);
    count += page.resources.length;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  if (count < RESOURCES) throw new Error(`only ${count} resources were listed`);
  const tenth = Math.floor(times.length / 10);
  return {
    firstMs: mean(times.slice(0, tenth)),
    lastMs: mean(times.slice(-tenth)),
    heapMb: heapMb(),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

function heapMb(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1e6;
}

const articles = z.looseObject({ articles: z.array(z.looseObject({ id: z.string() })) });

/** The same API, but its knowledge base holds many more articles. */
function withManyArticles(api: CrmApi): CrmApi {
  return async (call) => {
    const reply = await api(call);
    if (call.path !== "/v1/content") return reply;
    const content = articles.parse(reply.body);
    const one = content.articles[0];
    const many = Array.from({ length: RESOURCES }, (_, index) => ({ ...one, id: `kb-${index}` }));
    return { ...reply, body: { ...content, articles: many } };
  };
}
