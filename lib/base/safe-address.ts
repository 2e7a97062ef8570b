/**
 * An address that a secret may be sent to: https, or http on this machine, and without a user name.
 * Undefined for any other.
 */
export function safeAddress(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const local = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
  const safe = url.protocol === "https:" || (url.protocol === "http:" && local);
  return safe && url.username === "" && url.password === "" ? url : undefined;
}
