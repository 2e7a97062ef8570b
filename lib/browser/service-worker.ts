/**
 * Keeps the site for a browser without a network: exactly the files of one build, which are checked again
 * before they are served. A newer build is kept beside it, and is taken when no page is open.
 */

/** The files of this build with the hash of each, put here when the site is built. */
declare const SITE: { version: string; files: Readonly<Record<string, string>> };

interface LastingEvent {
  waitUntil(work: Promise<unknown>): void;
}

interface MessageToWorker extends LastingEvent {
  readonly data: unknown;
}

interface RequestOfPage {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** What a service worker has of its own, as far as it is used here; the DOM's declarations lack it. */
declare const self: {
  registration: { scope: string };
  clients: { matchAll: (options: object) => Promise<readonly { url: string }[]> };
  skipWaiting: () => Promise<void>;
  addEventListener(type: "install" | "activate", listen: (event: LastingEvent) => void): void;
  addEventListener(type: "message", listen: (event: MessageToWorker) => void): void;
  addEventListener(type: "fetch", listen: (event: RequestOfPage) => void): void;
};

const { version, files } = SITE;
const { scope } = self.registration;

/** Another course at the same host has caches of its own. */
const ours = `mcp-integration ${new URL(scope).pathname} `;
const cacheName = ours + version;

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
self.addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(takeOver());
});
self.addEventListener("fetch", (event) => {
  const name = nameOf(event.request);
  if (name !== undefined) event.respondWith(answer(event.request, name));
});

/** The file of the site that is asked for; nothing where it is not ours to answer. */
function nameOf({ method, url }: Request): string | undefined {
  const { origin, pathname } = new URL(url);
  const place = `${origin}${pathname}`;
  if (method !== "GET" || !place.startsWith(scope)) return undefined;
  const name = place.slice(scope.length) || "index.html";
  return Object.hasOwn(files, name) ? name : undefined;
}

async function keepAll(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(
    Object.entries(files).map(
      ([name, integrity]) => new Request(new URL(name, scope), { cache: "no-cache", integrity }),
    ),
  );
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(ours) && name !== cacheName);
  await Promise.all(others.map((name) => caches.delete(name)));
}

/** What cells run could write to the cache, so a file that is no longer this build's is not served. */
async function answer(request: Request, name: string): Promise<Response> {
  const kept = await (await caches.open(cacheName)).match(new URL(name, scope));
  const body = await kept?.arrayBuffer();
  if (kept === undefined || body === undefined || (await hashOf(body)) !== files[name]) {
    return await fetch(request);
  }
  const headers = new Headers(kept.headers);
  for (const ofTransport of ["content-encoding", "content-length"]) headers.delete(ofTransport);
  return new Response(body, { headers });
}

async function hashOf(body: ArrayBuffer): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
  return `sha256-${btoa(String.fromCodePoint(...hash))}`;
}

/** Takes the older version's place at once, where only the page that asks for it is open. */
async function takeOver(): Promise<void> {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const pages = windows.filter(
    ({ url }) => url.startsWith(scope) && !url.startsWith(`${scope}cells.html`),
  );
  if (pages.length <= 1) await self.skipWaiting();
}
