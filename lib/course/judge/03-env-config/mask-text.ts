/** A text for `expected` or `found`, in which planted secrets are not shown. */
export function hide(text: string, secrets: readonly string[]): string {
  return secrets.reduce((shown, secret) => shown.replaceAll(secret, "<the secret>"), text);
}
