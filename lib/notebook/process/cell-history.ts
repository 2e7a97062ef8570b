import { parseSync } from "oxc-parser";
import { declaredHere, freeNames } from "../free-names.ts";
import { unlessTooDeep } from "../too-deep.ts";

/** The names of values that a cell declares, and those that it needs of others. */
interface CellNames {
  declared: readonly string[];
  needed: ReadonlySet<string>;
}

/** What ran in a session: it knows the names whose values are older than their cells. */
export class CellHistory {
  #failed = new Set<string>();
  /** By name, what the cell needed that declared it. */
  #neededBy = new Map<string, ReadonlySet<string>>();
  #running: CellNames = { declared: [], needed: new Set() };

  /** @param execute runs the cell and tells whether it succeeded */
  async run(source: string, execute: () => Promise<boolean>): Promise<boolean> {
    const cell = namesOf(source);
    this.#running = cell;
    const ok = await execute();
    for (const name of cell.declared) {
      if (ok) this.#neededBy.set(name, cell.needed);
      if (ok) this.#failed.delete(name);
      else this.#failed.add(name);
    }
    return ok;
  }

  /**
   * The names that the running cell needs, itself or by way of what other cells declared, and whose own
   * cell ended in an error when it ran last.
   */
  staleNames(): string[] {
    const needed = new Set(this.#running.needed);
    // A set's iteration reaches what is added on the way.
    for (const name of needed) {
      for (const other of this.#neededBy.get(name) ?? []) needed.add(other);
    }
    return [...needed].filter((name) => this.#failed.has(name));
  }
}

/** A declaration at the beginning of a line, in a cell that does not parse. */
const DECLARATION =
  /^(?:export )?(?:const|let|var|class|(?:async )?function\*?) +([\p{ID_Start}$_][\p{ID_Continue}$]*)/gmu;

function namesOf(source: string): CellNames {
  return unlessTooDeep(
    source,
    () => readNames(source),
    () => namesAtLineStarts(source),
  );
}

function namesAtLineStarts(source: string): CellNames {
  const declared = [...source.matchAll(DECLARATION)].flatMap(([, name]) => name ?? []);
  return { declared, needed: new Set() };
}

function readNames(source: string): CellNames {
  const { program, errors } = parseSync("cell.ts", source, { sourceType: "module" });
  if (errors.length > 0) return namesAtLineStarts(source);
  const statements = program.body.map((statement) =>
    statement.type === "ExportNamedDeclaration" ? (statement.declaration ?? statement) : statement,
  );
  const declared = statements.flatMap(declaredHere);
  const needed = freeNames(statements).values;
  for (const name of declared) needed.delete(name);
  return { declared, needed };
}
