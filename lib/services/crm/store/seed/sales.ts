import type { Account } from "./accounts.ts";
import type { Random } from "../../../../base/random.ts";
import { services } from "./reference.ts";
import { daysBefore, type Sheet } from "./sheet.ts";
import { templates } from "./templates.ts";
import { lostReasons, needs, remarks } from "./words.ts";

function addDeal(sheet: Sheet, random: Random, account: Account): void {
  const id = sheet.nextKey("deals", "dl");
  const [service, title] = random.pick(needs);
  const second = random.pick(services)[0];
  const stages = "qualify qualify discover discover propose negotiate won lost".split(" ");
  const stage = random.pick(stages);
  const closed = stage === "won" || stage === "lost";
  let amount = 0;
  const items: [string, number][] = [];
  for (const name of new Set([service, second])) {
    const days = random.between(5, 30);
    amount += days * (services.find(([key]) => key === name)?.[3] ?? 0);
    items.push([name, days]);
  }
  const age = random.between(10, 300);
  const closedOn = closed ? daysBefore(random.between(0, 9)) : null;
  const reason = stage === "lost" ? random.pick(lostReasons) : null;
  const dates = [daysBefore(age), daysBefore(-random.between(10, 120)), closedOn];
  const updated = `${daysBefore(random.between(0, 9))}T09:00:00.000Z`;
  const who = [account.id, random.pick(account.contacts), account.owner];
  sheet.add("deals", [id, ...who, title, stage, amount, ...dates, reason, updated]);
  for (const [name, days] of items) sheet.add("deal_services", [`${id}/${name}`, id, name, days]);
  for (let count = random.between(1, 4); count > 0; count--) {
    addActivity(sheet, random, account, id, random.between(0, age));
  }
}

function addActivity(
  sheet: Sheet,
  random: Random,
  account: Account,
  deal: string | null,
  age: number,
): void {
  const id = sheet.nextKey("activities", "ac", 5);
  const [kind, subject, body] = random.pick(remarks);
  const contact = kind === "note" ? null : random.pick(account.contacts);
  const day = daysBefore(age);
  const what = [kind, day, subject, body, `${day}T16:00:00.000Z`];
  sheet.add("activities", [id, account.id, contact, deal, account.owner, ...what]);
}

/** Adds deals with their line items, activities and campaign sends to each account. */
export function addSales(sheet: Sheet, random: Random, accounts: readonly Account[]): void {
  for (const account of accounts) {
    for (let count = random.between(1, 3); count > 0; count--) addDeal(sheet, random, account);
    for (let count = random.between(1, 3); count > 0; count--) {
      addActivity(sheet, random, account, null, random.between(0, 400));
    }
    for (const contact of account.contacts) {
      if (random.next() < 0.5) continue;
      const outcome = random.pick(["sent", "sent", "opened", "replied", "meeting", "bounced"]);
      const sent = daysBefore(random.between(5, 300));
      const id = sheet.nextKey("campaign_sends", "sn");
      sheet.add("campaign_sends", [id, random.pick(templates).id, contact, sent, outcome]);
    }
  }
}
