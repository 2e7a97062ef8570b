import type { Ruled } from "../review.ts";
import type { Sketch } from "../sketch.ts";
import { literal } from "./literal.ts";
import { code, plain } from "./markdown.ts";
import { serverFiles } from "./server-files.ts";
import { PICTURE, sketchDocument } from "./sketch-document.ts";

/**
 * Everything that a sketch is exported as, by path: documents, config examples, and a server that runs.
 * Pure; every path is below the folder it is written to.
 * @param picture the drawing of the data flow, as SVG
 * @param ruled what the review says of each rule
 * @param template the sources that the server begins with, by path
 */
export function exportFiles(
  sketch: Sketch,
  picture: string,
  ruled: readonly Ruled[],
  template: Readonly<Record<string, string>>,
): Record<string, string> {
  return {
    "SKETCH.md": sketchDocument(sketch, ruled),
    [PICTURE]: `${picture}\n`,
    "README.md": readme(sketch),
    ".mcp.json.example": `${JSON.stringify(sketch.config, undefined, 2)}\n`,
    ".env.example": envExample(sketch),
    ".gitignore": GITIGNORE,
    ...serverFiles(sketch, template),
  };
}

const GITIGNORE = `node_modules/
dist/
# Secrets never belong here; the .example files do.
.mcp.json
.env
.env.*
!.env.example
`;

/**
 * Comments are JSON texts, so that no purpose can end its line and set a variable. What has a default is
 * left out: a variable that is set but empty counts as set.
 */
function envExample({ variables }: Sketch): string {
  const each = variables.map(({ name, secret, required, purpose }) => {
    const kind = secret ? "secret" : required ? "required" : "has a default";
    return `# ${literal(purpose)} (${kind})\n${required ? "" : "# "}${name}=\n`;
  });
  return each.join("\n") || "# The server needs no variable.\n";
}

function readme({ server, system }: Sketch): string {
  return `# MCP server ${code(server.name)}

For ${plain(system.name)}. What it is to become is in [SKETCH.md](SKETCH.md).

\`\`\`sh
npm install
npm test        # fails: one test for each tool says what is still to be written
npm run build
npm start       # over stdio
npm start -- --port 8790   # over HTTP, for this machine only
\`\`\`

| file | what to do there |
| --- | --- |
| \`src/tools/\` | write each tool's \`handle\` |
| \`src/bodies.ts\` | return the real text of each Resource |
| \`src/catalog.ts\` | what is listed, and the table of errors |
| \`.mcp.json.example\` | copy to \`.mcp.json\`, for Claude Code |
| \`.env.example\` | the variables to set |
`;
}
