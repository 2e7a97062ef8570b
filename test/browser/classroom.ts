import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { z } from "zod";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import type { WhenOver } from "../cli/clean-ups.ts";
import { PROJECT, temporaryProject } from "../cli/temporary-project.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { faultsOf } from "./faults.ts";
import { openNotebook } from "./notebook-page.ts";
import { type Address, startLab } from "./start-lab.ts";

const sessions = z.array(z.object({ id: z.string(), path: z.string() }));

/** A notebook in a page of its own, and what went wrong there so far. */
interface OpenNotebook {
  page: Page;
  faults: readonly string[];
  /** Closes the page and ends the kernel. */
  close: () => Promise<void>;
}

/** One Jupyter and one browser, with every lesson as it is given and as it is solved. */
export interface Classroom extends Address {
  root: string;
  open: (path: string) => Promise<OpenNotebook>;
  emptyPage: () => Promise<Page>;
}

export async function openClassroom(whenOver: WhenOver): Promise<Classroom> {
  const root = projectWithLessons(whenOver);
  const address = await startLab(root, whenOver);
  const context = (await openBrowser(whenOver)).context();
  return {
    ...address,
    root,
    emptyPage: () => context.newPage(),
    async open(path) {
      const page = await context.newPage();
      const faults = faultsOf(page);
      await openNotebook(page, address.url, address.token, path);
      return {
        page,
        faults,
        async close() {
          await page.close();
          await endKernel(address, path);
        },
      };
    },
  };
}

/** Behind links out of the project TypeScript cannot name the types of packages, so it lies below. */
function projectWithLessons(whenOver: WhenOver): string {
  const root = temporaryProject({ parent: join(PROJECT, ".lab", "test"), whenOver });
  mkdirSync(join(root, "solutions"));
  copyFileSync(join(PROJECT, ".mcp.json.example"), join(root, ".mcp.json.example"));
  for (const { slug } of lessons) {
    for (const folder of ["notebooks", "solutions"]) {
      const path = join(folder, `${slug}.ipynb`);
      copyFileSync(join(PROJECT, path), join(root, path));
    }
  }
  return root;
}

/** Ends the kernel of a notebook through Jupyter's API, so that 14 do not share the machine's memory. */
async function endKernel({ url, token }: Address, path: string): Promise<void> {
  const headers = { authorization: `token ${token}` };
  const listed: unknown = await (await fetch(new URL("/api/sessions", url), { headers })).json();
  const session = sessions.parse(listed).find((one) => one.path === path);
  if (session === undefined) return;
  await fetch(new URL(`/api/sessions/${session.id}`, url), { headers, method: "DELETE" });
}
