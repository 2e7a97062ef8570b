import { grouped } from "../base/grouped.ts";

/**
 * What waits for the grading processes, by lesson. A process stays with a lesson as long as it can:
 * its compiler holds the packages of the lesson at hand and reads those of another one again, which
 * takes a tenth of its time where lessons alternate.
 */
export class WorkQueue<Item extends { lesson?: string | undefined }> {
  #waiting: Map<string, Item[]>;
  #processes = new Map<string, number>();

  constructor(items: readonly Item[]) {
    this.#waiting = grouped(items, lessonOf);
  }

  /**
   * The next item for a process; undefined when none is left.
   *
   * @param last what the process had before
   */
  take(last: Item | undefined): Item | undefined {
    const own = last === undefined ? undefined : lessonOf(last);
    const next = own === undefined ? undefined : this.#waiting.get(own)?.shift();
    if (next !== undefined) return next;
    if (own !== undefined) this.#count(own, -1);
    const [lesson, items] = this.#longest();
    const taken = items?.shift();
    if (lesson !== undefined && taken !== undefined) this.#count(lesson, 1);
    return taken;
  }

  /** The lesson with most waiting for each process that would be with it. */
  #longest(): [lesson?: string, items?: Item[]] {
    const share = ([lesson, { length }]: [string, Item[]]): number =>
      length / (1 + (this.#processes.get(lesson) ?? 0));
    return [...this.#waiting].toSorted((a, b) => share(b) - share(a))[0] ?? [];
  }

  #count(lesson: string, by: number): void {
    this.#processes.set(lesson, (this.#processes.get(lesson) ?? 0) + by);
  }
}

function lessonOf({ lesson = "" }: { lesson?: string | undefined }): string {
  return lesson;
}
