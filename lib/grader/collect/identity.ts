/** Byte-order marks, zero-width blanks and marks of direction, which come along when a name is copied. */
const UNSEEN = /[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu;

/**
 * How a name, login or number is written when it is compared: in one Unicode form, since macOS takes
 * letters apart, without blanks around or doubled and without marks that nobody sees, and an e-mail
 * address in small letters. What identifies a student is compared in this form everywhere.
 */
export function normalForm(name: string): string {
  const text = name.normalize("NFC").replaceAll(UNSEEN, "").replaceAll(/\s+/gu, " ").trim();
  return text.includes("@") ? text.toLowerCase() : text;
}

/** Whether two names mean the same student. */
export function sameStudent(one: string, other: string): boolean {
  return normalForm(one) === normalForm(other);
}
