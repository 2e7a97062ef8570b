import { countText } from "../../base/counted.ts";
import { z } from "zod";
import type { FeatureId } from "../../subjects/zdr/eligibility.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Fault, type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";

/** A request, the features in it that ZDR does not cover, and what `auditZdr` said of it. */
interface AuditedCase {
  /** The request in words. */
  about: string;
  expected: readonly FeatureId[];
  outcome: Outcome;
}

/** What `auditZdr` found in some requests. */
export interface AuditEvidence {
  cases: readonly AuditedCase[];
}

interface Group {
  check: string;
  features: readonly FeatureId[];
  expected: string;
  advice: string;
}

const GROUPS: readonly Group[] = [
  {
    check: "05.2.connector",
    features: ["mcp-connector"],
    expected: "mcp-connector wherever a request uses it, also inside a batch",
    advice: "Look at mcp_servers and at tools; in a batch at those of each request's params.",
  },
  {
    check: "05.2.tools",
    features: ["code-execution", "programmatic-tool-calling", "dynamic-filtering"],
    expected: "each server tool that runs code, and each tool that code may call",
    advice: "The type has a date at its end, and allowed_callers says who may call a tool.",
  },
  {
    check: "05.2.stored",
    features: ["files", "skills", "batches", "message-threads"],
    expected: "files, skills, batches and message threads wherever they are",
    advice: "A file can be in any content block, also in the content of a tool_result.",
  },
  {
    check: "05.2.model",
    features: ["covered-model"],
    expected: "covered-model wherever such a model may answer",
    advice: "The table says which models, and where else a request can name one.",
  },
];

/** Where each feature is to be found, for who has missed it. */
const MISSED: Partial<Record<FeatureId, string>> = {
  "mcp-connector":
    "An entry of mcp_servers is enough, and so is a tool of type mcp_toolset; in a batch look at each request's params.",
  "code-execution":
    "The type of the tool begins with code_execution_ and has a date, which may be a later one. An id of a container, too, comes from code execution.",
  "programmatic-tool-calling":
    "allowed_callers says who may call a tool: code may if one of them begins with code_execution_.",
  "dynamic-filtering":
    'The date at the end of the type counts, and later ones will come. Only allowed_callers that is exactly ["direct"] keeps it from filtering.',
  files:
    "A file can be in any content block, also in the content of a tool_result; an upload into a container is a block of its own.",
  skills: "They are in container.skills, where container is an object.",
  batches: "The address says that it is a batch.",
  "message-threads": "The field thread, with whatever is in it, asks for a thread.",
  "covered-model":
    "Names begin with claude-fable-5 or claude-mythos-5 and may go on; fallbacks and an advisor name models, too.",
};

/** What uses nothing, for who has taken it for a feature. */
const ALARMS: Partial<Record<FeatureId, string>> = {
  "mcp-connector":
    "An empty mcp_servers, a beta header, words in a text and the input of a call use nothing.",
  "code-execution":
    "A tool's type says what it is; its name, its schema and words in a text may be anything.",
  "programmatic-tool-calling":
    "A web tool that code may call is dynamic filtering, and has no second name; a tool that is called directly is none of either.",
  "dynamic-filtering":
    'The first versions filter nothing, and later ones do not if allowed_callers is exactly ["direct"].',
  files:
    "Only the source of a block, of type file, is a file. An id in a text or in a call's input is none.",
  skills: "A skill is an entry of container.skills; an empty list has none.",
  "message-threads":
    "A thread that is null asks for none, and one in a call's input or in a schema for nothing.",
  "covered-model":
    "Only a model that may answer counts: model, fallbacks, an advisor. One that a text names answers nothing.",
};

const featureList = z.array(z.string());

export const judgeAudit: Judge<AuditEvidence> = ({ cases }) => {
  const audited = cases.map(({ about, expected, outcome }) => ({
    about,
    expected,
    said: outcome.status === "returned" ? featureList.safeParse(outcome.value).data : undefined,
    returned: faultOfOutcome(outcome, "Return a list of names, each a text."),
  }));
  return [...GROUPS.map((group) => judgeGroup(group, audited)), judgeAlarms(audited)];
};

interface Audited {
  about: string;
  expected: readonly FeatureId[];
  said: string[] | undefined;
  returned: Exclude<Fault, string>;
}

function judgeGroup({ features, ...words }: Group, audited: readonly Audited[]): Finding {
  const concerned = audited.filter(({ expected }) =>
    expected.some((feature) => features.includes(feature)),
  );
  const faultOf = ({ about, expected, said, returned }: Audited): Fault | undefined => {
    const missed = expected.find(
      (feature) => features.includes(feature) && said?.includes(feature) !== true,
    );
    if (missed === undefined) return undefined;
    const found = `in a request with ${about}, ${returned.found}`;
    if (said === undefined) return { ...returned, found };
    return { found, advice: MISSED[missed] ?? words.advice };
  };
  const all = `found in all of ${countText(concerned.length, "request")}`;
  return firstFault(concerned, faultOf, { ...words, none: all, all });
}

function judgeAlarms(audited: readonly Audited[]): Finding {
  // An answer that never says anything has not looked.
  const looked = audited.some(({ said }) => said !== undefined && said.length > 0);
  const quiet = looked
    ? `none in ${countText(audited.length, "request")}`
    : "nothing was found anywhere";
  const alarms = firstFault(audited, alarmOf, {
    check: "05.2.clean",
    expected: "nothing that the request does not use, and no feature that is covered",
    none: quiet,
    all: quiet,
    advice:
      "Each name for what is in its own line of the table, and for nothing else. Words in a text, names of tools and the fields of a schema use nothing.",
  });
  return { ...alarms, passed: looked && alarms.passed };
}

function alarmOf({ about, expected, said, returned }: Audited): Fault | undefined {
  if (said === undefined)
    return { ...returned, found: `for a request with ${about}, ${returned.found}` };
  const unused = [...new Set(said)].filter((feature) => !expected.some((one) => one === feature));
  const [first] = unused;
  if (first === undefined) return undefined;
  const found = `for a request with ${about}, ${returned.found}; it does not use ${unused.map((name) => show(name)).join(", ")}`;
  const known = Object.entries(ALARMS).find(([feature]) => feature === first)?.[1];
  return {
    found,
    advice: known ?? "Only what ZDR does not cover is in the list, under its name in the table.",
  };
}
