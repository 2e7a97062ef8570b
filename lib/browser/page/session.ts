import type { Kernel, KernelState } from "../kernel.ts";
import { startKernel } from "../start-kernel.ts";
import type { Store } from "./store.ts";

/** Who answers in this page: the rehearsal, or Claude. */
export type Mode = "rehearsal" | "live";

/** The kernel that the page's cells run with, and how it is. A key is in its memory alone. */
export class Session {
  mode: Mode = "rehearsal";
  readonly #store: Store;
  #files: Readonly<Record<string, string>>;
  #kernel: Kernel | undefined;
  /** The lesson whose variables the kernel has. */
  #lesson: string | undefined;
  readonly #listeners = new Set<() => void>();

  private constructor(store: Store, files: Readonly<Record<string, string>>) {
    this.#store = store;
    this.#files = files;
  }

  static async open(store: Store): Promise<Session> {
    return new Session(store, await store.files());
  }

  /** The lab's own files, progress among them. */
  get files(): Readonly<Record<string, string>> {
    return this.#files;
  }

  get kernel(): Kernel {
    this.#kernel ??= this.#start({});
    return this.#kernel;
  }

  get state(): KernelState {
    return this.kernel.state;
  }

  /** Told of each change of the state, the mode and the files. */
  onChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  forget(listener: () => void): void {
    this.#listeners.delete(listener);
  }

  /** Makes the kernel this lesson's: another one's variables are forgotten. */
  enter(lesson: string): void {
    if (this.#lesson !== undefined && this.#lesson !== lesson) this.kernel.restart();
    this.#lesson = lesson;
  }

  /** Ends what runs, and goes on with a kernel that asks Claude. */
  goLive(key: string): void {
    this.#kernel?.close();
    this.mode = "live";
    this.#kernel = this.#start({ MCP_LAB_MODE: "live", ANTHROPIC_API_KEY: key });
    this.#tell();
  }

  #start(env: Readonly<Record<string, string>>): Kernel {
    const kernel = startKernel({ env, files: this.#files });
    kernel.onState(() => {
      if (kernel === this.#kernel) this.#tell();
    });
    kernel.onFiles((files) => {
      if (kernel !== this.#kernel) return;
      this.#files = files;
      void this.#store.keepFiles(files);
      this.#tell();
    });
    return kernel;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
