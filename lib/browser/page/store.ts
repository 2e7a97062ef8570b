import { createStore, get, set, type UseStore } from "idb-keyval";
import { z } from "zod";

/** What is kept of a lesson: the notebook as it was given, and as the learner left it. */
const keptLesson = z.object({ base: z.string(), mine: z.string() });
const texts = z.record(z.string(), z.string());

/** A lesson's notebook as it was given, and as the learner left it. */
export type KeptLesson = z.infer<typeof keptLesson>;

/** What this browser keeps of the course: answers and the lab's own files. No key ever comes here. */
export class Store {
  /** Whether it outlives the page; some private windows keep nothing. */
  readonly isLasting: boolean;
  /** Told when something could not be kept, such as for want of space. */
  onFault: () => void = () => undefined;
  readonly #database: UseStore | undefined;
  readonly #memory = new Map<string, unknown>();

  private constructor(database: UseStore | undefined) {
    this.#database = database;
    this.isLasting = database !== undefined;
  }

  /** Opens what is kept for this course: another one at the same host has its own. */
  static async open(): Promise<Store> {
    try {
      const folder = new URL(".", document.baseURI).pathname;
      const database = createStore(`mcp-integration ${folder}`, "kept");
      await get("files", database);
      return new Store(database);
    } catch {
      return new Store(undefined);
    }
  }

  /** What is kept of a lesson; nothing where it was not begun. */
  async lesson(slug: string): Promise<KeptLesson | undefined> {
    return keptLesson.safeParse(await this.#get(`lesson ${slug}`)).data;
  }

  async keepLesson(slug: string, lesson: KeptLesson): Promise<void> {
    await this.#set(`lesson ${slug}`, lesson);
  }

  /** The lab's own files, texts by path below the project. */
  async files(): Promise<Readonly<Record<string, string>>> {
    return texts.safeParse(await this.#get("files")).data ?? {};
  }

  async keepFiles(files: Readonly<Record<string, string>>): Promise<void> {
    await this.#set("files", { ...files });
  }

  async #get(key: string): Promise<unknown> {
    return this.#database === undefined ? this.#memory.get(key) : get(key, this.#database);
  }

  async #set(key: string, value: unknown): Promise<void> {
    if (this.#database === undefined) this.#memory.set(key, value);
    else await set(key, value, this.#database).catch(this.onFault);
  }
}
