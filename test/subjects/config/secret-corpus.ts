import { createRandom, type Random } from "../../../lib/base/random.ts";
import { CLEAN, SECRET } from "./secret-shapes.ts";

/** A made-up config, its shape in words, and whether its shape was looked at while the rule was written. */
export interface Sample {
  shape: string;
  config: unknown;
  heldOut: boolean;
}

const ALPHABETS: Record<string, string> = {
  a: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
  h: "0123456789abcdef",
  l: "abcdefghijklmnopqrstuvwxyz0123456789",
  b: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
  n: "0123456789",
  p: "abcdefghkmnpqrstABCDEFGHKMNPQRST23456789!*+",
};

/** Puts a value in for each `«a40»`: 40 letters and digits; h: hex, l: small, b: base64, n: digits, p: a password's, u: a UUID. */
function filled(shape: string, random: Random): string {
  const some = (kind: string, count: number): string =>
    Array.from({ length: count }, () => random.pick((ALPHABETS[kind] ?? "").split(""))).join("");
  return shape.replaceAll(/«([a-z])(\d*)»/g, (_all, kind: string, count: string) =>
    kind === "u"
      ? [8, 4, 4, 4, 12].map((length) => some("h", length)).join("-")
      : some(kind, Number(count)),
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

/** Every shape once, with values from the seed; every second one is held out. */
function samples(tables: Readonly<Record<string, string>>, random: Random): Sample[] {
  return Object.entries(tables).flatMap(([place, table]) =>
    table
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line, index) => ({
        shape: `${place} ${line.trim()}`,
        config: places[place]?.(filled(line.trim(), random)),
        heldOut: index % 2 === 1,
      })),
  );
}

/** The configs that hold a secret, and those that hold none, with other values for each seed. */
export function secretCorpus(seed: number): Record<"secret" | "clean", Sample[]> {
  const random = createRandom(seed);
  return { secret: samples(SECRET, random), clean: samples(CLEAN, random) };
}
