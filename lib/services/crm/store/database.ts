import sqlite from "node-sqlite3-wasm";

/** What a column holds. */
export type SqlValue = string | number | null;

/** A row as SQLite returns it. */
export type Row = Record<string, SqlValue>;

/** The few things that the store asks of SQLite. Every statement takes its values as parameters. */
export interface Database {
  /** Runs statements that take no values. For schema and pragmas only. */
  exec(sql: string): void;
  all(sql: string, values?: readonly SqlValue[]): Row[];
  /**
   * The rows of a query, given from its FROM on, with these columns. A row crosses from WebAssembly as
   * one text, which for a wide one takes half as long as value by value.
   */
  select(columns: readonly string[], from: string, values?: readonly SqlValue[]): Row[];
  /** The first row; undefined when there is none. */
  get(sql: string, values?: readonly SqlValue[]): Row | undefined;
  /** Returns the number of rows changed. */
  run(sql: string, values?: readonly SqlValue[]): number;
  /** Runs `work` in a transaction: all of it, or, when it throws, nothing. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/**
 * A limit whose value is a parameter. A bare `LIMIT ?` has SQLite compile the statement again whenever
 * a value is bound to it, because the best plan may depend on it; of an expression it knows nothing.
 */
export const limitByParameter = "LIMIT ? + 0";

type Statement = ReturnType<InstanceType<typeof sqlite.Database>["prepare"]>;

/** The store has no blobs and no integers beyond 2^53; meeting one is a bug. */
function isRow(result: Record<string, unknown>): result is Row {
  for (const column in result) {
    const value = result[column];
    if (value !== null && typeof value !== "string" && typeof value !== "number") return false;
  }
  return true;
}

/** Opens a database: a path, or ":memory:". Statements are prepared once and kept until `close`. */
export function openDatabase(path: string): Database {
  const connection = new sqlite.Database(path);
  const statements = new Map<string, Statement>();
  const prepared = (sql: string): Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = connection.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  // A statement that failed would refuse its next use, and report the old error when it is finalized.
  const using = <T>(sql: string, work: (statement: Statement) => T): T => {
    const statement = prepared(sql);
    try {
      return work(statement);
    } catch (error) {
      statements.delete(sql);
      try {
        statement.finalize();
      } catch {
        // The same error once more.
      }
      throw error;
    }
  };
  const all = (sql: string, values: readonly SqlValue[] = []): Row[] =>
    using(sql, (statement) => {
      const rows = statement.all([...values]);
      if (rows.every(isRow)) return rows;
      throw new TypeError("A column holds neither text nor a number.");
    });
  const select: Database["select"] = (columns, from, values) =>
    all(`SELECT json_array(${columns.join(", ")}) AS row ${from}`, values).map(({ row }) => {
      const cells: SqlValue[] = JSON.parse(String(row));
      const named: Row = {};
      for (const [index, column] of columns.entries()) named[column] = cells[index] ?? null;
      return named;
    });
  return {
    exec: (sql) => connection.exec(sql),
    all,
    select,
    get: (sql, values) => all(sql, values)[0],
    run: (sql, values = []) => using(sql, (statement) => statement.run([...values]).changes),
    transaction(work) {
      connection.exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        connection.exec("COMMIT");
        return result;
      } catch (error) {
        if (connection.inTransaction) connection.exec("ROLLBACK");
        throw error;
      }
    },
    close() {
      for (const statement of statements.values()) statement.finalize();
      statements.clear();
      if (connection.isOpen) connection.close();
    },
  };
}
