import { setTimeout as timer } from "node:timers/promises";
import { type ApiReply, noReply } from "./api-call.ts";
import { ApiError } from "./api-error.ts";

/** What goes wrong with one request. */
export type Fault =
  /** Nothing: the request is answered as usual. */
  | { kind: "none" }
  /** 429, with `Retry-After` when the seconds are given. */
  | { kind: "rate-limited"; retryAfterSeconds?: number }
  /** 503, with `Retry-After` when the seconds are given. */
  | { kind: "unavailable"; retryAfterSeconds?: number }
  /** 401, as if the key had been withdrawn. */
  | { kind: "unauthorized" }
  /** 403, as if the key had lost a permission. */
  | { kind: "forbidden" }
  /** Answered after `ms` milliseconds. */
  | { kind: "slow"; ms: number }
  /** Done, but only half of the reply's JSON arrives. */
  | { kind: "broken-reply" }
  /** The connection ends before anything is done. */
  | { kind: "dropped" }
  /** Done, and then the connection ends: the caller cannot know. */
  | { kind: "lost-reply" };

/** A fault and the requests it is for. */
export type ScriptedFault = Fault & {
  /** Only requests with this method. */
  method?: "GET" | "POST" | "PATCH";
  /** Only requests whose path begins so. */
  path?: string;
};

/** Faults in the order in which requests meet them; each is used once. */
export class FaultScript {
  #waiting: ScriptedFault[];

  constructor(faults: readonly ScriptedFault[] = []) {
    this.#waiting = [...faults];
  }

  /** Puts more faults at the end. */
  add(...faults: readonly ScriptedFault[]): void {
    this.#waiting.push(...faults);
  }

  /** Faults not yet met. */
  get left(): number {
    return this.#waiting.length;
  }

  /** Takes the next fault for a request; `none` when there is none for it. */
  take(method: string, path: string): Fault {
    const at = this.#waiting.findIndex(
      (fault) =>
        (fault.method === undefined || fault.method === method) &&
        (fault.path === undefined || path.startsWith(fault.path)),
    );
    return this.#waiting.splice(at, at < 0 ? 0 : 1)[0] ?? { kind: "none" };
  }
}

/** Waits; ends early, with the signal's reason, when the request is given up. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Waits by the system's timer. */
export const realSleep: Sleep = async (ms, signal) => {
  await timer(ms, undefined, { signal }).catch(() => signal?.throwIfAborted());
};

/** Answers a request as the fault has it; `answer` does what was asked. */
export async function withFault(
  fault: Fault,
  answer: () => Promise<ApiReply>,
  sleep: Sleep,
  signal: AbortSignal,
): Promise<ApiReply> {
  switch (fault.kind) {
    case "slow":
      await sleep(fault.ms, signal);
      return answer();
    case "dropped":
      return noReply();
    case "lost-reply":
      await answer();
      return noReply();
    case "broken-reply":
      return { ...(await answer()), cut: true };
    case "unauthorized":
      throw new ApiError("unauthorized", "The API key is missing or not known.");
    case "forbidden":
      throw new ApiError("forbidden", "This key lost a permission.", {
        required_permission: "crm:read",
      });
    case "rate-limited":
      throw new ApiError("rate_limited", "Too many requests with this key.", {
        retryAfterSeconds: fault.retryAfterSeconds,
      });
    case "unavailable":
      throw new ApiError("unavailable", "The CRM is down for maintenance.", {
        retryAfterSeconds: fault.retryAfterSeconds,
      });
    default:
      return answer();
  }
}
