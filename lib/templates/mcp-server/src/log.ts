/**
 * Tells the operator, on the error output: over stdio the other one belongs to the protocol. What clients
 * sent may be in it, so nothing in it can end the line or steer a terminal.
 */
export function log(line: string): void {
  console.error(line.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " "));
}
