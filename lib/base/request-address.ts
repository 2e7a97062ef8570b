/**
 * The address that a request to this origin asks for. What is sent as a target may be anything, such as
 * `//elsewhere`, `*` or the address of another server: it never leads away from the origin.
 *
 * @param origin without a slash at the end
 * @returns undefined for what is no address
 */
export function addressBelow(origin: string, target: string): URL | undefined {
  const absolute = /^https?:\/\/[^/?#]*(.*)$/i.exec(target)?.[1];
  const path = absolute === undefined ? target : absolute.replace(/^(?!\/)/, "/");
  const address = `${origin}${path}`;
  return path.startsWith("/") && URL.canParse(address) ? new URL(address) : undefined;
}
