import { createRandom, type Random } from "../../../lib/base/random.ts";
import { CLEAN, SECRET, type Tables } from "./secret-shapes.ts";
import { WILD_CLEAN, WILD_SECRET } from "./wild-shapes.ts";

/** A made-up config, and its shape in words. */
export interface Sample {
  shape: string;
  config: unknown;
}

const ALPHABETS: Record<string, string> = {
  a: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
  h: "0123456789abcdef",
  l: "abcdefghijklmnopqrstuvwxyz0123456789",
  b: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
  n: "0123456789",
  c: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
  p: "abcdefghkmnpqrstABCDEFGHKMNPQRST23456789!*+",
};

const WORDS = "amber basin cedar dune ember fjord grove harbor inlet juniper kelp lagoon".split(
  " ",
);

/**
 * Puts a value in for each `«a40»`: 40 letters and digits; h: hex, l: small, c: capitals, b: base64, n: digits,
 * p: a password's, w: words, u: a UUID, j: JSON in base64 that holds a key.
 */
function filled(shape: string, random: Random): string {
  const some = (kind: string, count: number): string =>
    Array.from({ length: count }, () => random.pick((ALPHABETS[kind] ?? "").split(""))).join("");
  const others: Record<string, (count: number) => string> = {
    u: () => [8, 4, 4, 4, 12].map((length) => some("h", length)).join("-"),
    w: (count) => Array.from({ length: count }, () => random.pick(WORDS)).join(" "),
    j: (count) => Buffer.from(JSON.stringify({ apiKey: some("a", count) })).toString("base64"),
  };
  return shape.replaceAll(/«([a-z])(\d*)»/g, (_all, kind: string, count: string) =>
    others[kind] === undefined ? some(kind, Number(count)) : others[kind](Number(count)),
  );
}

/** How a line of a table becomes a config. */
const places: Record<string, (line: string) => unknown> = {
  env: (line) => server({ command: "npx", args: ["-y", "some-mcp"], env: pair(line, "=") }),
  header: (line) =>
    server({ type: "http", url: "https://mcp.example/mcp", headers: pair(line, ": ") }),
  url: (line) => server({ type: "http", url: line }),
  args: (line) => server({ command: "npx", args: ["-y", "some-mcp", ...line.split(" | ")] }),
  entry: (line) => server(JSON.parse(line)),
  file: (line) => JSON.parse(line),
};

function server(entry: unknown): unknown {
  return { mcpServers: { files: { command: "node", args: ["files.js"] }, other: entry } };
}

function pair(line: string, between: string): Record<string, string> {
  const at = line.indexOf(between);
  return { [line.slice(0, at)]: line.slice(at + between.length) };
}

/** Every shape once, with values from the seed. */
function samples(tables: Tables, random: Random): Sample[] {
  return Object.entries(tables).flatMap(([place, table]) =>
    table
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => ({
        shape: `${place} ${line.trim()}`,
        config: places[place]?.(filled(line.trim(), random)),
      })),
  );
}

type Corpus = Record<"secret" | "clean", Sample[]>;

/** The configs that hold a secret, and those that hold none, with other values for each seed. */
export function secretCorpora(seed: number): Record<"first" | "wild", Corpus> {
  const random = createRandom(seed);
  return {
    first: { secret: samples(SECRET, random), clean: samples(CLEAN, random) },
    wild: { secret: samples(WILD_SECRET, random), clean: samples(WILD_CLEAN, random) },
  };
}
