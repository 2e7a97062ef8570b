import type { ExerciseAnswers } from "../exercise-answers.ts";
import {
  observatory,
  publicObservatory,
  strictObservatory,
} from "../../subjects/sketch/own-sketch.ts";
import { but, rightSketches, type Wrong } from "./sketches.ts";

const { zdr, direct } = observatory;
const { connector: open } = publicObservatory;
const [own, weather] = open.status === "used" ? open.servers : [];
const connecting = (changes: object): unknown => ({
  ...publicObservatory,
  connector: { status: "used", servers: [{ ...own, ...changes }, weather] },
});

const wrongAnswers: Wrong[] = [
  ["06.5.deny", "is open by default", connecting({ default_config: { enabled: true } })],
  ["06.5.deny", "allows nothing", connecting({ configs: { plan_night: { enabled: false } } })],
  [
    "06.5.deny",
    "says not why there is no connector",
    but({ connector: { status: "not-used", why: "no" } }),
  ],
  [
    "06.5.names",
    "names a tool that is not there",
    connecting({ configs: { planNight: { enabled: true } } }),
  ],
  [
    "06.5.names",
    "points the connector to this machine",
    connecting({ url: "http://localhost:8790/mcp" }),
  ],
  [
    "06.5.names",
    "allows a tool of the old Hub",
    {
      ...publicObservatory,
      connector: {
        status: "used",
        servers: [
          own,
          {
            name: "huggingface",
            url: "https://huggingface.co/mcp",
            default_config: { enabled: false },
            configs: { hf_doc_search: { enabled: true } },
          },
        ],
      },
    },
  ],
  [
    "06.5.names",
    "allows on the direct path what is not there",
    but({ direct: { ...direct, allow: [...direct.allow, "cancel"] } }),
  ],
  ["06.5.zdr", "keeps regulated data without ZDR", { ...strictObservatory, zdr }],
  ["06.5.zdr", "uses nothing of the API", but({ zdr: { ...zdr, features: [] } }), /messages/],
  [
    "06.5.zdr",
    "forgets what is not covered",
    { ...publicObservatory, zdr: { ...publicObservatory.zdr, notCovered: ["mcp-connector"] } },
  ],
  [
    "06.5.zdr",
    "uses files under ZDR",
    {
      ...strictObservatory,
      zdr: {
        ...strictObservatory.zdr,
        features: ["messages", "files"],
        notCovered: ["files"],
      },
    },
  ],
  [
    "06.5.zdr",
    "calls the connector under ZDR",
    {
      ...publicObservatory,
      zdr: { ...publicObservatory.zdr, required: true },
      direct: strictObservatory.direct,
    },
  ],
  [
    "06.5.direct",
    "leaves out a tool that a question needs",
    but({ direct: { ...direct, allow: ["plan_night"] } }),
  ],
  [
    "06.5.direct",
    "keeps a thread under ZDR",
    { ...strictObservatory, direct: { ...direct, history: "thread" } },
  ],
  ["06.5.direct", "says not where it runs", but({ direct: { ...direct, runsOn: "" } })],
  ["06.5.open", "has no open question", but({ openQuestions: [] })],
  [
    "06.5.open",
    "has one that nobody answers",
    but({ openQuestions: [{ question: "Do guests have to sign in too?", who: "" }] }),
  ],
];

export const answers: ExerciseAnswers = {
  exercise: "06.5",
  right: rightSketches,
  wrong: wrongAnswers,
  equivalent: [
    {
      reason: "Which features that are covered a sketch uses is free.",
      mutants: [
        'element-dropped: features: ["messages", "own-tools"], → features: ["own-tools"],',
        'element-dropped: features: ["messages", "own-tools"], → features: ["messages"],',
        'member-swapped: features: ["messages", "own-tools"], → features: ["prompt-caching", "own-tools"],',
        'member-swapped: features: ["messages", "own-tools"], → features: ["messages", "prompt-caching"],',
      ],
    },
  ],
};
