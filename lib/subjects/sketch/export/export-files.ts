import type { Ruled } from "../review.ts";
import type { Sketch } from "../sketch.ts";
import { literal } from "./literal.ts";
import { code, codes, plain } from "./markdown.ts";
import { fallbackOf, serverFiles } from "./server-files.ts";
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
 * Comments are JSON texts, so that no purpose can end its line and set a variable. What need not be set is
 * a comment, with its default.
 */
function envExample(sketch: Sketch): string {
  const each = sketch.variables.map((variable) => {
    const { name, secret, required, purpose } = variable;
    const fallback = fallbackOf(variable, sketch);
    const note = fallback === undefined ? "may be left out" : `default: ${literal(fallback)}`;
    const kind = secret ? "secret" : required ? "required" : note;
    return `# ${literal(purpose)} (${kind})\n${required ? "" : "# "}${name}=\n`;
  });
  return each.join("\n") || "# The server needs no variable.\n";
}

function readme({ server, system, variables }: Sketch): string {
  const needed = variables.filter(({ required }) => required).map(({ name }) => name);
  const setting =
    needed.length === 0
      ? "The server starts without any variable."
      : `Before the first start copy \`.env.example\` to \`.env\` and fill in ${codes(needed)}: without ${needed.length === 1 ? "it" : "them"} the server says what is missing and ends.`;
  return `# MCP server ${code(server.name)}

For ${plain(system.name)}. What it is to become is in [SKETCH.md](SKETCH.md).

\`\`\`sh
npm install
npm test        # fails: one test for each tool says what is still to be written
npm run build
npm start       # over stdio
npm start -- --port 8790   # over HTTP, for this machine only
\`\`\`

${setting} What the environment holds, such as what \`.mcp.json\` hands on, goes before
\`.env\`. The server reads no other file.

| file | what to do there |
| --- | --- |
| \`src/tools/\` | write each tool's \`handle\`: it gets the input, and a context with the settings, the signal of a cancelled call, and for a write its key |
| \`src/bodies.ts\`, \`src/completions.ts\` | return the real text of each Resource; complete its variables, if you like |
| \`src/authorize.ts\` | say who may call over HTTP; as it is, everybody on this machine may |
| \`src/catalog.ts\` | what is listed, the variables, and the table of errors |
| \`.mcp.json.example\` | copy to \`.mcp.json\`, for Claude Code |
| \`.env.example\` | copy to \`.env\`, which git ignores |

What a handler throws, a model sees only if it is the tool's \`Failure\`. Anything else goes to the error output,
with the correlation id that the model was told. \`tests/\` holds how each tool fails, and what the HTTP server refuses.
`;
}
