const WORDS = /(^|[_-])(key|apikey|token|secret|password|passwd|credentials?)($|[_-])/i;

/** Such as `GOOGLE_KEY_FILE`: where a secret is, or which one, not what it is. */
const ABOUT = /[_-](file|path|id|url|name)$/i;

const HEADERS = new Set(["authorization", "proxy-authorization", "cookie"]);

/** Whether a variable or header of this name holds a secret. */
export function namesSecret(name: string): boolean {
  return (WORDS.test(name) && !ABOUT.test(name)) || HEADERS.has(name.toLowerCase());
}
