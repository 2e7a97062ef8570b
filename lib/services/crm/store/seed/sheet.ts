/** One row, in the order of the table's columns. */
export type SeedRow = readonly (string | number | null)[];

/** The moment up to which the sample data reaches, ISO 8601. */
export const SEED_STAMP = "2026-09-30T09:00:00.000Z";

const END = Date.parse(SEED_STAMP);

/** The day that lies `days` before the sample data's last day, YYYY-MM-DD. */
export function daysBefore(days: number): string {
  return new Date(END - days * 86_400_000).toISOString().slice(0, 10);
}

/** The rows of all tables while they are being made. */
export class Sheet {
  readonly rows: Map<string, SeedRow[]> = new Map();

  add(table: string, row: SeedRow): void {
    const list = this.rows.get(table);
    if (list === undefined) this.rows.set(table, [row]);
    else list.push(row);
  }

  /** The key that a table's next row gets, such as ct-0001. */
  nextKey(table: string, prefix: string, width = 4): string {
    const count = this.rows.get(table)?.length ?? 0;
    return `${prefix}-${String(count + 1).padStart(width, "0")}`;
  }
}
