import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";

/** How the answers of a generated class differ from each other. */
export interface Difference {
  /** Every answer cell is like no other of any class with another mark. */
  mark: string;
  /**
   * `inside`: no two cells are the same, and other cells see the same declarations of each. `outside`:
   * each declares a helper of its own, so that all later cells are compiled again, too.
   */
  where: "inside" | "outside";
  /** The share of answer cells that are as in the solution, from 0 to 1. Default: 0. */
  equal?: number;
}

/** Writes the solved notebooks of the whole course for so many students; returns how many they are. */
export function writeClass(
  folder: string,
  students: number,
  root: string,
  difference: Difference,
): number {
  let answers = 0;
  for (let student = 0; student < students; student += 1) {
    const own = join(folder, `student-${String(student).padStart(3, "0")}`);
    mkdirSync(own, { recursive: true });
    for (const { slug } of lessons) {
      const text = readFileSync(join(root, "solutions", `${slug}.ipynb`), "utf8");
      const notebook: { cells: { metadata: { mcp_lab?: { role: string } }; source: string[] }[] } =
        JSON.parse(text);
      for (const { metadata, source } of notebook.cells) {
        if (metadata.mcp_lab?.role !== "answer") continue;
        answers += 1;
        // Spread evenly over students and lessons: multiples of the golden ratio.
        if ((answers * 0.618_034) % 1 < (difference.equal ?? 0)) continue;
        source.push(`\n${ownCode(difference, `${difference.mark}-${answers}`)}`);
      }
      writeFileSync(join(own, `${slug}.ipynb`), JSON.stringify(notebook));
    }
  }
  return students * lessons.length;
}

function ownCode({ where }: Difference, mark: string): string {
  const name = `own_${mark.replaceAll(/\W/g, "_")}`;
  return where === "inside"
    ? `{\n  const ${name} = ["${mark}"];\n  void ${name};\n}`
    : `const ${name} = (text: string): string => text + "${mark}";`;
}
