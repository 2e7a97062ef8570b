import type { Random } from "../../../../base/random.ts";
import { industries, namedCompanies, owners } from "./reference.ts";
import { daysBefore, SEED_STAMP, type Sheet } from "./sheet.ts";
import { familyNames, givenNames, needs, roles, stems, trades } from "./words.ts";

/** A company as the rest of the generator needs it. */
export interface Account {
  id: string;
  owner: string;
  contacts: string[];
}

const slug = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");

function addNamed(sheet: Sheet): Account[] {
  return namedCompanies.map((company) => {
    const { id, name, industry, region, employees, revenue, status, owner, hub } = company;
    const known = [id, name, `${id}.example`, industry, region, employees, revenue, status, owner];
    sheet.add("companies", [
      ...known,
      hub,
      company.maturity,
      company.summary,
      SEED_STAMP,
      SEED_STAMP,
    ]);
    return { id, owner, contacts: [] };
  });
}

function addGenerated(
  sheet: Sheet,
  random: Random,
  stem: string,
  industry: (typeof industries)[number],
): Account {
  const name = `${stem} ${random.pick(trades[industry[0]])}`;
  const id = slug(name);
  const [owner, , , region] = random.pick(owners);
  const employees = random.between(20, 4000);
  const revenue = Math.round(employees * (0.08 + random.next() * 0.2) * 10) / 10;
  const status = random.pick(["prospect", "prospect", "prospect", "customer", "former"]);
  const maturity = random.pick(["none", "exploring", "exploring", "piloting", "production"]);
  const publishes = maturity === "production" || (maturity === "piloting" && random.next() < 0.4);
  const need = random.pick(needs)[1].toLowerCase();
  const known = [id, name, `${id}.example`, industry[0], region, employees, revenue, status, owner];
  sheet.add("companies", [
    ...known,
    publishes ? id : null,
    maturity,
    `${industry[1]} company with ${employees} people. Interested in: ${need}.`,
    `${daysBefore(random.between(200, 900))}T09:00:00.000Z`,
    SEED_STAMP,
  ]);
  return { id, owner, contacts: [] };
}

function addContacts(sheet: Sheet, random: Random, account: Account): void {
  const taken = new Set<string>();
  const wanted = random.between(2, 4);
  while (taken.size < wanted) {
    const given = random.pick(givenNames);
    const family = random.pick(familyNames);
    const local = `${slug(given)}.${slug(family)}`;
    if (taken.has(local)) continue;
    taken.add(local);
    const id = sheet.nextKey("contacts", "ct");
    const seniority = random.pick(["executive", "director", "manager", "specialist"] as const);
    const role = random.pick(roles[seniority]);
    const email = `${local}@${account.id}.example`;
    const mayEmail = random.next() < 0.7 ? 1 : 0;
    sheet.add("contacts", [
      id,
      account.id,
      `${given} ${family}`,
      role,
      seniority,
      email,
      mayEmail,
      SEED_STAMP,
    ]);
    account.contacts.push(id);
  }
}

/** Adds companies and their people. */
export function addAccounts(sheet: Sheet, random: Random): Account[] {
  const accounts = addNamed(sheet);
  for (const stem of stems) {
    for (const industry of industries) accounts.push(addGenerated(sheet, random, stem, industry));
  }
  for (const account of accounts) addContacts(sheet, random, account);
  return accounts;
}
