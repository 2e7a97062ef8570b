import { z } from "zod";
import type { Json, JsonObject } from "../../base/json.ts";
import type { World } from "../../exercises/world.ts";

/** How the Messages API took a connector call. */
export interface Sent {
  /** HTTP status. */
  status: number;
  /** The API's words where it refused; empty otherwise. */
  message: string;
  /** The reply as it came. */
  body: Json;
}

const failure = z.looseObject({ error: z.looseObject({ message: z.string() }) });

const json = z.json();

const betaNames = z.array(z.string()).catch(["mcp-client-2025-11-20"]);

/**
 * Sends a connector call whose parts a learner made, whatever they are: the SDK's types are not asked,
 * the API is. As with the SDK, `betas` become a header.
 */
export async function sendConnectorCall(
  world: World,
  parts: { [field: string]: Json },
): Promise<Sent> {
  const { betas, ...fields } = parts;
  const request = requestOf(betaNames.parse(betas), {
    model: "claude-opus-4-7",
    max_tokens: 1024,
    messages: [{ role: "user", content: 'Which models does "northwind-robotics" publish?' }],
    ...fields,
  });
  if (request === undefined) {
    return {
      status: 0,
      message: "its betas hold what no header can, so nothing was sent",
      body: null,
    };
  }
  const response = await world.fetch(request);
  const body = json.parse(await response.json());
  const message = failure.safeParse(body).data?.error.message ?? "";
  return { status: response.status, message, body };
}

/** Undefined where `fetch` itself refuses it. */
function requestOf(betas: readonly string[], body: JsonObject): Request | undefined {
  try {
    return new Request("https://api.anthropic.com/v1/messages", {
      method: "POST",
      headers: {
        "x-api-key": "rehearsal",
        "anthropic-version": "2026-10-21",
        "anthropic-beta": betas.join(","),
      },
      body: JSON.stringify(body),
    });
  } catch {
    return undefined;
  }
}
