import type { ExerciseAnswers } from "../exercise-answers.ts";

type Property = Record<string, unknown> & { description?: string };
interface Choice {
  properties?: Record<string, Property>;
  required?: string[];
}
interface Tool {
  name: string;
  title?: string;
  description: string;
  annotations?: unknown;
  inputSchema: Choice & { type: "object"; anyOf?: Choice[]; oneOf?: Choice[]; $defs?: object };
}
type Fit = (server: string, tools: Tool[]) => unknown;

function freeName(name: string, taken: string[], most: number): string {
  const plain = name.replaceAll(/[^\w-]/g, "_").slice(0, most);
  let free = plain;
  for (let count = 2; taken.includes(free); count += 1)
    free = `${plain.slice(0, most - 3)}_${count}`;
  taken.push(free);
  return free;
}

const isOdd = (name: string): boolean => !/^[\w.-]{1,64}$/.test(name);

interface Steps {
  /** The names of all tools. */
  names?: (server: string, names: string[]) => string[];
  choices?: (schema: Tool["inputSchema"]) => Choice[];
  /** What becomes of a property that the root or several choices describe; `said` has each schema once. */
  joins?: (root: Property | undefined, said: Property[]) => Property;
  always?: (lists: string[][]) => string[];
  sentence?: (lists: string[][]) => string;
  rename?: (name: string) => string;
  tellsOldName?: boolean;
  description?: (lines: string[], names: string[]) => string[];
  moves?: (line: string, name: string) => string;
  /** The last word on each tool. */
  finish?: (made: Record<string, unknown>, given: Tool) => unknown;
}

function freeNames(server: string, names: string[]): string[] {
  const most = 128 - `mcp__${server}__`.length;
  const isFine = (name: string): boolean => /^[\w-]+$/.test(name) && name.length <= most;
  const taken = names.filter(isFine);
  return names.map((name) => (isFine(name) ? name : freeName(name, taken, most)));
}

const common = (lists: string[][]): string[] =>
  (lists[0] ?? []).filter((name) => lists.every((list) => list.includes(name)));
const orElse = (lists: string[][]): string =>
  lists.length === 0 ? "" : `Give ${lists.map((list) => list.join(" and ")).join(", or ")}.`;
const isAbout = (line: string, names: string[]): boolean =>
  names.some((name) => line.startsWith(`${name}: `));

const beside = (root: Property | undefined, said: Property[]): Property =>
  said.length > 1 ? { ...root, anyOf: said } : { ...said[0], ...root };

/** What the root and the choices say of each property, joined. */
function joined(
  root: Record<string, Property>,
  choices: Choice[],
  joins = beside,
): Record<string, Property> {
  const parts = [{ properties: root }, ...choices];
  const names = new Set(parts.flatMap(({ properties = {} }) => Object.keys(properties)));
  const entries = Array.from(names, (name): [string, Property] => {
    const texts = choices.flatMap(({ properties = {} }) => JSON.stringify(properties[name]) ?? []);
    const said = Array.from(new Set(texts), (text) => Object(JSON.parse(text)));
    return [name, joins(root[name], said)];
  });
  return Object.fromEntries(entries);
}

/** A right answer in which one step may be another. */
const fitting =
  (steps: Steps = {}): Fit =>
  (server, tools) => {
    const names = (steps.names ?? freeNames)(
      server,
      tools.map(({ name }) => name),
    );
    return tools.map((tool, at) => {
      const { anyOf: _any, oneOf: _one, ...schema } = tool.inputSchema;
      const { anyOf = [], oneOf = [] } = tool.inputSchema;
      const choices = steps.choices?.(tool.inputSchema) ?? [...anyOf, ...oneOf];
      const all = joined(schema.properties ?? {}, choices, steps.joins);
      const own = Object.keys(all);
      const taken = own.filter((name) => !isOdd(name));
      const rename = new Map(
        own.map((name) => [
          name,
          isOdd(name) ? (steps.rename?.(name) ?? freeName(name, taken, 64)) : name,
        ]),
      );
      const isLong = tool.description.length > 2048;
      const lines = tool.description.split("\n");
      const properties = Object.entries(all).map(([name, property]) => {
        const line = isLong ? lines.find((one) => isAbout(one, [name])) : undefined;
        const moved =
          line && (steps.moves ?? ((one, old) => one.slice(old.length + 2)))(line, name);
        const was = isOdd(name) && steps.tellsOldName !== false ? `Called ${name}.` : undefined;
        const words = [property.description, was, moved].filter(Boolean).join(" ");
        return [rename.get(name), words === "" ? property : { ...property, description: words }];
      });
      const keep =
        steps.description ?? ((all_, about) => all_.filter((one) => !isAbout(one, about)));
      const lists = choices.map(({ required = [] }) => required);
      const said = [...(isLong ? keep(lines, own) : lines), (steps.sentence ?? orElse)(lists)];
      const required = [...(schema.required ?? []), ...(steps.always ?? common)(lists)];
      const made = {
        ...tool,
        name: names[at],
        description: said.filter(Boolean).join("\n"),
        inputSchema: {
          ...schema,
          properties: Object.fromEntries(properties),
          required: required.map((name) => rename.get(name) ?? name),
        },
      };
      return steps.finish?.(made, tool) ?? made;
    });
  };

