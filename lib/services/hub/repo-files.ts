import type { Repo } from "./entities.ts";
import { ownerOf } from "./world.ts";

/** A file of a fictional repository. Binary files have a size and no text. */
export interface RepoFile {
  path: string;
  /** Bytes; for a text its UTF-8 length. */
  size: number;
  text?: string;
}

/** The files of a repository, by path. Texts are written from the repository's facts. */
export function filesOf(repo: Repo): RepoFile[] {
  const own = {
    model: [
      text("config.json", `${JSON.stringify({ model_type: repo.task ?? "unknown" }, null, 2)}\n`),
      binary("model.safetensors", 2 * (repo.parameters ?? 500_000)),
    ],
    dataset: [binary("data/train-00000-of-00001.parquet", 24 * (repo.sample?.totalRows ?? 1_000))],
    space: [text("app.py", `"""${repo.about} Fictional."""\n`)],
  }[repo.type];
  return [text("README.md", readme(repo)), ...own].toSorted((left, right) =>
    left.path < right.path ? -1 : 1,
  );
}

function readme(repo: Repo): string {
  return [
    "---",
    `license: ${repo.license}`,
    "tags:",
    ...repo.tags.map((tag) => `- ${tag}`),
    "---",
    `# ${repo.title ?? repo.id}`,
    "",
    `> Fictional content of the rehearsal Hub, published by \`${ownerOf(repo.id)}\`.`,
    "",
    repo.about,
    "",
  ].join("\n");
}

function text(path: string, content: string): RepoFile {
  return { path, text: content, size: new TextEncoder().encode(content).length };
}

function binary(path: string, size: number): RepoFile {
  return { path, size };
}
