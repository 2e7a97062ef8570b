import type { KernelTrap } from "../kernel-traps.ts";
import { adviceOn } from "./advice.ts";
import type { Diagnostic } from "./messages.ts";

/** How many are told; the rest is counted. */
const MAX_TOLD = 4;

/** The longest type that is shown whole. */
const MAX_TYPE = 60;

/** "No overload matches this call.", and which of them the next lines are about. */
const NO_OVERLOAD = 2769;
const OVERLOAD = 2772;

/**
 * Makes one diagnostic of each chain that tslab hands out link by link: the deepest reason first, where
 * in the value it is, the outermost in a line, and what to do about it where that is known.
 *
 * @param traps what the kernel is known to trip over in the cell
 */
export function explained(
  diagnostics: readonly Diagnostic[],
  traps: readonly KernelTrap[],
): Diagnostic[] {
  const said = new Set<string>();
  const all = chainsOf(diagnostics).flatMap((chain): Diagnostic[] => {
    const trap = traps.find(({ line }) => line === chain[0].start.line + 1);
    const lines = trap === undefined ? linesOf(chain) : trapLines(trap, chain);
    // The same advice once, and one error for a line that tripped the kernel.
    if (trap !== undefined && said.has(trap.message)) return [];
    const messageText = lines.filter((line) => !said.has(line)).join("\n  ");
    for (const line of lines.slice(trap === undefined ? 1 : 0)) said.add(line);
    return [{ ...chain[0], messageText }];
  });
  const told = all.slice(0, MAX_TOLD);
  const more = all.length - told.length;
  const last = told.at(-1);
  if (more > 0 && last !== undefined) last.messageText += `\n… and ${more} more.`;
  return told;
}

type Chain = [Diagnostic, ...Diagnostic[]];

/** The links of a chain are about the same place, and follow each other. */
function chainsOf(diagnostics: readonly Diagnostic[]): Chain[] {
  const chains: Chain[] = [];
  for (const diagnostic of diagnostics) {
    const chain = chains.at(-1);
    const { start, end } = diagnostic;
    const isLink = chain?.[0].start.offset === start.offset && chain[0].end.offset === end.offset;
    if (isLink) chain?.push(diagnostic);
    else chains.push([diagnostic]);
  }
  return chains;
}

function trapLines({ message }: KernelTrap, [outermost]: Chain): string[] {
  return [message, `TypeScript says: ${short(outermost.messageText)}`];
}

function linesOf(chain: Chain): string[] {
  const links = firstOverload(chain);
  const texts = links.map(({ messageText }) => clean(messageText));
  const path = texts.flatMap(
    (text) => /^(?:Types of property|The types (?:of|returned by)) '(.+?)'/.exec(text)?.[1] ?? [],
  );
  const [outermost = "", deepest = outermost] = [texts[0], texts.at(-1)];
  const place = path.join(".");
  const advice = adviceOn({ outermost, deepest });
  return [
    `${place === "" ? "" : `\`${place}\`: `}${short(deepest)}`,
    ...(texts.length === 1 ? [] : [`That is why: ${short(outermost)}`]),
    ...(advice === undefined ? [] : [`What to do: ${advice}`]),
  ];
}

/** Of a call that no overload takes: what is said of the first one. */
function firstOverload(chain: Chain): Diagnostic[] {
  if (chain[0].code !== NO_OVERLOAD) return chain;
  const [, ...branch] = chain;
  const next = branch.findIndex(({ code }, index) => index > 0 && code === OVERLOAD);
  const links = branch
    .slice(0, next === -1 ? undefined : next)
    .filter(({ code }) => code !== OVERLOAD);
  return links.length === 0 ? chain : links;
}

/** Without paths of files, and with the values of an enum of zod's in the place of its type's name. */
function clean(text: string): string {
  return text
    .replaceAll(/import\("[^"]*"\)\./g, "")
    .replaceAll(/\$InferEnumOutput<\{ ((?:\w+: "[^"]*"; )+)\}>(\[\])?/g, (_, entries, list) => {
      const values =
        String(entries)
          .match(/"[^"]*"/g)
          ?.join(" | ") ?? "";
      return list === undefined ? values : `(${values})[]`;
    });
}

function short(text: string): string {
  return clean(text).replaceAll(/'([^']*)'/g, (whole, type: string) =>
    type.length <= MAX_TYPE ? whole : `'${type.slice(0, MAX_TYPE)}…'`,
  );
}
