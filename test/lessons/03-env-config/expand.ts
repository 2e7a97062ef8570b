import { CASE_TABLES } from "../../../lib/lessons/03-env-config/expand-cases.ts";
import type { McpConfig, McpServerEntry } from "../../../lib/subjects/config/mcp-config.ts";
import type { ExerciseAnswers } from "../exercise-answers.ts";

type Env = Record<string, string>;
type Expand = (config: McpConfig, env: Env) => unknown;

type Place = { server: string; group: string; key: string };
type Fill = (text: string, env: Env, place: Place) => string;

const ONCE = ["command", "args", "env", "url"];
const GROUPS = [...ONCE, "headers", "headers"];

function missing(name: string, { server, group, key }: Place): never {
  throw new Error(`${name} is not set: server ${server}, field ${group}${key}`);
}

/** The right way with one part exchanged. */
function expandWith(parts: { fill?: Fill; groups?: readonly string[] }): Expand {
  const { fill = fillRight, groups = GROUPS } = parts;
  return (config, env) => {
    const inside = (value: unknown, place: Place): unknown => {
      if (typeof value === "string") return fill(value, env, place);
      if (Array.isArray(value)) return value.map((item) => inside(item, place));
      return Object.fromEntries(
        Object.entries(value ?? {}).map(([key, item]) => [
          key,
          inside(item, { ...place, key: `.${key}` }),
        ]),
      );
    };
    const one = (server: string, entry: McpServerEntry): object =>
      Object.fromEntries(
        Object.entries(entry).map(([group, value]) => [
          group,
          groups
            .filter((name) => name === group)
            .reduce((texts: unknown) => inside(texts, { server, group, key: "" }), value),
        ]),
      );
    const servers = Object.entries(config.mcpServers).map(([name, entry]) => [
      name,
      one(name, entry),
    ]);
    return { ...config, mcpServers: Object.fromEntries(servers) };
  };
}

/** Reads a text from left to right, without a pattern. */
const fillRight: Fill = (text, env, place) => {
  let [rest, result] = [text, ""];
  for (;;) {
    const start = rest.indexOf("${");
    const end = rest.indexOf("}", start);
    if (start < 0 || end < 0) return result + rest;
    const inner = rest.slice(start + 2, end);
    result += rest.slice(0, start);
    rest = rest.slice(end + 1);
    const split = inner.indexOf(":-");
    const name = split < 0 ? inner : inner.slice(0, split);
    if (!/^[a-z_][a-z0-9_]*$/i.test(name)) result += `\${${inner}}`;
    else if (env[name] !== undefined) result += env[name];
    else if (split >= 0) result += inner.slice(split + 2);
    else missing(name, place);
  }
};

/** With a pattern; `value` decides what replaces a reference. */
const fillBy =
  (value: (name: string, fallback: string | undefined, env: Env, place: Place) => string): Fill =>
  (text, env, place) =>
    text.replace(
      /\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g,
      (_, name: string, fallback: string | undefined) => value(name, fallback, env, place),
    );

const right = fillBy((name, fallback, env, place) => env[name] ?? fallback ?? missing(name, place));

const noThrow = fillBy((name, fallback, env) => env[name] ?? fallback ?? `\${${name}}`);

const secretValue = (env: Env): string => JSON.stringify(env);

const byRecursion: Fill = (text, env, place) => {
  const match = /^(.*?)\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}(.*)$/s.exec(text);
  if (match === null) return text;
  const [, before = "", name = "", fallback, after = ""] = match;
  return before + (env[name] ?? fallback ?? missing(name, place)) + byRecursion(after, env, place);
};

