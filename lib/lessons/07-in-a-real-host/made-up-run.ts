import { type Random, shuffled } from "../../base/random.ts";
import type { HostRun } from "../../subjects/hosts/host-run.ts";
import { LIST_RESOURCES, offeredName, READ_RESOURCE } from "../../subjects/hosts/names.ts";
import { letters, plainNames, toolNames } from "../made-up.ts";
import type { Whereabouts } from "./whereabouts.judge.ts";

/** A run, and where each of its facts got to. */
export interface LabelledRun {
  run: HostRun;
  facts: Readonly<Record<string, Whereabouts>>;
}

/** What a host hands on. No two keep the same: what is true of one says nothing of the next. */
interface Keeps {
  success: "text" | "data" | "both";
  failure: "text" | "data";
  schemas: boolean;
  catalog: boolean;
  /** How much of the instructions. */
  characters: number;
}

/** In the server's answers, then what it did not say. */
const ALL = [
  ...(["begins", "ends", "described", "titled", "explained", "twice"] as const),
  ...(["text", "data", "json", "failureText", "failureData"] as const),
  ...(["entry", "contents", "refusal"] as const),
  ...(["argument", "prompt", "nowhere", "longer", "later"] as const),
];
type Place = (typeof ALL)[number];
type Rule = readonly [said: readonly string[], isSeen: (keeps: Keeps) => boolean];

const always = (): boolean => true;
const never = (): boolean => false;

/** Where facts are: the methods whose answers hold them, and whether a host hands them on. */
const PLACES: Readonly<Record<Place, Rule>> = {
  begins: [["initialize"], always],
  ends: [["initialize"], never],
  described: [["tools/list"], always],
  titled: [["tools/list"], never],
  explained: [["tools/list"], ({ schemas }) => schemas],
  twice: [["tools/list", "tools/call"], always],
  text: [["tools/call"], ({ success }) => success !== "data"],
  data: [["tools/call"], ({ success }) => success !== "text"],
  json: [["tools/call"], ({ success }) => success !== "data"],
  failureText: [["tools/call"], ({ failure }) => failure === "text"],
  failureData: [["tools/call"], ({ failure }) => failure === "data"],
  entry: [["resources/list"], ({ catalog }) => catalog],
  contents: [["resources/read"], always],
  refusal: [["resources/templates/list"], never],
  argument: [[], never],
  prompt: [[], never],
  nowhere: [[], never],
  longer: [[], never],
  later: [[], never],
};

/** The text of the fact that is at a place. */
type Texts = (place: Place) => string;

/** In JSON a quotation mark and a line break are written in another way. */
const ENDINGS: Partial<Record<Place, string>> = {
  data: ', the "big" one',
  json: "\nand a second line",
  contents: ', said "yes"',
};

const BEGINNINGS = ["order", "invoice", "parcel", "renewal", "contract", "visit"];

/** A run of a host that nobody has, against a server that nobody has. */
export function madeUpRun(random: Random): LabelledRun {
  const keeps: Keeps = {
    success: random.pick(["text", "data", "both"]),
    failure: random.pick(["text", "data"]),
    schemas: random.pick([true, false]),
    catalog: random.pick([true, false]),
    characters: random.between(600, 2048),
  };
  const places = shuffled(random, ALL);
  const written = new Map<Place, string>();
  for (const place of places) {
    const ending = ENDINGS[place] ?? "";
    written.set(place, `${random.pick(BEGINNINGS)} ${letters(random, 8)}${ending}`);
  }
  const texts: Texts = (place) => written.get(place) ?? place;
  // What begins or ends like a fact that was seen is another one.
  written.set("longer", `${texts("described")}${letters(random, 1)}`);
  written.set("later", `${letters(random, 1)}${texts("described")}`);
  const facts = places.map((place): [string, Whereabouts] => {
    const [said, isSeen] = PLACES[place];
    const fate = isSeen(keeps) ? "seen" : said.length > 0 ? "dropped" : "unsaid";
    return [texts(place), { fate, said: [...said] }];
  });
  return { run: runOf(random, texts, keeps), facts: Object.fromEntries(facts) };
}

const HOSTS = ["Alder", "Birch", "Cedar", "Dogwood", "Elder"];

function runOf(random: Random, texts: Texts, keeps: Keeps): HostRun {
  const [server = "", one = ""] = plainNames(random, 2);
  const [good = "", json = "", bad = ""] = toolNames(random, 3);
  const names = { server, good, json, bad, uri: `${server}://${one}` };
  return {
    host: { name: random.pick(HOSTS), version: `0.${random.between(1, 30)}.0` },
    recorded: "2026-11-30",
    server,
    prompt: `What is new? ${texts("prompt")}`,
    asked: [...listings(names, texts), ...calls(names, texts)],
    offered: offered(names, texts, keeps),
    instructions: instructionsOf(texts).slice(0, keeps.characters),
    seen: seen(names, texts, keeps),
  };
}

