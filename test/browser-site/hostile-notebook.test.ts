import { beforeAll, expect, test } from "vitest";
import { connectorCall } from "../../lib/exercises/manifest/01-connector-call.ts";
import type { Notebook } from "../../lib/notebook/notebook.ts";
import { whenFileIsOver, whenTestIsOver } from "../cli/clean-ups.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { bringNotebook, notebooksOf, openLesson, runAll, withCell } from "./course-page.ts";
import { listenElsewhere } from "./other-host.ts";
import { servedSite } from "./site.ts";

const whenOver = whenFileIsOver();
const { slug } = connectorCall;
let site: string;

beforeAll(async () => {
  site = (await servedSite(whenOver)).url;
});

/** Every way by which a worker reaches another host. */
const WAYS = [
  "fetch",
  "no-cors",
  "XMLHttpRequest",
  "EventSource",
  "WebSocket",
  "import.js",
  "worker",
  "importScripts.js",
];

/** Tries all of them, and says how many there were. */
const reach = (to: string): string => `const web: any = globalThis;
const to = ${JSON.stringify(to)};
const worker = (source) => new Promise((done) => {
  const blob = new web.Blob([source + "; postMessage(0)"], { type: "text/javascript" });
  const made = new web.Worker(web.URL.createObjectURL(blob));
  made.onmessage = made.onerror = done;
});
const heard = (one) => new Promise((done) => { one.onopen = one.onload = one.onerror = done; });
const ways = [
  () => web.fetch(to + "fetch"),
  () => web.fetch(to + "no-cors", { mode: "no-cors" }),
  () => {
    const request = new web.XMLHttpRequest();
    const end = heard(request);
    request.open("GET", to + "XMLHttpRequest");
    request.send();
    return end;
  },
  () => heard(new web.EventSource(to + "EventSource")),
  () => heard(new web.WebSocket(to.replace("http", "ws") + "WebSocket")),
  () => web.Function("address", "return import(address)")(to + "import.js"),
  () => worker("fetch('" + to + "worker').then(() => postMessage(0), () => postMessage(0))"),
  () => worker("try { importScripts('" + to + "importScripts.js') } catch {}"),
];
for (const way of ways) {
  try { await way(); } catch {}
}
console.log("Tried", ways.length);`;

/** The same without types, as a page's own program. */
const asScript = (source: string): string => source.replaceAll("web: any", "web");

test("a cell reaches no other host, by none of a worker's ways", async () => {
  const page = await openBrowser();
  // They are ways: without protection each of them arrives.
  const control = await listenElsewhere(
    whenTestIsOver,
    `<script type="module">addEventListener("error", () => {}); ${asScript(reach("/")).replace(
      'const to = "/"',
      "const to = location.href",
    )} document.title = "Tried";</script>`,
  );
  await page.goto(control.url);
  await page.waitForFunction("document.title === 'Tried'");
  await expect.poll(() => control.asked.toSorted()).toEqual(WAYS.toSorted());

  const elsewhere = await listenElsewhere(whenTestIsOver);
  await openLesson(page, site, slug);
  await bringNotebook(page, withCell(notebooksOf(slug).learner, reach(elsewhere.url)));
  expect((await runAll(page)).at(-1)).toContain(`Tried ${WAYS.length}`);
  expect(elsewhere.asked).toEqual([]);
});

/** Markup that runs, loads or leads away by itself. */
const hostile = (to: string): string => `
  <script>fetch("${to}script")</script>
  <iframe src="${to}iframe"></iframe>
  <iframe srcdoc="<script>parent.fetch('${to}srcdoc')</script>"></iframe>
  <img src="${to}img" onerror="fetch('${to}onerror')">
  <img src="data:image/png;base64,x" onerror="fetch('${to}data-onerror')">
  <svg onload="fetch('${to}svg-onload')"><image href="${to}image"></image></svg>
  <div style="background: url('${to}background'); width: 9px; height: 9px">.</div>
  <style>@import "${to}at-import"; .hostile { content: url("${to}content") }</style>
  <link rel="stylesheet" href="${to}link">
  <object data="${to}object"></object><embed src="${to}embed">
  <video src="${to}video" poster="${to}poster"></video><audio src="${to}audio" autoplay></audio>
  <input autofocus onfocus="fetch('${to}onfocus')">
  <details open ontoggle="fetch('${to}ontoggle')"><summary>More of this</summary></details>
  <form action="${to}form"><button>Send</button></form>
  <a href="javascript:fetch('${to}javascript')">Read</a>
  <meta http-equiv="refresh" content="1; url=${to}refresh">`;

/** A notebook with it in its text, in an output that it brings, and in one that a cell makes. */
function hostileNotebook(markup: string): Notebook {
  const { learner } = notebooksOf(slug);
  const source = `import { display } from "tslab";\ndisplay.html(${JSON.stringify(markup)});`;
  const { cells, ...rest } = withCell(learner, source);
  const data = { "text/html": markup, "text/plain": "brought" };
  return {
    ...rest,
    cells: [
      ...cells,
      { cell_type: "markdown", id: "hostile-text", metadata: {}, source: markup },
      {
        cell_type: "code",
        id: "hostile-output",
        metadata: {},
        source: "1",
        execution_count: 1,
        outputs: [{ output_type: "display_data", metadata: {}, data }],
      },
    ],
  };
}

test("what a stranger's notebook shows runs nothing, loads nothing and leads nowhere", async () => {
  const page = await openBrowser();
  const control = await listenElsewhere(whenTestIsOver, hostile("/"));
  await page.goto(control.url);
  await page.waitForURL("**/refresh");
  expect(control.asked).toEqual(
    expect.arrayContaining([
      "script",
      "iframe",
      "onerror",
      "data-onerror",
      "background",
      "refresh",
    ]),
  );

  const elsewhere = await listenElsewhere(whenTestIsOver);
  await openLesson(page, site, slug);
  await bringNotebook(page, hostileNotebook(hostile(elsewhere.url)));
  await page.locator(".cell.code").last().getByText("More of this").waitFor();
  await runAll(page);
  await page.locator(".cell.code").nth(-2).getByText("More of this").waitFor();
  for (const read of await page.getByText("Read", { exact: true }).all()) await read.click();
  // A page that is about to leave says so when it is asked.
  expect(await page.evaluate("location.href")).toBe(`${site}#${slug}`);
  expect(elsewhere.asked).toEqual([]);
  const left = await page.evaluate(`[...document.querySelectorAll(".card")]
    .map(({ shadowRoot }) => shadowRoot.innerHTML)
    .concat([...document.querySelectorAll(".prose")].map((one) => one.innerHTML))
    .join("")`);
  expect(left).toContain("More of this");
  expect(left).not.toMatch(
    /<(?:script|iframe|form|meta|link|object|embed)\b|\son\w+=|javascript:/i,
  );
});
