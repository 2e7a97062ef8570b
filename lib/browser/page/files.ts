import { LabError } from "../../base/lab-error.ts";
import { type Notebook, readNotebook } from "../../notebook/notebook.ts";
import { ask, say } from "./dialog.ts";
import { el } from "./elements.ts";
import { loadGiven, type SiteLesson } from "./site.ts";
import { isOfVersion, lessonOf, withNewVersion } from "./versions.ts";

/** Gives the reader a file to save. */
export function download(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A notebook that was opened: which lesson it is, with that lesson as it is given. */
interface Opened {
  slug: string;
  notebook: Notebook;
  base: string;
}

/** Asks for a notebook of the course, and whether it may replace what is there. */
export async function openFile(lessons: readonly SiteLesson[]): Promise<Opened | undefined> {
  const file = await chosenFile();
  if (file === undefined) return undefined;
  try {
    const mine = readNotebook(new Uint8Array(await file.arrayBuffer()), file.name);
    const texts = lessons.map(async ({ slug }) => [slug, await loadGiven(slug)] as const);
    const given = new Map(await Promise.all(texts));
    const slug = lessonOf(mine, given);
    const base = slug === undefined ? undefined : given.get(slug);
    if (slug === undefined || base === undefined) {
      await say("This is no notebook of the course", `No exercise of it is in ${file.name}.`);
      return undefined;
    }
    if (!(await mayReplace(slug, file.name))) return undefined;
    const next = readNotebook(base, slug);
    const { notebook } = await withNewVersion(
      isOfVersion(mine, next) ? next : undefined,
      mine,
      next,
    );
    return { slug, notebook, base };
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    await say("This file cannot be opened", error.what, error.remedy);
    return undefined;
  }
}

async function mayReplace(slug: string, name: string): Promise<boolean> {
  const choice = await ask({
    title: `Replace your ${slug}?`,
    body: [`What is in ${name} takes the place of what you have in this lesson here.`],
    choices: [
      { choice: "replace", label: "Replace", isMain: true },
      { choice: "cancel", label: "Cancel" },
    ],
  });
  return choice === "replace";
}

async function chosenFile(): Promise<File | undefined> {
  const input = el("input", { type: "file", accept: ".ipynb,application/json" });
  return new Promise((resolve) => {
    input.addEventListener("change", () => resolve(input.files?.[0]), { once: true });
    input.addEventListener("cancel", () => resolve(undefined), { once: true });
    input.click();
  });
}
