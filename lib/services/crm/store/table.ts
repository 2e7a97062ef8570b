/** A column as the database holds it and as the catalog describes it. */
export interface Column {
  name: string;
  type: "text" | "integer" | "real";
  /** What it means, for somebody who sees the CRM for the first time. */
  description: string;
  nullable?: true;
  /** Primary key. */
  key?: true;
  /** The key it points to, as "table.column". */
  references?: string;
  /** The only values it takes. */
  values?: readonly string[];
}

/** A table or a view. The DDL and the catalog are both made from this, so that they agree. */
export interface Table {
  name: string;
  kind: "table" | "view";
  title: string;
  description: string;
  columns: readonly Column[];
  /** Columns that have an index, for tables; the key follows, so that pages are read in its order. */
  indexes?: readonly string[];
  /** The query behind a view. */
  select?: string;
}

type Extras = Partial<Omit<Column, "name" | "type" | "description">>;

const columnOf =
  (type: Column["type"]) =>
  (name: string, description: string, extras: Extras = {}): Column => ({
    name,
    type,
    description,
    ...extras,
  });

/** Describe a column of each type. */
export const text = columnOf("text");
export const integer = columnOf("integer");
export const real = columnOf("real");

function columnDdl(column: Column): string {
  const parts = [column.name, column.type.toUpperCase()];
  if (column.key) parts.push("PRIMARY KEY");
  if (!column.nullable) parts.push("NOT NULL");
  if (column.values) parts.push(`CHECK (${column.name} IN ('${column.values.join("', '")}'))`);
  if (column.references) {
    const [table, key] = column.references.split(".");
    parts.push(`REFERENCES ${table} (${key})`);
  }
  return parts.join(" ");
}

/** The statements that create a table with its indexes, or a view. */
export function tableDdl(table: Table): string {
  if (table.select !== undefined) return `CREATE VIEW ${table.name} AS ${table.select};`;
  const columns = table.columns.map(columnDdl).join(",\n  ");
  const indexes = (table.indexes ?? []).map(
    (column) => `\nCREATE INDEX ${table.name}_${column} ON ${table.name} (${column}, id);`,
  );
  return `CREATE TABLE ${table.name} (\n  ${columns}\n) STRICT;${indexes.join("")}`;
}
