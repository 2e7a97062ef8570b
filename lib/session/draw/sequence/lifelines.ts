import type { Party, Step } from "./steps.ts";
import { DRAWING_WIDTH } from "../theme.ts";

/** A column of the diagram. */
export interface Lifeline {
  name: string;
  x: number;
  /** Width of the box that holds the name. */
  box: number;
}

/** Servers that get a column of their own; more than that share the last one. */
const SERVER_COLUMNS = 4;
const FIRST_X = 104;
const LAST_X = DRAWING_WIDTH - 92;
const WIDEST_BOX = 150;

/** Names of the two parties that are not MCP servers. */
export interface PartyNames {
  notebook: string;
  api: string;
}

/** The columns of a diagram in order, and which of them a party stands in. */
export class Lifelines {
  readonly columns: Lifeline[];
  readonly #indexes: Map<Party, number>;

  constructor(steps: readonly Step[], names: PartyNames) {
    const parties = new Set<Party>(["notebook", ...steps.flatMap(({ from, to }) => [from, to])]);
    const servers = Array.from(parties).filter((party) => party.startsWith("server:"));
    const own = servers.length > SERVER_COLUMNS ? servers.slice(0, SERVER_COLUMNS - 1) : servers;
    const shared = servers.slice(own.length);
    const titles = [names.notebook];
    this.#indexes = new Map([["notebook", 0]]);
    if (parties.has("api")) this.#indexes.set("api", titles.push(names.api) - 1);
    for (const party of own) this.#indexes.set(party, titles.push(partyName(party, names)) - 1);
    if (shared.length > 0) titles.push(`${shared.length} more servers`);
    for (const party of shared) this.#indexes.set(party, titles.length - 1);
    this.columns = placeColumns(titles);
  }

  /** Index of a party's column. */
  indexOf(party: Party): number {
    return this.#indexes.get(party) ?? 0;
  }

  /** Where a party's lifeline runs, in units of the drawing. */
  xOf(party: Party): number {
    return this.columns[this.indexOf(party)]?.x ?? FIRST_X;
  }
}

/** A party's name for people. */
export function partyName(party: Party, names: PartyNames): string {
  if (party === "notebook" || party === "api") return names[party];
  return party.slice("server:".length);
}

/** Spreads columns evenly, but leaves the first gap wide enough for what a request says. */
function placeColumns(titles: readonly string[]): Lifeline[] {
  const even = (LAST_X - FIRST_X) / Math.max(1, titles.length - 1);
  const firstGap = Math.max(even, Math.min(260, LAST_X - FIRST_X));
  const gap = titles.length > 2 ? (LAST_X - FIRST_X - firstGap) / (titles.length - 2) : 0;
  const box = Math.min(WIDEST_BOX, (titles.length > 2 ? gap : firstGap) - 10);
  return titles.map((name, index) => ({
    name,
    x: index === 0 ? FIRST_X : FIRST_X + firstGap + (index - 1) * gap,
    box: index === 0 ? WIDEST_BOX - 14 : Math.max(56, box),
  }));
}
