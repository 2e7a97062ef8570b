import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../../..");

const script = `
import { serveCrmStdio } from "./services/crm/server/serve-stdio.js";
const [file] = process.argv.slice(2);
try {
  await serveCrmStdio({ env: process.env, ...(file && { file }) });
} catch (error) {
  process.stderr.write(\`\${error.code}: \${error.message}\\n\`);
  process.exitCode = 2;
}
`;

/**
 * Emits the library into a fresh folder of the repository, so that a child process runs what the
 * sources say now. Returns the script that serves the CRM over stdio, and how to remove the folder.
 */
export function emitCrm(): { entry: string; remove: () => void } {
  mkdirSync(join(root, ".lab"), { recursive: true });
  const folder = mkdtempSync(join(root, ".lab/crm-child-"));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const options = [
    "-p",
    join(root, "lib/tsconfig.json"),
    "--outDir",
    folder,
    "--declaration",
    "false",
  ];
  execFileSync(process.execPath, [tsc, ...options, "--isolatedDeclarations", "false"]);
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  writeFileSync(join(folder, "stdio.js"), script);
  return {
    entry: join(folder, "stdio.js"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
