import type { Json } from "../base/json.ts";
import { MAX_MESSAGE_LENGTH, type Pipe } from "../wire/pipe.ts";
import { errorToJson, toJson } from "../wire/error-json.ts";
import type { OnService } from "../notebook/executor.ts";
import { inspectConfig } from "../subjects/config/inspect.ts";
import { serveCrm } from "./serve-crm.ts";

/** More than any notebook opens. */
const MAX_SERVICES = 60;

/**
 * Serves one run what its cells may use of the library and its sandbox does not hold.
 *
 * @param bytes what all of it may say, since it waits here until the sandbox takes it
 */
export function serveBeside(bytes: number): OnService {
  let services = 0;
  let left = bytes;
  return (service, pipe) => {
    if (++services > MAX_SERVICES) return pipe.close();
    const bounded: Pipe = {
      closed: pipe.closed,
      close: () => pipe.close(),
      receive: (handler) => pipe.receive(handler),
      send(message) {
        left -= JSON.stringify(message).length;
        if (left < 0) pipe.close();
        else pipe.send(message);
      },
    };
    if (service === "crm") serveCrm(bounded);
    else bounded.receive((asked) => void inspect(bounded, asked));
  };
}

async function inspect(pipe: Pipe, asked: Json): Promise<void> {
  const config = typeof asked === "object" && asked !== null ? Reflect.get(asked, "config") : null;
  try {
    const findings = toJson(await inspectConfig(config)) ?? [];
    const isLong = JSON.stringify(findings).length > MAX_MESSAGE_LENGTH / 2;
    pipe.send(isLong ? { findings: [] } : { findings });
  } catch (error) {
    pipe.send({ error: errorToJson(error) });
  }
  pipe.close();
}
