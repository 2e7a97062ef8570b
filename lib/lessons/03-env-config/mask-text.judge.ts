/** Of a secret that was cut, as many characters may be seen: the kind of a key, no more. */
const MAY_BE_SEEN = 6;

/** A text for `expected` or `found`, in which planted secrets are not shown, not even one cut by `…`. */
export function hide(text: string, secrets: readonly string[]): string {
  return secrets.reduce((shown, secret) => {
    let hidden = shown.replaceAll(secret, "<the secret>");
    for (let length = secret.length - 1; length > MAY_BE_SEEN; length -= 1) {
      hidden = hidden.replaceAll(`${secret.slice(0, length)}…`, "<the secret>…");
    }
    return hidden;
  }, text);
}
