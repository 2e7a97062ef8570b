import { countText } from "../../base/counted.ts";
import { z } from "zod";
import { parseJson } from "../../base/json.ts";
import { type Fault, type Finding, type Judge, show } from "../../exercises/finding.ts";
import {
  describeReply,
  firstFaultSeen,
  type Reply,
  resultOf,
  type View,
} from "./server-view.judge.ts";

/** What one client saw of a server with a URI template. */
interface Seen {
  templates: Reply;
  /** A company that there is, and some that there are not. */
  read: Reply;
  unknown: { uri: string; reply: Reply }[];
  /** Completions of `id` from a beginning, without and with a region. */
  completed: { anywhere: Reply; inRegion: Reply };
}

interface Company {
  region: string;
  id: string;
  name: string;
}

export type TemplateView = View<Seen>;

/** Companies, what clients saw of a server over them, and what a client heard of a change. */
export interface FreshServerEvidence {
  company: Company;
  /** Where another company is: the region in which there is none with that id. */
  elsewhere: string;
  beginning: string;
  /** Ids that start so: of all companies, and of those of the company's region. */
  matching: { anywhere: string[]; inRegion: string[] };
  views: TemplateView[];
  /** `heard`: the URIs of which the client was told, `early`: before anything had changed; `polls`: reads of the source beyond one a change. */
  change:
    | { uri: string; heard: string[]; early: string[]; polls: number; asked: boolean }
    | undefined;
}

export const URI_TEMPLATE = "crm://regions/{region}/companies/{id}";

export const judgeFreshServer: Judge<FreshServerEvidence> = (evidence) => [
  firstFaultSeen(evidence, faultOfTemplate, {
    check: "02.5.template",
    expected: `${URI_TEMPLATE} is listed as a template, reads as a company's JSON, and gives -32602 with the URI where there is no such company`,
    advice:
      "new ResourceTemplate(uriTemplate, { list: undefined, complete }) is the second argument of registerResource; the handler gets (uri, { region, id }).",
  }),
  firstFaultSeen(evidence, faultOfCompletion, {
    check: "02.5.completion",
    expected: `ids that start with "${evidence.beginning}": all of them, or those of the region where one is given`,
    advice:
      "complete: { id: async (value, context) => … }: context?.arguments?.region may be missing.",
  }),
  fresh(evidence),
];

type Look = (seen: Seen, evidence: FreshServerEvidence) => Fault | undefined;

const faultOfTemplate: Look = (view, { company, elsewhere }) => {
  const listed = z
    .object({ resourceTemplates: z.array(z.looseObject({ uriTemplate: z.string() })) })
    .safeParse(resultOf(view.templates))
    .data?.resourceTemplates.some(({ uriTemplate }) => uriTemplate === URI_TEMPLATE);
  if (listed !== true) return `the templates are ${describeReply(view.templates)}`;
  const text = z
    .object({ contents: z.tuple([z.object({ text: z.string() })]) })
    .safeParse(resultOf(view.read)).data?.contents[0].text;
  if (text === undefined || !isCompany(text, company)) {
    return {
      found: `${show(company.id)} reads as ${describeReply(view.read)}`,
      advice:
        "Call readCompanies() in the handler, at each read, find the one with that region and id, and return its JSON: { contents: [{ uri: uri.href, text }] }.",
    };
  }
  const found = view.unknown.find(
    ({ uri, reply }) =>
      reply.status !== "error" ||
      reply.code !== -32_602 ||
      !z.object({ uri: z.literal(uri) }).safeParse(reply.data).success,
  );
  if (found === undefined) return undefined;
  const gives = `${found.uri} gives ${describeReply(found.reply)}`;
  if (found.reply.status === "error") {
    const advice =
      "throw new ResourceNotFoundError(uri.href): its code is -32602, and its data holds the URI.";
    return { found: gives, advice };
  }
  return found.uri.endsWith(`/${company.id}`)
    ? {
        found: `${gives}, though that company is in ${company.region}, not in ${elsewhere}`,
        advice: "Compare both variables of the URI, region and id, with the company's.",
      }
    : {
        found: gives,
        advice: "Where there is no such company: throw new ResourceNotFoundError(uri.href).",
      };
};

function isCompany(text: string, company: FreshServerEvidence["company"]): boolean {
  try {
    return z
      .looseObject({ id: z.literal(company.id), name: z.literal(company.name) })
      .safeParse(parseJson(text)).success;
  } catch {
    return false;
  }
}

/** What is wrong with the values that a completion gave; undefined where nothing is. */
function faultOfValues(
  where: string,
  reply: Reply,
  wanted: string[],
  typed: string,
): Fault | undefined {
  const values = z
    .object({ completion: z.object({ values: z.array(z.string()) }) })
    .safeParse(resultOf(reply)).data?.completion.values;
  if (values?.toSorted().join("\n") === wanted.toSorted().join("\n")) return undefined;
  if (values === undefined) return `${where}: ${describeReply(reply)}`;
  const found = `${where}: ${show(values)} instead of ${show(wanted)}`;
  const other = values.find((value) => !wanted.includes(value));
  if (other !== undefined && !other.startsWith(typed)) {
    return { found, advice: `${show(other)} does not start with ${show(typed)}: use startsWith.` };
  }
  return wanted.some((id) => !values.includes(id))
    ? {
        found,
        advice:
          "Some are missing. Call readCompanies() at each completion, and where no region is given, take all of them.",
      }
    : found;
}

const faultOfCompletion: Look = ({ completed }, { matching, beginning }) =>
  faultOfValues("without a region", completed.anywhere, matching.anywhere, beginning) ??
  faultOfValues("in a region", completed.inRegion, matching.inRegion, beginning);

function fresh({ change }: FreshServerEvidence): Finding {
  const fault =
    change === undefined
      ? "the client could not subscribe"
      : !change.heard.includes(change.uri)
        ? `${change.asked ? "nextChange() was called" : "nextChange() was never called"}, and the client heard of ${change.heard.length === 0 ? "nothing" : show(change.heard)}`
        : change.polls > 0
          ? `the update came, but the companies were read ${countText(change.polls, "time")} while nobody asked for them`
          : change.early.length > 0
            ? "the client heard of a change before there was one"
            : undefined;
  return {
    check: "02.5.fresh",
    passed: fault === undefined,
    expected:
      "a client that subscribed to a company's URI is told when it changes, without polling",
    found: fault ?? "it is told",
    advice: adviceOnChange(change),
  };
}

function adviceOnChange(change: FreshServerEvidence["change"]): string {
  if (change === undefined) return "Declare capabilities: { resources: { subscribe: true } }.";
  if (!change.asked) {
    return "Start a loop before you return the server, without awaiting it: await nextChange(), and tell of it.";
  }
  if (change.polls > 0 || change.early.length > 0) {
    return "Wait for nextChange() instead of a timer, and say nothing until it gives a change.";
  }
  return change.heard.length === 0
    ? "Declare capabilities: { resources: { subscribe: true } }, and for each change: await server.server.sendResourceUpdated({ uri })."
    : `Tell of the URI that clients read, such as ${change.uri}.`;
}
