import { judgeName } from "./secret-names.ts";
import { isJsonInBase64, isPlaceholder, isWrittenOut, looksRandom } from "./secret-values.ts";

/** An address with a scheme; what is put in later may be a part of it. Bounded: a text may be of one letter. */
export const URLS: RegExp =
  /[a-z][a-z\d+.-]{0,30}:\/\/[^\s"'<>`]+(?:<[^>\s]{0,200}>[^\s"'<>`]*)*/gi;

/** Behind these in a path is a number of a version, a document or a group, not a secret. */
const NUMBERED =
  /^(commits?|tree|blob|raw|archive|tarball|sha|rev|revisions?|releases?|d|document|file|files|pages?|design|board|browser|projects|orgs|organizations|teams|tenants|workspaces|accounts|spaces|databases|boards|channels|collections)$/;

/** Whether an address holds a secret: before the host, in its query, or as a part of its path. */
export function urlHoldsSecret(url: string): boolean {
  return userHoldsSecret(url) || queryHoldsSecret(url) || pathHoldsSecret(url);
}

/** A password may hold a slash, and a port is no password: `http://host:80/@scope`. */
function userHoldsSecret(url: string): boolean {
  const [, user = "", password] =
    /^[^:]+:\/\/([^\s/@:?#]*)(?::(\S+))?@[\w.\uE000-]+(?=[:/?#,]|$)/.exec(url) ?? [];
  if (password === undefined) return looksRandom(user) && !url.includes(".ingest.");
  if (/^\d{1,5}\//.test(password)) return false;
  const isSample = isPlaceholder(user) && /^(password|pass|pwd|secret)$/i.test(password);
  return (
    !isSample && /[^\uE000]/.test(password) && !isPlaceholder(password) && isWrittenOut(password)
  );
}

function queryHoldsSecret(url: string): boolean {
  const [, query = ""] = /[?#;](.*)$/.exec(url) ?? [];
  return query.split(/[&?#;]/).some((pair) => {
    const at = pair.indexOf("=");
    const verdict = judgeName(pair.slice(0, at));
    const value = decoded(pair.slice(at + 1));
    if (at < 0) return false;
    if (verdict === "secret") return isWrittenOut(value);
    return looksRandom(value) && (verdict === "maybe" || isJsonInBase64(value));
  });
}

function pathHoldsSecret(url: string): boolean {
  const [, host = "", path = ""] = /^[^:]+:\/\/([^/?#]*)([^?#]*)/.exec(url) ?? [];
  if (/^(raw|gist)\./.test(host) || !/^(https?|wss?):/i.test(url)) return false;
  const parts = path.split("/");
  return parts.some(
    (part, at) =>
      part.length >= 20 &&
      looksRandom(part) &&
      !NUMBERED.test(parts[at - 1] ?? "") &&
      !NUMBERED.test(parts[at - 2] ?? ""),
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