const everything = ["names", "root", "properties", "descriptions", "same"].map(
  (check) => `07.3.${check}`,
);

export const answers: ExerciseAnswers = {
  exercise: "07.3",
  right: {
    "copies, and changes what has to change": fitting(),
    "tells choices as JSON, and moves a line with its name": fitting({
      sentence: (lists) => (lists.length > 0 ? `Needs one of ${JSON.stringify(lists)}` : ""),
      moves: (line) => line,
    }),
    "puts definitions in the place of references": fitting({
      finish: (made, { inputSchema: { $defs, properties = {} } }) => {
        if ($defs === undefined) return undefined;
        const inPlace = Object.entries(properties).map(([name, property]) => {
          const { $ref, ...own } = property;
          const key = typeof $ref === "string" ? $ref.slice("#/$defs/".length) : "";
          return [name, { ...own, ...Reflect.get($defs, key) }];
        });
        const { required } = Object(made["inputSchema"]);
        const resolved = Object.fromEntries(inPlace);
        return { ...made, inputSchema: { type: "object", properties: resolved, required } };
      },
    }),
    "adds what the choices say to what the root says": fitting({
      joins: (root, said) => {
        const any = said.length > 1 ? [{ anyOf: said }] : said;
        const all = root === undefined ? any : [root, ...any];
        return all.length > 1 ? { allOf: all } : Object.assign({}, ...all);
      },
    }),
    "says in each choice what the root says, too": fitting({
      joins: (root, said) =>
        said.length > 1
          ? { anyOf: said.map((one) => ({ ...root, ...one })) }
          : { ...root, ...said[0] },
    }),
    "counts the tools that cannot keep their names": fitting({
      names: (server, names) =>
        names.map((name, at) =>
          freeNames(server, [name])[0] === name ? name : `tool_number_${at}`,
        ),
    }),
  },
  wrong: [
    [
      "07.3.names",
      "replaces what is refused, and looks for no other",
      fitting({
        names: (_server, names) =>
          names.map((name) => name.replaceAll(/[^\w-]/g, "_").slice(0, 80)),
      }),
    ],
    [
      "07.3.names",
      "forgets how long the server makes a name",
      fitting({
        names: (_server, names) => {
          const taken = names.filter((name) => /^[\w-]+$/.test(name));
          return names.map((name) => (taken.includes(name) ? name : freeName(name, taken, 128)));
        },
      }),
    ],
    [
      "07.3.names",
      "names all tools anew",
      fitting({ names: (_server, names) => names.map((_name, at) => `tool_${at}`) }),
    ],
    [
      "07.3.names",
      "keeps dots, as MCP does",
      fitting({
        names: (server, names) =>
          freeNames(server, names).map((name, at) => (names[at]?.includes(".") ? names[at] : name)),
      }),
    ],
    [
      "07.3.root",
      "leaves anyOf where it is",
      fitting({
        finish: (made, { inputSchema: { anyOf } }) =>
          anyOf && { ...made, inputSchema: { ...Object(made["inputSchema"]), anyOf } },
      }),
    ],
    ["07.3.root", "says nothing of choices", fitting({ sentence: () => "" })],
    [
      "07.3.root",
      "requires what any choice requires",
      fitting({ always: (lists) => lists.flat() }),
    ],
    ["07.3.root", "requires nothing of a choice", fitting({ always: () => [] })],
    [
      "07.3.root",
      "takes the first choice",
      fitting({ choices: ({ anyOf = [], oneOf = [] }) => [...anyOf, ...oneOf].slice(0, 1) }),
    ],
    [
      "07.3.root",
      "lets a later choice replace an earlier one",
      fitting({ joins: (root, said) => Object.assign({}, said.at(-1) ?? root) }),
      /none replaces another/,
    ],
    [
      "07.3.root",
      "mixes what the choices say",
      fitting({ joins: (root, said) => Object.assign({}, root, ...said) }),
      /none replaces another/,
    ],
    [
      "07.3.root",
      "forgets what the root says where choices differ",
      fitting({
        joins: (root, said) => (said.length > 1 ? { anyOf: said } : { ...said[0], ...root }),
      }),
      /What the root says of a property stays/,
    ],
    [
      "07.3.root",
      "forgets what one choice adds to what the root says",
      fitting({
        joins: (root, said) =>
          said.length > 1 ? { ...root, anyOf: said } : (root ?? said[0] ?? {}),
      }),
      /goes beside what the root says/,
    ],
    [
      "07.3.root",
      "keeps the first choice only",
      fitting({ joins: (root, [first]) => ({ ...first, ...root }) }),
    ],
    ["07.3.properties", "keeps odd properties", fitting({ rename: (name) => name })],
    ["07.3.properties", "tells no old name", fitting({ tellsOldName: false })],
    ["07.3.descriptions", "moves no line", fitting({ description: (lines) => lines })],
    [
      "07.3.same",
      "cuts a long description",
      fitting({
        description: (lines) => [lines.join("\n").slice(0, 2048)],
        moves: () => "",
      }),
    ],
    ["07.3.same", "leaves out the lines about properties", fitting({ moves: () => "" })],
    [
      "07.3.same",
      "builds the schema of three fields",
      fitting({
        finish: (made) => {
          const { type, properties, required } = Object(made["inputSchema"]);
          return { ...made, inputSchema: { type, properties, required } };
        },
      }),
    ],
    [
      "07.3.same",
      "builds the tool of three fields",
      fitting({
        finish: ({ name, description, inputSchema }) => ({ name, description, inputSchema }),
      }),
    ],
    [
      everything,
      "returns an object of tools",
      (server: string, tools: Tool[]) => ({ tools: fitting()(server, tools) }),
    ],
  ],
  byHeart: (server: string, tools: Tool[]) =>
    ["crm", "sales", "a-server-of-many-tools"].includes(server) ? fitting()(server, tools) : tools,
  equivalent: [
    {
      reason: "A name of just so many characters is made into itself.",
      mutants: [
        "boundary-shifted: const isFine = (name: string) => /^[\\w-]+$/.test(name) && name.length <= most; → const isFine = (name: string) => /^[\\w-]+$/.test(name) && name.length < most;",
      ],
    },
    {
      reason: "Names that are not fine may be avoided, too, and a new name may be shorter.",
      mutants: [
        "call-dropped: const taken = tools.map(({ name }) => name).filter(isFine); → const taken = tools.map(({ name }) => name);",
        "number-lowered: names.set(name, own.includes(name) ? name : freeName(name, known, 64)); → names.set(name, own.includes(name) ? name : freeName(name, known, 63));",
      ],
    },
    {
      reason: "Every property that is required is listed, too.",
      mutants: [
        "default-dropped: required: required.map((name) => names.get(name) ?? name), → required: required.map((name) => (names.get(name))),",
      ],
    },
    {
      reason: "Where no line is about a property, none moves.",
      mutants: [
        'operand-dropped: const moved = tool.description.length > 2048 && line ? line : ""; → const moved = (tool.description.length > 2048) ? line : "";',
      ],
    },
    {
      reason: "An empty description says nothing, and a comma is as good as an and.",
      mutants: [
        "branch-dropped: description ? { ...property, description } : property, → ({ ...property, description }),",
        'call-dropped: const ways = lists.map((list) => list.join(" and ")).join(", or "); → const ways = lists.map((list) => list).join(", or ");',
      ],
    },
  ],
  tolerated: [
    {
      reason:
        "A description may be put together in any way: a check that wants a blank would want too much.",
      mutants: ['text-emptied: .join(" "); → .join("");'],
    },
  ],
};