export const expandRight: Record<string, Expand> = {
  "reads from left to right": expandWith({}),
  "uses a pattern with two groups": expandWith({ fill: right }),
  "replaces in a header's text what it has replaced": expandWith({
    groups: [...ONCE, "headers"],
    fill: (text, env, place) => {
      const once = right(text, env, place);
      return place.group === "headers" ? right(once, env, place) : once;
    },
  }),
  "splits at the references": expandWith({
    fill: (text, env, place) =>
      text
        .split(/(\$\{[A-Za-z_]\w*(?::-[^}]*)?\})/)
        .map((part, at) => (at % 2 === 1 ? right(part, env, place) : part))
        .join(""),
  }),
  "walks along the matches": expandWith({
    fill: (text, env, place) => {
      let [result, from] = ["", 0];
      for (const match of text.matchAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g)) {
        const [reference, name = "", fallback] = match;
        result += text.slice(from, match.index) + (env[name] ?? fallback ?? missing(name, place));
        from = match.index + reference.length;
      }
      return result + text.slice(from);
    },
  }),
  "executes a pattern again and again": expandWith({
    fill: (text, env, place) => {
      const pattern = /\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g;
      const parts: string[] = [];
      let from = 0;
      for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
        const [reference, name = "", fallback] = match;
        parts.push(text.slice(from, match.index), env[name] ?? fallback ?? missing(name, place));
        from = match.index + reference.length;
      }
      return parts.join("") + text.slice(from);
    },
  }),
  "names its groups": expandWith({
    fill: (text, env, place) =>
      text.replace(/\$\{(?<name>[A-Za-z_]\w*)(?::-(?<fallback>[^}]*))?\}/g, (...all: unknown[]) => {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what replace hands over last
        const { name = "", fallback } = all.at(-1) as { name?: string; fallback?: string };
        return env[name] ?? fallback ?? missing(name, place);
      }),
  }),
  "matches lazily": expandWith({
    fill: (text, env, place) =>
      text.replace(
        /\$\{([a-z_][a-z_0-9]*)(:-(.*?))?\}/gis,
        (_, name: string, isDefault?: string, fallback?: string) =>
          env[name] ?? (isDefault === undefined ? missing(name, place) : (fallback ?? "")),
      ),
  }),
  "asks whether the variable is there": expandWith({
    fill: fillBy((name, fallback, env, place) => {
      if (name in env) return env[name] ?? "";
      if (fallback === undefined) return missing(name, place);
      return fallback;
    }),
  }),
  "looks in a Map": expandWith({
    fill: fillBy((name, fallback, env, place) => {
      const known = new Map(Object.entries(env));
      return known.has(name) ? (known.get(name) ?? "") : (fallback ?? missing(name, place));
    }),
  }),
  "hands replaceAll a function": expandWith({
    fill: (text, env, place) =>
      text.replaceAll(
        /\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g,
        (_, name: string, fallback?: string) => env[name] ?? fallback ?? missing(name, place),
      ),
  }),
  "replaces each reference by its place in the text": expandWith({
    fill: (text, env, place) => {
      let result = text;
      const matches = [...text.matchAll(/\$\{([A-Za-z_]\w*)(?::-([^}]*))?\}/g)];
      // From the end, so that the places before it stay right.
      for (const { index, 0: reference, 1: name = "", 2: fallback } of matches.toReversed()) {
        const value = env[name] ?? fallback ?? missing(name, place);
        result = result.slice(0, index) + value + result.slice(index + reference.length);
      }
      return result;
    },
  }),
  "goes by recursion": expandWith({ fill: byRecursion }),
  "works on a copy": (config, env) => expandWith({})(structuredClone(config), env),
  "is asynchronous": async (config, env) => await Promise.resolve(expandWith({})(config, env)),
  "changes the config that it was given": (config, env) =>
    Object.assign(config, expandWith({})(config, env)),
  "lists all that is missing": (config, env) => {
    const lacking: string[] = [];
    const expanded = expandWith({
      fill: fillBy((name, fallback, own, { server, group, key }) => {
        const value = own[name] ?? fallback;
        if (value === undefined) lacking.push(`${name} (${server}.${group}${key})`);
        return value ?? "";
      }),
    })(config, env);
    if (lacking.length > 0) throw new Error(`Not set: ${lacking.join(", ")}`);
    return expanded;
  },
  "names the field alone": expandWith({
    fill: fillBy((name, fallback, env, { server, group }) => {
      const value = env[name] ?? fallback;
      if (value === undefined)
        throw new Error(`${name} is not set (server ${server}, field ${group})`);
      return value;
    }),
  }),
  "names the place as a path": expandWith({
    fill: fillBy((name, fallback, env, { server, group, key }) => {
      const value = env[name] ?? fallback;
      if (value !== undefined) return value;
      throw new RangeError(`mcpServers.${server}.${group}${key}: "${name}" has no value`);
    }),
  }),
  "throws an error with fields": expandWith({
    fill: fillBy((variable, fallback, env, { server, group, key }) => {
      const value = env[variable] ?? fallback;
      if (value !== undefined) return value;
      throw Object.assign(new Error("not set"), { variable, server, field: group + key });
    }),
  }),
};

