import { expect, it } from "vitest";
import { WorkQueue } from "../../lib/grader/work-queue.ts";

interface Item {
  lesson?: string;
  student: string;
}

const students = ["ada", "boris", "cleo"];
const lessons = ["00", "01", "02"];
const items: Item[] = students.flatMap((student) => lessons.map((lesson) => ({ lesson, student })));

/** What each of so many processes is given, when all of them are equally fast. */
function share(waiting: readonly Item[], processes: number): Item[][] {
  const queue = new WorkQueue(waiting);
  const taken: Item[][] = Array.from({ length: processes }, () => []);
  for (let isOver = false; !isOver;) {
    isOver = true;
    for (const own of taken) {
      const item = queue.take(own.at(-1));
      if (item === undefined) continue;
      own.push(item);
      isOver = false;
    }
  }
  return taken;
}

const lessonsOf = (own: Item[] | undefined): (string | undefined)[] | undefined =>
  own?.map(({ lesson }) => lesson);

it("gives one process lesson after lesson, and of each the students in order", () => {
  const [own] = share(items, 1);
  expect(lessonsOf(own)).toEqual(["00", "00", "00", "01", "01", "01", "02", "02", "02"]);
  expect(own?.map(({ student }) => student)).toEqual([...students, ...students, ...students]);
});

it("gives two processes different lessons, and both the last one", () => {
  const [first, second] = share(items, 2);
  expect(lessonsOf(first)).toEqual(["00", "00", "00", "02", "02"]);
  expect(lessonsOf(second)).toEqual(["01", "01", "01", "02"]);
});

it.each([1, 2, 3, 4, 20])("gives each item to one of %i processes", (processes) => {
  const mixed: Item[] = [...items, { student: "dora" }, { student: "emil" }];
  const taken = share(mixed, processes).flat();
  expect(taken).toHaveLength(mixed.length);
  expect(new Set(taken)).toEqual(new Set(mixed));
});

it("has nothing to give where nothing waits", () => {
  expect(new WorkQueue<Item>([]).take(undefined)).toBeUndefined();
});
