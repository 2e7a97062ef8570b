import { countText } from "../base/counted.ts";
import type { APIError } from "@anthropic-ai/sdk";

/** What happened, and what a person can do about it. */
interface Told {
  what: string;
  remedy: string;
}

const REHEARSE = "or remove MCP_LAB_MODE from .env to rehearse";

const NO_CREDIT: Told = {
  what: "There is no credit left for this key, or its billing fails.",
  remedy: `Look at Billing in the Console, ${REHEARSE}.`,
};

/** By the error's own type. Source: API docs, "Errors". */
const BY_TYPE: Readonly<Record<string, Told>> = {
  invalid_request_error: {
    what: "The API does not take this request.",
    remedy: "Change what its words below name, and run the cell again.",
  },
  authentication_error: {
    what: "The API does not take the key.",
    remedy: `Check ANTHROPIC_API_KEY in .env, then restart the kernel, ${REHEARSE}.`,
  },
  billing_error: NO_CREDIT,
  permission_error: {
    what: "The key may not do this.",
    remedy: `Ask the person who manages the workspace for the permission, use another key, ${REHEARSE}.`,
  },
  not_found_error: {
    what: "The API does not know what this request names.",
    remedy:
      "Compare the words below with the request, and look at ANTHROPIC_BASE_URL where it is set.",
  },
  request_too_large: {
    what: "The request is larger than the API takes.",
    remedy: "Send less at once.",
  },
  rate_limit_error: {
    what: "The key has reached a limit: too many requests or tokens a minute, or its budget.",
    remedy: `Wait a minute and run the cell again. If that does not help, look at Limits in the Console, ${REHEARSE}.`,
  },
  timeout_error: {
    what: "The answer took longer than the API waits.",
    remedy: "Run the cell again, with `stream: true` or a smaller max_tokens.",
  },
  overloaded_error: {
    what: "Claude is overloaded. Nothing is wrong on your side.",
    remedy: `Run the cell again in some minutes, ${REHEARSE}.`,
  },
  api_error: {
    what: "The API failed. Nothing is wrong on your side.",
    remedy: `Run the cell again in some minutes, ${REHEARSE}.`,
  },
};

/** For a gateway that answers in words of its own. */
const TYPE_BY_STATUS: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  402: "billing_error",
  403: "permission_error",
  404: "not_found_error",
  408: "timeout_error",
  413: "request_too_large",
  429: "rate_limit_error",
  504: "timeout_error",
  529: "overloaded_error",
};

const CONNECTION: Readonly<Record<string, Told>> = {
  APIConnectionError: {
    what: "The API could not be reached.",
    remedy: `Look at the network, at a proxy, and at ANTHROPIC_BASE_URL where it is set, ${REHEARSE}.`,
  },
  APIConnectionTimeoutError: {
    what: "The API did not answer in time.",
    remedy: "Run the cell again, with `stream: true` or a smaller max_tokens.",
  },
  APIUserAbortError: { what: "The request was aborted.", remedy: "Run the cell again." },
};

/**
 * An error of the official SDK in sentences: what happened, what to do, and the API's own words.
 * @param model the model that the session's requests name
 */
function describeApiError(error: APIError, model: string): string {
  const { what, remedy } = told(error, model);
  const status = error.status === undefined ? "" : ` (${error.status})`;
  const words = error.apiMessage ?? (error.status === undefined ? "" : error.message);
  const own = words === "" ? [] : [`The API's words: ${words.slice(0, 1000)}`];
  const id = error.requestID ? [`Request: ${error.requestID}`] : [];
  return [`${what.replace(/\.$/, "")}${status}. ${remedy}`, ...own, ...id].join("\n");
}

function told(error: APIError, model: string): Told {
  const { status, name, headers } = error;
  const words = error.apiMessage ?? "";
  const type = error.type ?? TYPE_BY_STATUS[status ?? 0] ?? "api_error";
  if (status === undefined && error.type === null) {
    return CONNECTION[name] ?? { what: error.message, remedy: "Run the cell again." };
  }
  if (/credit balance/i.test(words)) return NO_CREDIT;
  if (type === "not_found_error" && /\bmodel\b/.test(words)) {
    return {
      what: `The key cannot use the model that the request names; the session's is ${model}.`,
      remedy: "Set ANTHROPIC_MODEL in .env to one that it can use, or leave it out.",
    };
  }
  const wait = headers?.get("retry-after");
  const known = BY_TYPE[type] ?? BY_TYPE["api_error"];
  const { what, remedy } = known ?? { what: error.message, remedy: "" };
  if (!wait) return { what, remedy };
  const time = /^\d+$/.test(wait) ? countText(Number(wait), "second") : `until ${wait}`;
  return { what, remedy: `The API says to wait ${time}. Then run the cell again.` };
}

/**
 * Has the SDK's errors say this wherever a notebook prints one, in place of a stack and headers.
 * @param sdk the copy of the SDK that cells get
 */
export function tellApiErrors(sdk: typeof import("@anthropic-ai/sdk"), model: string): void {
  Object.defineProperty(sdk.APIError.prototype, Symbol.for("nodejs.util.inspect.custom"), {
    configurable: true,
    value(this: APIError) {
      return describeApiError(this, model);
    },
  });
}
