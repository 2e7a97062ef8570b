import type { Client } from "@modelcontextprotocol/client";
import {
  type FreshServerEvidence,
  judgeFreshServer,
  type TemplateView,
  URI_TEMPLATE,
} from "./fresh-server.judge.ts";
import type { Reply } from "./server-view.judge.ts";
import type { Answer, CallArgument } from "../../exercises/answer.ts";
import type { Era } from "../../wire/era.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { pagesForHost, replyTo } from "./reply.ts";

export type Company = FreshServerEvidence["company"];

/** How long nothing changes at first, in milliseconds: who polls, polls then too. */
const QUIET = 60;
/** How long a client waits to hear of a change, in milliseconds. */
const PATIENCE = 800;
/** Time limit of each request to the learner's server, in milliseconds. */
const timeout = 5000;

/** Companies that change, as the server is given them. */
class Source {
  reads = 0;
  /** Changes that the server was told of; it may read for each. */
  told = 0;
  asked = false;
  /** Nothing at first: what is read then cannot be what is asked for later. */
  #companies: readonly Company[] = [];
  #waiting: ((change: { region: string; id: string } | null) => void)[] = [];
  #ended = false;

  fill(companies: readonly Company[]): void {
    this.#companies = companies;
  }

  arguments(): CallArgument[] {
    const readCompanies = (): readonly Company[] => {
      this.reads += 1;
      return this.#companies;
    };
    const nextChange = (): unknown => {
      this.asked = true;
      if (this.#ended) return null;
      return new Promise((resolve) => this.#waiting.push(resolve));
    };
    return [readCompanies, nextChange].map((run) => ({ type: "callback", run }));
  }

  change({ region, id }: Company): void {
    this.told += this.#waiting.length;
    for (const resolve of this.#waiting.splice(0)) resolve({ region, id });
  }

  end(): void {
    this.#ended = true;
    for (const resolve of this.#waiting.splice(0)) resolve(null);
  }
}

export const company = (region: string, id: string, name: string): Company => ({
  region,
  id,
  name,
});

export const freshServerExamination: Examination = examination({
  variants: [
    [
      company("emea", "northwind-robotics", "Northwind Robotics"),
      company("americas", "north-sea-cable", "North Sea Cable"),
      company("emea", "quillmark", "Quillmark Publishing"),
      company("emea", "far-north", "Far North"),
    ],
    [
      company("apac", "blue-heron", "Blue Heron"),
      company("apac", "bluestone", "Bluestone"),
      company("emea", "blueprint", "Blueprint & Sons"),
      company("apac", "harbor", "Harbor"),
    ],
  ],
  async drive(answer, _world, companies): Promise<FreshServerEvidence> {
    const [first = company("", "", ""), second = first] = companies;
    const beginning = first.id.slice(0, 4);
    const ids = (of: readonly Company[]): string[] =>
      of.map(({ id }) => id).filter((id) => id.startsWith(beginning));
    const evidence: FreshServerEvidence = {
      company: first,
      elsewhere: elsewhere(first, second),
      beginning,
      matching: {
        anywhere: ids(companies),
        inRegion: ids(companies.filter(({ region }) => region === first.region)),
      },
      views: [],
      change: undefined,
    };
    for (const era of ["modern", "legacy"] as const) {
      await look(answer, era, companies, evidence, second);
    }
    return evidence;
  },
  judge: judgeFreshServer,
});

/** A region in which the first company is not. */
const elsewhere = (first: Company, second: Company): string =>
  second.region === first.region ? "nowhere" : second.region;

const uriOf = ({ region, id }: Company): string => `crm://regions/${region}/companies/${id}`;

/** Adds to the evidence what a client of this era sees. */
async function look(
  answer: Answer,
  era: Era,
  companies: readonly Company[],
  evidence: FreshServerEvidence,
  other: Company,
): Promise<void> {
  const source = new Source();
  const connection = await answer.connect(era, source.arguments());
  if (connection.status === "failed") {
    evidence.views.push({ era, status: "failed", message: connection.error.message });
    return;
  }
  source.fill(companies);
  const { client } = connection;
  const { company: mine } = evidence;
  const unknown = [
    uriOf({ ...mine, id: "nobody" }),
    uriOf({ ...mine, region: evidence.elsewhere }),
  ];
  evidence.views.push(await viewOf(client, era, evidence, unknown));
  if (era === "modern") evidence.change = await hear(client, source, mine, other);
  source.end();
  await client.close();
}

async function viewOf(
  client: Client,
  era: Era,
  evidence: FreshServerEvidence,
  unknownUris: readonly string[],
): Promise<TemplateView> {
  const read = (uri: string) => replyTo(client.readResource({ uri }, { timeout }));
  const complete = (context?: { arguments: Record<string, string> }) =>
    replyTo(
      client.complete(
        {
          ref: { type: "ref/resource", uri: URI_TEMPLATE },
          argument: { name: "id", value: evidence.beginning },
          ...(context && { context }),
        },
        { timeout },
      ),
    );
  const { region } = evidence.company;
  const unknown: { uri: string; reply: Reply }[] = [];
  for (const uri of unknownUris) unknown.push({ uri, reply: await read(uri) });
  return {
    era,
    status: "connected",
    templates: await replyTo(
      pagesForHost((params) =>
        client.request({ method: "resources/templates/list", params }, { timeout }),
      ).then((pages) => {
        return { resourceTemplates: pages.flatMap(({ resourceTemplates: listed }) => listed) };
      }),
    ),
    read: await read(uriOf(evidence.company)),
    unknown,
    completed: {
      anywhere: await complete(),
      inRegion: await complete({ arguments: { region } }),
    },
  };
}

/** Subscribes to one company, lets another and then that one change, and says what was heard. */
async function hear(
  client: Client,
  source: Source,
  mine: Company,
  other: Company,
): Promise<FreshServerEvidence["change"]> {
  const uri = uriOf(mine);
  const heard: string[] = [];
  const told = new Promise<void>((resolve) => {
    client.setNotificationHandler("notifications/resources/updated", ({ params }) => {
      heard.push(params.uri);
      if (params.uri === uri) resolve();
    });
  });
  try {
    await client.listen({ resourceSubscriptions: [uri] }, { timeout });
  } catch {
    return undefined;
  }
  const before = source.reads - source.told;
  await after(QUIET);
  const early = heard.splice(0);
  source.change(other);
  const again = setInterval(() => source.change(mine), 20);
  await Promise.race([told, after(PATIENCE)]);
  clearInterval(again);
  return { uri, heard, early, polls: source.reads - source.told - before, asked: source.asked };
}

const after = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
