import { z } from "zod";
import { LabError } from "../../base/lab-error.ts";

const lessonList = z.array(
  z.object({
    number: z.string(),
    slug: z.string().regex(/^[\w-]+$/),
    title: z.string(),
    minutes: z.number().optional(),
    /** What of it the browser cannot do, as a sentence. */
    needs: z.string().optional(),
  }),
);

/** A lesson of the site. */
export type SiteLesson = z.infer<typeof lessonList>[number];

/** The lessons of the site, in their order. Throws LabError `site-incomplete`. */
export async function loadLessons(): Promise<SiteLesson[]> {
  const file = "lessons.json";
  const found = lessonList.safeParse(JSON.parse(await textAt(file)));
  if (found.success) return found.data;
  throw incomplete(file, found.error.message);
}

/** The notebook of a lesson as it is given. Throws LabError `site-incomplete`. */
export async function loadGiven(slug: string): Promise<string> {
  return textAt(`notebooks/${slug}.ipynb`);
}

async function textAt(file: string): Promise<string> {
  const answer = await fetch(file, { cache: "no-cache" }).catch((cause: unknown) => {
    throw incomplete(file, String(cause));
  });
  if (answer.ok) return answer.text();
  throw incomplete(file, `the answer was ${answer.status}`);
}

function incomplete(file: string, why: string): LabError {
  return new LabError("site-incomplete", {
    what: `This file of the course cannot be loaded (${why}).`,
    where: file,
    remedy: "Check your connection and load the page again; your answers are kept.",
  });
}
