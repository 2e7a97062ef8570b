import { createHash } from "node:crypto";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { allPassText } from "../../lib/base/counted.ts";
import { startHere } from "../../lib/exercises/manifest/00-start-here.ts";
import { serveOnLoopback } from "../../lib/services/crm/loopback.ts";
import { whenFileIsOver, whenTestIsOver } from "../cli/clean-ups.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { bringNotebook, notebooksOf, openLesson, runAll, withCell } from "./course-page.ts";
import { servedSite } from "./site.ts";

const whenOver = whenFileIsOver();
const { slug, exercises } = startHere;
let site: string;

beforeAll(async () => {
  site = (await servedSite(whenOver)).url;
});

/** The site below a folder of a host, where a newer version of its files can be put. */
interface Host {
  url: string;
  asked: string[];
  newer: Map<string, string>;
  close: () => Promise<void>;
}

async function openHost(): Promise<Host> {
  const asked: string[] = [];
  const newer = new Map<string, string>();
  const folder = "/course/";
  const { url, close } = await serveOnLoopback(async (request) => {
    const { pathname } = new URL(request.url);
    const name = pathname.startsWith(folder) ? pathname.slice(folder.length) : "elsewhere";
    asked.push(name);
    const { status, headers, body } = await fetch(new URL(name, site));
    const type = headers.get("content-type") ?? "";
    return new Response(newer.get(name) ?? body, { status, headers: { "content-type": type } });
  });
  whenTestIsOver(close);
  return { url: `${url}${folder}`, asked, newer, close };
}

/** Opens the lesson and waits until everything is kept. */
async function visit(page: Page, host: Host): Promise<void> {
  await openLesson(page, host.url, slug);
  await page.evaluate("navigator.serviceWorker.ready.then(() => true)");
}

test("after one visit the course opens and checks answers without a network", async () => {
  const host = await openHost();
  const first = await openBrowser();
  await visit(first, host);
  // The lesson that is open did not wait for it.
  const before = host.asked.slice(0, host.asked.indexOf("service-worker.js"));
  const needed = ["compiler.js", "cells.js", "types.json", "oxc-parser.wasm", "course.json"];
  expect(before).toEqual(expect.arrayContaining(needed));

  const context = first.context();
  const page = await context.newPage();
  await first.close();
  await context.setOffline(true);
  await host.close();
  await openLesson(page, host.url, slug);
  await bringNotebook(page, notebooksOf(slug).solved);
  const shown = await runAll(page);
  const [exercise] = exercises;
  const passed = allPassText(exercise?.checks.length ?? 0, "check");
  expect(shown).toContainEqual(expect.stringMatching(new RegExp(`${exercise?.id}[^]*${passed}`)));
});

const keptCaches = z.array(z.array(z.string()));

/** The files that each version keeps. */
async function kept(page: Page): Promise<string[][]> {
  const found = await page.evaluate(`(async () => {
    const names = await caches.keys();
    const versions = names.map(async (name) => (await caches.open(name)).keys());
    return (await Promise.all(versions)).map((all) => all.map(({ url }) => url));
  })()`);
  return keptCaches.parse(found);
}

/** Publishes a version with another title for the first lesson. */
async function publishNewer({ newer }: Host, title: string): Promise<void> {
  const [list, worker] = await Promise.all(
    ["lessons.json", "service-worker.js"].map(async (name) => (await fetch(site + name)).text()),
  );
  const changed = list?.replace(startHere.title, title) ?? "";
  const hash = createHash("sha256").update(changed).digest("base64");
  const keeping = worker
    ?.replace(/"lessons\.json":`[^`]+`/, () => `"lessons.json":\`sha256-${hash}\``)
    .replace(/version:`\w+`/, "version:`newer`");
  newer.set("lessons.json", changed).set("service-worker.js", keeping ?? "");
}

const titleIn = (page: Page): Promise<string | null> =>
  page.locator(".page-header .place").textContent();

test("a newer version is announced, and taken where no other tab has the older one", async () => {
  const host = await openHost();
  const page = await openBrowser();
  await visit(page, host);
  const files = (await kept(page)).map((urls) => urls.toSorted());
  expect(files).toEqual([expect.arrayContaining([`${host.url}index.html`])]);

  await publishNewer(host, "A new title");
  const other = await page.context().newPage();
  await openLesson(other, host.url, slug);
  await page.reload();
  const reload = page.getByRole("status").getByRole("button", { name: "reload" });
  await reload.waitFor();
  expect(await titleIn(page)).toContain(startHere.title);
  // Both versions are there, and the older one is in use.
  expect((await kept(page)).map((urls) => urls.toSorted())).toEqual([...files, ...files]);
  await reload.click();
  await other.reload();
  await other.locator("h1").first().waitFor();
  expect(await titleIn(other)).toContain(startHere.title);

  await other.close();
  await reload.click();
  await page.locator(".page-header .place", { hasText: "A new title" }).waitFor();
  expect((await kept(page)).map((urls) => urls.toSorted())).toEqual(files);
});

/** What a notebook from a stranger might do to stay. */
const POISON = `const web: any = globalThis;
for (const name of await web.caches.keys()) {
  const cache = await web.caches.open(name);
  for (const request of await cache.keys()) {
    const type = { "content-type": "text/javascript" };
    await cache.put(request, new web.Response("globalThis.taken = true", { headers: type }));
  }
}
console.log("All is poisoned");`;

test("what cells write into the cache is not served", async () => {
  const host = await openHost();
  const page = await openBrowser();
  await visit(page, host);
  await bringNotebook(page, withCell(notebooksOf(slug).learner, POISON));
  expect((await runAll(page)).at(-1)).toContain("All is poisoned");
  const poisoned = z
    .string()
    .parse(await page.evaluate(`(async () => (await caches.match("main.js")).text())()`));
  expect(poisoned).toContain("taken");

  await openLesson(await page.context().newPage(), host.url, slug);
  await page.reload();
  await page.locator(".toolbar .state", { hasText: "Ready" }).waitFor();
  expect(await page.evaluate("globalThis.taken === undefined")).toBe(true);
});
