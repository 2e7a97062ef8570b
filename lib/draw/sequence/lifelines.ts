import { cutText, oneLine } from "../../markup/plain-text.ts";
import { DRAWING_WIDTH, EDGE } from "../../markup/theme.ts";
import type { Party, Step } from "./steps.ts";

/** A column of the diagram. */
export interface Lifeline {
  name: string;
  x: number;
  /** Width of the box that holds the name. */
  box: number;
}

/** How a server's name starts as a {@link Party}. */
const SERVER = "server:";

/** Servers that get a column of their own; more than that share the last one. */
const SERVER_COLUMNS = 4;
const FIRST_BOX = 104;
const FIRST_X = EDGE + FIRST_BOX / 2;
const FIRST_GAP = 232;
const WIDEST_BOX = 136;
const BOX_SPACE = 8;

/** Longest name in columns; longer ones are cut. */
const NAME_LIMIT = 60;

/** Names of the two parties that are not MCP servers. */
export interface PartyNames {
  notebook: string;
  api: string;
}

/** The columns of a diagram in order, and which of them a party is in. */
export class Lifelines {
  readonly columns: Lifeline[];
  readonly #indexes: Map<Party, number>;
  readonly #shared: ReadonlySet<Party>;
  readonly #names: PartyNames;

  constructor(steps: readonly Step[], names: PartyNames) {
    const parties = new Set<Party>(["notebook", ...steps.flatMap(({ from, to }) => [from, to])]);
    const servers = Array.from(parties).filter((party) => party.startsWith(SERVER));
    const own = servers.length > SERVER_COLUMNS ? servers.slice(0, SERVER_COLUMNS - 1) : servers;
    const shared = servers.slice(own.length);
    this.#shared = new Set(shared);
    this.#names = names;
    const titles = [partyName("notebook", names)];
    this.#indexes = new Map([["notebook", 0]]);
    if (parties.has("api")) this.#indexes.set("api", titles.push(partyName("api", names)) - 1);
    for (const party of own) this.#indexes.set(party, titles.push(partyName(party, names)) - 1);
    if (shared.length > 0) titles.push(`${shared.length} more servers`);
    for (const party of shared) this.#indexes.set(party, titles.length - 1);
    this.columns = placeColumns(titles);
  }

  /** Where a party's lifeline runs, in units of the drawing. */
  xOf(party: Party): number {
    return this.columns[this.#indexes.get(party) ?? 0]?.x ?? FIRST_X;
  }

  /** "mail: " for a step with a server whose column does not tell its name; else nothing. */
  sharedName({ from, to }: Step): string {
    const party = [from, to].find((end) => this.#shared.has(end));
    return party === undefined ? "" : `${partyName(party, this.#names)}: `;
  }
}

/** A party's name for people, on one line of bounded length. */
export function partyName(party: Party, names: PartyNames): string {
  const isNamed = party === "notebook" || party === "api";
  return cutText(oneLine(isNamed ? names[party] : party.slice(SERVER.length)), NAME_LIMIT);
}

/**
 * Places the boxes between the card's edges. The first gap is wide enough for what a request says;
 * the others share the rest.
 */
function placeColumns(titles: readonly string[]): Lifeline[] {
  const room = DRAWING_WIDTH - EDGE - FIRST_X;
  const count = titles.length;
  const even = (room - WIDEST_BOX / 2) / Math.max(1, count - 1);
  const firstGap = count > 3 ? FIRST_GAP : even;
  const gap = (room - firstGap + BOX_SPACE / 2) / (count - 1.5);
  const box = count > 3 ? Math.min(WIDEST_BOX, gap - BOX_SPACE) : WIDEST_BOX;
  return titles.map((name, index) => {
    if (index === 0) return { name, x: FIRST_X, box: FIRST_BOX };
    return { name, x: FIRST_X + firstGap + (index - 1) * (count > 3 ? gap : even), box };
  });
}
