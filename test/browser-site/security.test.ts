import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { allPassText } from "../../lib/base/counted.ts";
import { startHere } from "../../lib/exercises/manifest/00-start-here.ts";
import { connectorCall } from "../../lib/exercises/manifest/01-connector-call.ts";
import { faultsOf } from "../browser/faults.ts";
import { whenFileIsOver, whenTestIsOver } from "../cli/clean-ups.ts";
import { temporaryFolder } from "../cli/temporary-project.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { bringNotebook, notebooksOf, openLesson, runAll, withCell } from "./course-page.ts";
import { hostsAsked, listenElsewhere } from "./other-host.ts";
import { servedSite } from "./site.ts";

const whenOver = whenFileIsOver();
const { slug, exercises } = connectorCall;
let site: string;

beforeAll(async () => {
  site = (await servedSite(whenOver)).url;
});

/** The addresses that all pages of a browser ask for, their frames and workers too. */
function requestsOf(page: Page): readonly string[] {
  const asked: string[] = [];
  page.context().on("request", (request) => asked.push(request.url()));
  return asked;
}

test("a whole lesson, solved, asks for the site's own files and nothing else", async () => {
  const proxy = await listenElsewhere(whenTestIsOver);
  const page = await openBrowser(whenTestIsOver, { proxy: proxy.url });
  const faults = faultsOf(page);
  const asked = requestsOf(page);
  await openLesson(page, site, slug);
  await page.evaluate("navigator.serviceWorker.ready.then(() => true)");
  await bringNotebook(page, notebooksOf(slug).solved);
  const shown = await runAll(page);
  for (const { id, checks } of exercises) {
    const passed = new RegExp(`${id} [^]*${allPassText(checks.length, "check")}`);
    expect(shown).toContainEqual(expect.stringMatching(passed));
  }
  expect(asked.filter((url) => !url.startsWith(site) && !/^(?:blob|data):/.test(url))).toEqual([]);
  // What workers fetch is seen, too.
  for (const name of ["types.json", "oxc-parser.wasm"]) expect(asked).toContain(site + name);
  // A violation of the page's policy is an error in the console.
  expect(faults).toEqual([]);
  // Below the page, another host would be seen here.
  await expect(page.goto("https://example.com/")).rejects.toThrow("ERR_");
  expect(hostsAsked(proxy)).toEqual(["example.com:443"]);
});

/** The files that have the text, in either of the ways in which a browser writes texts. */
const filesWith = (folder: string, text: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .filter((name) => {
      const content = readFileSync(join(folder, name));
      return content.includes(text) || content.includes(Buffer.from(text, "utf16le"));
    });

/** All that a page can find of what the browser keeps for the site. */
const STORED = `(async () => {
  const whole = (asked) => new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
  const databases = (await indexedDB.databases()).map(async ({ name }) => {
    const database = await whole(indexedDB.open(name));
    const stores = [...database.objectStoreNames].map(async (store) => {
      const kept = database.transaction(store).objectStore(store);
      return Promise.all([whole(kept.getAllKeys()), whole(kept.getAll())]);
    });
    return Promise.all(stores);
  });
  return JSON.stringify([await Promise.all(databases), { ...localStorage }, { ...sessionStorage },
    document.cookie, location.href, history.state, document.documentElement.outerHTML]);
})()`;

test("a key goes to the API alone, and is in no storage, address or file", async () => {
  const key = ["sk", "ant", "api03", "Hq4WzB9tKx2LmV7c"].join("-");
  const marker = "Jy8RfN3gPd6SuX1v";
  const profile = temporaryFolder();
  const proxy = await listenElsewhere(whenTestIsOver);
  const page = await openBrowser(whenTestIsOver, { profile, proxy: proxy.url });
  const asked = requestsOf(page);
  await openLesson(page, `${site}?${marker}`, startHere.slug);
  await bringNotebook(page, withCell(notebooksOf(startHere.slug).learner, `"${marker}"`));
  await page.getByRole("button", { name: "Mode: rehearsal" }).click();
  await page.getByLabel("Your Anthropic API key").fill(key);
  await page.getByRole("button", { name: "Go live with this key" }).click();
  await page.getByRole("button", { name: "Mode: live" }).waitFor();
  expect((await runAll(page))[0]).toContain("Live");
  // It was used: the first call went to the API, through the proxy, which lets nobody through.
  expect(hostsAsked(proxy)).toEqual(["api.anthropic.com:443"]);
  const stored = await page.evaluate(STORED);
  expect(stored).toContain(marker);
  expect(stored).not.toContain(key);
  expect(asked.filter((url) => url.includes(key) || url.includes(encodeURIComponent(key)))).toEqual(
    [],
  );
  await page.locator("summary", { hasText: "More" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download notebook" }).click(),
  ]);
  const notebook = readFileSync(await download.path(), "utf8");
  expect(notebook).toContain(marker);
  expect(notebook).not.toContain(key);
  await page.context().close();
  // All that the browser has written: among others which addresses it has seen.
  expect(filesWith(profile, marker)).not.toEqual([]);
  expect(filesWith(profile, key)).toEqual([]);
});
