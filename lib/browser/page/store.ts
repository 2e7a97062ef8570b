import { createStore, get, update, type UseStore } from "idb-keyval";
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
  /** Told of a lesson that another tab has kept. */
  onKeptElsewhere: (slug: string) => void = () => undefined;
  readonly #database: UseStore | undefined;
  readonly #memory = new Map<string, unknown>();
  readonly #tabs: BroadcastChannel | undefined;
  /** The lab's own files as this tab had them last: what differs from these, it has changed. */
  #files: Readonly<Record<string, string>> = {};

  private constructor(database: UseStore | undefined, name: string) {
    this.#database = database;
    this.isLasting = database !== undefined;
    if (database === undefined) return;
    this.#tabs = new BroadcastChannel(name);
    this.#tabs.addEventListener("message", ({ data }) => this.onKeptElsewhere(String(data)));
  }

  /** Opens what is kept for this course: another one at the same host has its own. */
  static async open(): Promise<Store> {
    const name = `mcp-integration ${new URL(".", document.baseURI).pathname}`;
    try {
      const database = createStore(name, "kept");
      await get("files", database);
      return new Store(database, name);
    } catch {
      return new Store(undefined, name);
    }
  }

  /** What is kept of a lesson; nothing where it was not begun. */
  async lesson(slug: string): Promise<KeptLesson | undefined> {
    return keptLesson.safeParse(await this.#get(`lesson ${slug}`)).data;
  }

  async keepLesson(slug: string, lesson: KeptLesson): Promise<void> {
    await this.#set(`lesson ${slug}`, () => lesson);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel, not a window
    this.#tabs?.postMessage(slug);
  }

  /** The lab's own files, texts by path below the project. */
  async files(): Promise<Readonly<Record<string, string>>> {
    this.#files = texts.safeParse(await this.#get("files")).data ?? {};
    return this.#files;
  }

  /** Keeps what this tab has changed in them: another one may have changed others. */
  async keepFiles(files: Readonly<Record<string, string>>): Promise<void> {
    const before = this.#files;
    this.#files = files;
    await this.#set("files", (kept) => {
      const all = new Map(Object.entries(texts.safeParse(kept).data ?? {}));
      for (const path of Object.keys({ ...before, ...files })) {
        const text = files[path];
        if (text === undefined) all.delete(path);
        else if (text !== before[path]) all.set(path, text);
      }
      return Object.fromEntries(all);
    });
  }

  async #get(key: string): Promise<unknown> {
    return this.#database === undefined ? this.#memory.get(key) : get(key, this.#database);
  }

  async #set(key: string, change: (kept: unknown) => unknown): Promise<void> {
    if (this.#database === undefined) this.#memory.set(key, change(this.#memory.get(key)));
    else await update(key, change, this.#database).catch(this.onFault);
  }
}