/** The names of a server, of tools that do well, well in JSON, and badly, and of a resource. */
type Names = Readonly<Record<"server" | "good" | "json" | "bad" | "uri", string>>;
type Asked = HostRun["asked"][number];
type Params = Asked["params"];

const done = (method: string, params: Params, result: Params): Asked => {
  return { method, params, outcome: { status: "result", result } };
};

const instructionsOf = (texts: Texts): string =>
  `${texts("begins")}. ${"Ask before you write. ".repeat(100)}${texts("ends")}`;

/** The input of a tool; `description` is what its one property says of itself. */
const schemaOf = (property: { description?: string }): { [key: string]: Params } => ({
  type: "object",
  properties: { query: { type: "string", ...property } },
});

const describedAs = (texts: Texts): string => `Finds ${texts("described")} and ${texts("twice")}.`;

function listings({ good, json, bad, uri }: Names, texts: Texts): Asked[] {
  const tool = (name: string, more: object): { [key: string]: Params } => ({
    name,
    description: "Does what its name says.",
    inputSchema: schemaOf({}),
    ...more,
  });
  const first = { title: texts("titled"), description: describedAs(texts) };
  const explained = { inputSchema: schemaOf({ description: texts("explained") }) };
  const tools = [tool(good, { ...first, ...explained }), tool(json, {}), tool(bad, {})];
  const refused = {
    status: "error",
    code: -32_601,
    message: `no ${texts("refusal")} here`,
  } as const;
  return [
    done("initialize", {}, { instructions: instructionsOf(texts), capabilities: {} }),
    done("tools/list", {}, { tools }),
    done("resources/list", {}, { resources: [{ uri, name: uri, description: texts("entry") }] }),
    { method: "resources/templates/list", params: {}, outcome: refused },
  ];
}

const successOf = (texts: Texts): { text: string; data: Params } => ({
  text: `${texts("text")}, with ${texts("twice")}`,
  data: { note: texts("data"), more: [texts("twice")] },
});
const jsonOf = (texts: Texts): string => JSON.stringify({ note: texts("json") });
const failureOf = (texts: Texts): { text: string; data: Params } => ({
  text: `It failed: ${texts("failureText")}`,
  data: { error: { detail: texts("failureData") } },
});
const contentsOf = ({ uri }: Names, texts: Texts): Params => [{ uri, text: texts("contents") }];

function calls(names: Names, texts: Texts): Asked[] {
  const call = (name: string, text: string, more: { [key: string]: Params }): Asked =>
    done(
      "tools/call",
      { name, arguments: { query: texts("argument") } },
      { content: [{ type: "text", text }], ...more },
    );
  const [success, failure] = [successOf(texts), failureOf(texts)];
  return [
    call(names.good, success.text, { structuredContent: success.data }),
    call(names.json, jsonOf(texts), {}),
    call(names.bad, failure.text, { isError: true, structuredContent: failure.data }),
    done("resources/read", { uri: names.uri }, { contents: contentsOf(names, texts) }),
  ];
}

function offered(
  { server, good, json, bad }: Names,
  texts: Texts,
  keeps: Keeps,
): HostRun["offered"] {
  const property = keeps.schemas ? { description: texts("explained") } : {};
  return [good, json, bad].map((name) => ({
    name: offeredName(server, name),
    description: name === good ? describedAs(texts) : "Does what its name says.",
    input_schema: schemaOf(name === good ? property : {}),
  }));
}

function seen(names: Names, texts: Texts, keeps: Keeps): HostRun["seen"] {
  const { server, uri } = names;
  const input = { query: texts("argument") };
  const [success, failure] = [successOf(texts), failureOf(texts)];
  const one = (tool: string, content: string[], isError = false): HostRun["seen"][number] => ({
    tool: offeredName(server, tool),
    input,
    content,
    isError,
  });
  const { catalog, success: kept } = keeps;
  const entry = { uri, name: uri, ...(catalog && { description: texts("entry") }) };
  return [
    one(names.good, [
      ...(kept === "data" ? [] : [success.text]),
      ...(kept === "text" ? [] : [JSON.stringify(success.data)]),
    ]),
    one(names.json, kept === "data" ? [] : [jsonOf(texts)]),
    one(names.bad, [keeps.failure === "text" ? failure.text : JSON.stringify(failure.data)], true),
    { tool: LIST_RESOURCES, input: {}, content: [JSON.stringify([entry])], isError: false },
    {
      tool: READ_RESOURCE,
      input: { server, uri },
      content: [JSON.stringify({ contents: contentsOf(names, texts) })],
      isError: false,
    },
  ];
}
