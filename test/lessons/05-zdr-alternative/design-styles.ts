type Covered = "yes" | "qualified" | "no";
interface Row {
  covered: Covered;
  kept: string;
  refused: boolean;
}
type Lookup = (piece: string) => Row;

const row = (kept: string, covered: Covered = "no", refused = false): Row => ({
  covered,
  kept,
  refused,
});

const table: Record<string, Row> = {
  "hub-connector": row("standard-policy"),
  "crm-client": row("nothing", "yes"),
  "search-filtered": row("container-30-days"),
  "search-direct": row("nothing", "yes"),
  "deck-file": row("until-deleted"),
  "deck-inline": row("nothing", "yes"),
  "nightly-batch": row("29-days"),
  "strict-summary": row("schema-24-hours", "qualified"),
  "runner-threads": row("memory-1-hour"),
  charts: row("container-30-days"),
  fable: row("model-30-days", "no", true),
};

const KEPT: Record<string, string[]> = {
  nothing: ["crm-client", "search-direct", "deck-inline"],
  "schema-24-hours": ["strict-summary"],
  "standard-policy": ["hub-connector"],
  "container-30-days": ["search-filtered", "charts"],
  "until-deleted": ["deck-file"],
  "29-days": ["nightly-batch"],
  "memory-1-hour": ["runner-threads"],
  "model-30-days": ["fable"],
};

function bySwitch(piece: string): Row {
  switch (piece) {
    case "crm-client":
    case "search-direct":
    case "deck-inline":
      return { covered: "yes", kept: "nothing", refused: false };
    case "strict-summary":
      return { covered: "qualified", kept: "schema-24-hours", refused: false };
    case "search-filtered":
    case "charts":
      return { covered: "no", kept: "container-30-days", refused: false };
    case "deck-file":
      return { covered: "no", kept: "until-deleted", refused: false };
    case "nightly-batch":
      return { covered: "no", kept: "29-days", refused: false };
    case "runner-threads":
      return { covered: "no", kept: "memory-1-hour", refused: false };
    case "fable":
      return { covered: "no", kept: "model-30-days", refused: true };
    default:
      return { covered: "no", kept: "standard-policy", refused: false };
  }
}

/** What is kept is looked up; the rest follows from it. */
function byWhatIsKept(piece: string): Row {
  const kept = Object.keys(KEPT).find((what) => KEPT[what]?.includes(piece)) ?? "";
  const covered = kept === "nothing" ? "yes" : kept.startsWith("schema") ? "qualified" : "no";
  return { kept, covered, refused: kept.startsWith("model") };
}

const TEXT = `hub-connector no standard-policy
crm-client yes nothing
search-filtered no container-30-days
search-direct yes nothing
deck-file no until-deleted
deck-inline yes nothing
nightly-batch no 29-days
strict-summary qualified schema-24-hours
runner-threads no memory-1-hour
charts no container-30-days
fable no model-30-days refused`;

/** How the row of a piece may be found. */
const lookups: Record<string, Lookup> = {
  "has a table": (piece) => table[piece] ?? row("nothing", "yes"),
  switches: bySwitch,
  "concludes from what is kept": byWhatIsKept,
  "reads a text": (piece) => {
    const line = TEXT.split("\n").find((one) => one.startsWith(`${piece} `)) ?? "";
    const [, covered = "", kept = "", refused] = line.split(" ");
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one of the words above
    return { covered: covered as Covered, kept, refused: refused !== undefined };
  },
  "asks a class": (piece) =>
    new (class {
      readonly covered = byWhatIsKept(piece).covered;
      readonly kept = table[piece]?.kept ?? "nothing";
      readonly refused = piece === "fable";
    })(),
};

/** How the answer may be put together. */
const builds: Record<string, (pieces: string[], lookup: Lookup) => unknown> = {
  "makes entries": (pieces, lookup) =>
    Object.fromEntries(pieces.map((piece) => [piece, lookup(piece)])),
  "fills an object": (pieces, lookup) => {
    const rows: Record<string, Row> = {};
    for (const piece of pieces) rows[piece] = { ...lookup(piece) };
    return rows;
  },
  "reduces and adds a reason": (pieces, lookup) =>
    pieces.reduce<Record<string, Row>>((all, piece) => {
      all[piece] = Object.assign({ why: "as documented" }, lookup(piece));
      return all;
    }, {}),
  "promises an object": async (pieces, lookup) =>
    Object.assign({}, ...pieces.map((piece) => ({ [piece]: lookup(piece) }))),
};

/** Each way to find a row with each way to put them together. */
export const styles: Record<string, (pieces: string[]) => unknown> = Object.fromEntries(
  Object.entries(lookups).flatMap(([how, lookup]) =>
    Object.entries(builds).map(([then, build]) => [
      `${how}, and ${then}`,
      (pieces: string[]) => build(pieces, lookup),
    ]),
  ),
);
