/**
 * How a name, login or number is written when it is compared: in one Unicode form, since macOS takes
 * letters apart, without blanks around or doubled, and an e-mail address in small letters. What
 * identifies a student is compared in this form everywhere.
 */
export function normalForm(name: string): string {
  const text = name.normalize("NFC").replaceAll(/\s+/gu, " ").trim();
  return text.includes("@") ? text.toLowerCase() : text;
}

/** Whether two names mean the same student. */
export function sameStudent(one: string, other: string): boolean {
  return normalForm(one) === normalForm(other);
}
