/**
 * Whether a URL names a machine that no service on the internet could reach: loopback, private and
 * link-local addresses, names without a dot, and names reserved for local use (RFC 6761, RFC 6762).
 */
export function isPrivateAddress(url: URL): boolean {
  const host = url.hostname
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "")
    .toLowerCase();
  // A URL writes every IPv4 address as four numbers, and nothing but IPv6 has colons.
  if (/^\d+(\.\d+){3}$/.test(host)) return isPrivateIPv4(host);
  if (host.includes(":")) return isPrivateIPv6(host);
  return !host.includes(".") || /\.(localhost|local|internal|test|invalid|home\.arpa)$/.test(host);
}

function isPrivateIPv4(host: string): boolean {
  const [a = 0, b = 0] = host.split(".").map(Number);
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168)
  );
}

/** Also every IPv4 address in IPv6 clothes: WHATWG URLs spell those in hexadecimal. */
function isPrivateIPv6(host: string): boolean {
  return /^(::|f[cd]|fe[89ab]|ff)/.test(host);
}