const expandWrong: [check: string | string[], mistake: string, answer: Expand, advice?: RegExp][] =
  [
    [
      "03.2.variables",
      "replaces the first reference only",
      expandWith({
        fill: (text, env, place) => {
          const at = text.indexOf("}") + 1;
          const whole = text.includes("$A") || at === 0;
          return whole
            ? right(text, env, place)
            : right(text.slice(0, at), env, place) + text.slice(at);
        },
      }),
    ],
    [
      "03.2.variables",
      "knows names in capitals only",
      expandWith({
        fill: (text, env, place) =>
          text.replaceAll(/\$\{[A-Z_]+(?::-[^}]*)?\}/g, (one) => right(one, env, place)),
      }),
      /small letters/,
    ],
    [
      "03.2.variables",
      "trims the values",
      expandWith({
        fill: fillBy((name, fallback, env, place) =>
          (env[name] ?? fallback ?? missing(name, place)).trim(),
        ),
      }),
      /put in as it is/,
    ],
    [
      "03.2.defaults",
      "runs a default to the last brace",
      expandWith({
        fill: (text, env, place) =>
          text
            .replace(
              /\$\{([A-Za-z_]\w*):-(.*)\}/,
              (_, name: string, fallback: string) => env[name] ?? fallback,
            )
            .replace(/\$\{([A-Za-z_]\w*)\}/g, (one) => right(one, env, place)),
      }),
    ],
    [
      "03.2.literal",
      "takes dots into a name",
      expandWith({
        fill: (text, env, place) =>
          right(text.replaceAll(/\$\{[A-Za-z_]\w*\.[\w.]*\}/g, ""), env, place),
      }),
      /A name is letters/,
    ],
    [
      "03.2.missing",
      "throws a text",
      (config, env) => {
        try {
          return expandWith({})(config, env);
        } catch (error) {
          throw error instanceof Error ? error.message : error;
        }
      },
      /Throw an Error/,
    ],
    [
      "03.2.variables",
      "takes an empty value for unset",
      expandWith({
        fill: fillBy((name, fallback, env, place) =>
          fallback === undefined ? env[name] || missing(name, place) : (env[name] ?? fallback),
        ),
      }),
    ],
    [
      "03.2.variables",
      "hands the value to replace, which knows $&",
      expandWith({
        fill: (text, env, place) => {
          let result = text;
          for (const [reference] of text.matchAll(/\$\{[^}]+\}/g)) {
            result = result.replace(reference, right(reference, env, place));
          }
          return result;
        },
      }),
    ],
    [
      "03.2.defaults",
      "knows no defaults and leaves them",
      expandWith({
        fill: (text, env, place) => (text.includes(":-") ? text : right(text, env, place)),
      }),
    ],
    [
      "03.2.defaults",
      "uses the default for an empty value, as a shell does",
      expandWith({
        fill: fillBy((name, fallback, env, place) =>
          fallback === undefined ? (env[name] ?? missing(name, place)) : env[name] || fallback,
        ),
      }),
    ],
    [
      "03.2.defaults",
      "replaces inside of a default",
      expandWith({
        fill: (text, env, place) => {
          const once = right(text, env, place);
          return text.includes(":-${") ? right(once, env, place) : once;
        },
      }),
    ],
    [
      "03.2.defaults",
      "takes an empty default for none",
      expandWith({
        fill: fillBy(
          (name, fallback, env, place) => env[name] ?? (fallback || missing(name, place)),
        ),
      }),
    ],
    [
      "03.2.defaults",
      "ends a default where the next :- begins",
      expandWith({
        fill: fillBy(
          (name, fallback, env, place) =>
            env[name] ?? fallback?.split(":-")[0] ?? missing(name, place),
        ),
      }),
    ],
    [
      "03.2.literal",
      "replaces $NAME too",
      expandWith({
        fill: (text, env, place) =>
          text
            .split(/(\$\{[^}]+\})/)
            .map((part) =>
              part.startsWith("${")
                ? right(part, env, place)
                : part.replace(/\$(\w+)/g, (all, name: string) => env[name] ?? all),
            )
            .join(""),
      }),
    ],
    [
      "03.2.literal",
      "takes a backslash for an escape",
      expandWith({
        fill: (text, env, place) =>
          text
            .split(/(\\\$\{)/)
            .map((part) => (part === "\\${" ? "${" : right(part, env, place)))
            .join(""),
      }),
    ],
    [
      ["03.2.literal", "03.2.fields"],
      "replaces until nothing is left",
      expandWith({
        fill: (text, env, place) => {
          const once = right(text, env, place);
          return once === text || text.includes(":-") ? once : right(once, env, place);
        },
      }),
    ],
    [
      "03.2.literal",
      "takes whatever is between the braces for a name",
      expandWith({
        fill: (text, env, place) =>
          text.replace(/\$\{([^}]+)\}/g, (_, inner: string) => {
            const [name = "", ...rest] = inner.split(":-");
            const fallback = rest.length > 0 ? rest.join(":-") : undefined;
            return env[name] ?? fallback ?? missing(name, place);
          }),
      }),
    ],
    [
      "03.2.literal",
      "takes blanks around a name away",
      expandWith({
        fill: (text, env, place) => right(text.replace(/\$\{ *(\w+) *\}/g, "${$1}"), env, place),
      }),
    ],
    [
      "03.2.literal",
      "lets a name begin with a digit",
      expandWith({
        fill: (text, env, place) =>
          text.replace(
            /\$\{(\w+)(?::-([^}]*))?\}/g,
            (_, name: string, fallback?: string) => env[name] ?? fallback ?? missing(name, place),
          ),
      }),
    ],
    [
      ["03.2.defaults", "03.2.literal", "03.2.fields"],
      "goes through every field twice",
      expandWith({ groups: [...GROUPS, ...ONCE] }),
    ],
    ["03.2.fields", "goes through addresses twice", expandWith({ groups: [...GROUPS, "url"] })],
    [
      "03.2.fields",
      "goes through headers once",
      expandWith({ groups: [...ONCE, "headers"] }),
      /expanded twice/,
    ],
    ["03.2.fields", "forgets headers", expandWith({ groups: ONCE })],
    [
      "03.2.fields",
      "forgets args",
      expandWith({ groups: ["command", "env", "url", "headers", "headers"] }),
    ],
    ["03.2.fields", "replaces in the type", expandWith({ groups: [...GROUPS, "type"] })],
    ["03.2.fields", "does env only", expandWith({ groups: ["env"] })],
    ["03.2.fields", "does every field", expandWith({ groups: [...GROUPS, "headersHelper"] })],
    ["03.2.missing", "leaves the text, as Claude Code does", expandWith({ fill: noThrow })],
    [
      "03.2.missing",
      "puts nothing in its place",
      expandWith({ fill: fillBy((name, fallback, env) => env[name] ?? fallback ?? "") }),
    ],
    [
      "03.2.missing",
      "names the variable only",
      expandWith({
        fill: fillBy((name, fallback, env) => {
          const value = env[name] ?? fallback;
          if (value === undefined) throw new Error(`${name} is not set`);
          return value;
        }),
      }),
    ],
    [
      "03.2.missing",
      "names variable and server, and speaks of the environment",
      expandWith({
        fill: fillBy((name, fallback, env, { server }) => {
          const value = env[name] ?? fallback;
          if (value === undefined)
            throw new Error(`${name}: set this environment variable (${server})`);
          return value;
        }),
      }),
      /does not name the field/,
    ],
    [
      "03.2.missing",
      "names variable and field, and no server",
      expandWith({
        fill: fillBy(
          (name, fallback, env, place) =>
            env[name] ?? fallback ?? missing(name, { ...place, server: "of the config" }),
        ),
      }),
      /does not name the server/,
    ],
    [
      "03.2.defaults",
      "reads a default to the brace that closes it",
      expandWith({
        fill: (text, env, place) =>
          text.replace(
            /\$\{([A-Za-z_]\w*)(?::-((?:\$\{[^}]*\}|[^}])*))?\}/g,
            (_, name: string, fallback?: string) => env[name] ?? fallback ?? missing(name, place),
          ),
      }),
      /runs to the first \}/,
    ],
    [
      "03.2.missing",
      "shows the environment in the error",
      expandWith({
        fill: fillBy(
          (name, fallback, env, place) =>
            env[name] ?? fallback ?? missing(`${name} (of ${secretValue(env)})`, place),
        ),
      }),
    ],
  ];

const published = new Set(
  CASE_TABLES.flatMap((table) => Object.values(table).flat()).map(({ config, env }) =>
    JSON.stringify([config, env]),
  ),
);

const byHeart: Expand = (config, env) =>
  published.has(JSON.stringify([config, env])) ? expandWith({})(config, env) : {};

export const answers: ExerciseAnswers = {
  exercise: "03.2",
  right: expandRight,
  wrong: expandWrong,
  byHeart,
  equivalent: [
    {
      reason: "A .mcp.json holds nothing beside mcpServers.",
      mutants: [
        "spread-dropped: return { ...rest, mcpServers: Object.fromEntries(expanded) }; → return { mcpServers: Object.fromEntries(expanded) };",
      ],
    },
  ],
};
