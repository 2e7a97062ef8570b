import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { WebSocket } from "ws";
import type { Json } from "../../lib/base/json.ts";
import type { JsonObject } from "../../lib/base/json.ts";
import type { Output } from "../../lib/notebook/notebook.ts";
import type { Jupyter } from "../counterparts/jupyter.ts";

/** A kernel answers within milliseconds once it is up. */
const ASK_AGAIN_MS = 500;

/** One cell as the real kernel ran it. `outputs` grows when late output comes. */
export interface KernelCell {
  status: "ok" | "error";
  outputs: Output[];
}

const object: z.ZodType<JsonObject> = z.record(z.string(), z.json());
const message = z.object({
  msg_type: z.string(),
  parent_header: z.object({ msg_id: z.string().optional() }),
  content: z.looseObject({
    status: z.string().optional(),
    execution_state: z.string().optional(),
    name: z.enum(["stdout", "stderr"]).optional().catch(undefined),
    text: z.string().optional(),
    data: object.optional(),
    metadata: object.optional(),
    transient: z.object({ display_id: z.string().optional() }).optional(),
  }),
});
type Message = z.infer<typeof message>;
type Display = Extract<Output, { output_type: "display_data" }>;

/** The reply and the end of the output come over two sockets of the kernel, in either order. */
interface Running {
  cell: KernelCell;
  waitingFor: Set<"reply" | "idle">;
  done: () => void;
}

/** A tslab kernel behind a real Jupyter server, spoken to as a notebook page does. */
export class RealKernel {
  #socket: WebSocket;
  #end: () => Promise<unknown>;
  #running = new Map<string, Running>();
  #displays = new Map<string, Display[]>();

  private constructor(socket: WebSocket, end: () => Promise<unknown>) {
    this.#socket = socket;
    this.#end = end;
    socket.addEventListener("message", ({ data }) => {
      if (typeof data === "string") this.#receive(message.parse(JSON.parse(data)));
    });
  }

  /** Starts a kernel for a notebook of the server. The file need not be there; its folder must. */
  static async start(jupyter: Jupyter, notebook: string): Promise<RealKernel> {
    const api = async (method: string, path: string, body?: Json): Promise<Response> => {
      const reply = await fetch(`${jupyter.url}api/${path}`, {
        method,
        headers: { authorization: `token ${jupyter.token}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
      return reply;
    };
    const request = { path: notebook, name: "", type: "notebook", kernel: { name: "tslab" } };
    const created = await (await api("POST", "sessions", request)).json();
    const session = z
      .object({ id: z.string(), kernel: z.object({ id: z.string() }) })
      .parse(created);
    const address = new URL(`api/kernels/${session.kernel.id}/channels`, jupyter.url);
    address.protocol = "ws:";
    address.search = `token=${jupyter.token}`;
    const socket = new WebSocket(address, { maxPayload: 100_000_000 });
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    const kernel = new RealKernel(socket, () => api("DELETE", `sessions/${session.id}`));
    await kernel.#heard();
    return kernel;
  }

  /** Runs one cell; resolves when the kernel has replied and is idle again. */
  async execute(code: string): Promise<KernelCell> {
    return await this.#ask("execute", {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: false,
    });
  }

  /**
   * Resolves when what the kernel publishes arrives here. Jupyter subscribes to it a moment after the
   * socket opens and loses what comes before: so it is asked, as a page asks, until "idle" is heard.
   */
  async #heard(): Promise<void> {
    let heard = false;
    for (let asked: Promise<unknown>[] = []; !heard;) {
      asked = [...asked, this.#ask("kernel_info", {})];
      heard = await Promise.race([Promise.any(asked).then(() => true), sleep(ASK_AGAIN_MS, false)]);
    }
  }

  async #ask(request: "execute" | "kernel_info", content: Json): Promise<KernelCell> {
    const cell: KernelCell = { status: "error", outputs: [] };
    await new Promise<void>((done) => {
      const id = randomUUID();
      this.#running.set(id, { cell, waitingFor: new Set(["reply", "idle"]), done });
      this.#socket.send(JSON.stringify(messageOf(id, `${request}_request`, content)));
    });
    return cell;
  }

  /** Ends the kernel. */
  async close(): Promise<void> {
    await this.#end();
    this.#socket.close();
  }

  #receive({ msg_type: type, parent_header: parent, content }: Message): void {
    const running = this.#running.get(parent.msg_id ?? "");
    if (running === undefined) return;
    const { outputs } = running.cell;
    if (type === "stream" && content.name !== undefined && content.text !== undefined) {
      outputs.push({ output_type: "stream", name: content.name, text: content.text });
    }
    if (type === "display_data" || type === "update_display_data") {
      this.#display(outputs, type === "update_display_data", content);
    }
    if (type === "execute_reply" || type === "kernel_info_reply") {
      running.cell.status = content.status === "ok" ? "ok" : "error";
      running.waitingFor.delete("reply");
    }
    if (content.execution_state === "idle") running.waitingFor.delete("idle");
    if (running.waitingFor.size === 0) running.done();
  }

  #display(outputs: Output[], update: boolean, content: Message["content"]): void {
    const { data = {}, metadata = {}, transient } = content;
    const id = transient?.display_id ?? "";
    const known = this.#displays.get(id) ?? [];
    if (update) {
      for (const display of known) Object.assign(display, { data, metadata });
      return;
    }
    const display: Display = { output_type: "display_data", data, metadata };
    outputs.push(display);
    if (id !== "") this.#displays.set(id, [...known, display]);
  }
}

/** https://jupyter-client.readthedocs.io/en/latest/messaging.html#general-message-format */
function messageOf(id: string, type: string, content: Json): Json {
  return {
    channel: "shell",
    header: {
      msg_id: id,
      msg_type: type,
      session: "differential-test",
      username: "",
      date: "",
      version: "5.3",
    },
    parent_header: {},
    metadata: {},
    buffers: [],
    content,
  };
}
