import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { type Argument, type Node, parseSync, Visitor } from "oxc-parser";
import { expect, it } from "vitest";

const lib = join(import.meta.dirname, "..", "lib");
const page = join(lib, "ERRORS.md");

const HEAD = `# The errors of the lab

Every \`LabError\` by its code, where it is thrown, and what it says (\`…\` is filled in when it happens). Codes are for
programs, and stay. Written by \`UPDATE=1 npx vitest run --config test/vitest.config.ts test/error-codes.test.ts\`.
`;

/** What makes a `LabError`, and which of its arguments is the code; the last two hand theirs on. */
const MAKERS: Readonly<Record<string, number>> = { LabError: 0, mistake: 0, misuse: 2 };

/** A line of the page for every error that a file makes. */
function linesOf(file: string): string[] {
  const lines: string[] = [];
  const add = ({ callee, arguments: args }: { callee: Node; arguments: Argument[] }): void => {
    const place = callee.type === "Identifier" ? MAKERS[callee.name] : undefined;
    const code = place === undefined ? undefined : args[place];
    const details = args.at(-1);
    if (code === undefined || details === undefined || isHandedOn(code)) return;
    const codes = textsOf(code);
    const whats = textsOf(whatIn(details));
    codes.forEach((one, index) => {
      const what = codes.length > 1 ? whats[index] : whats.join(" Or: ");
      lines.push(`- \`${one}\` (\`${file}\`): ${what}`);
    });
  };
  const { program } = parseSync(file, readFileSync(join(lib, file), "utf8"));
  new Visitor({ NewExpression: add, CallExpression: add }).visit(program);
  return lines;
}

function isHandedOn(code: Node): boolean {
  return code.type === "Identifier" && code.name === "code";
}

/** The value of the property `what`, or the words themselves. */
function whatIn(details: Node): Node {
  const own = details.type === "ObjectExpression" ? details.properties : [];
  const found = own.find(
    (one) => one.type === "Property" && one.key.type === "Identifier" && one.key.name === "what",
  );
  return found?.type === "Property" ? found.value : details;
}

/** The texts that an expression may be; `…` for what is known only when it runs. */
function textsOf(node: Node): string[] {
  switch (node.type) {
    case "Literal":
      return [String(node.value)];
    case "TemplateLiteral":
      return [node.quasis.map(({ value }) => value.cooked).join("…")];
    case "ConditionalExpression":
      return [...textsOf(node.consequent), ...textsOf(node.alternate)];
    case "LogicalExpression":
      return textsOf(node.right);
    default:
      return ["…"];
  }
}

it("lib/ERRORS.md lists every error; if it does not, run this test with UPDATE=1", () => {
  const lines = readdirSync(lib, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll(sep, "/"))
    .filter((file) => /\.c?ts$/.test(file) && !/^(dist|node_modules)\//.test(file))
    .flatMap(linesOf);
  const written = `${HEAD}\n${[...new Set(lines)].toSorted().join("\n")}\n`;
  if (process.env.UPDATE === "1") writeFileSync(page, written);
  expect(readFileSync(page, "utf8")).toBe(written);
  expect(lines.filter((line) => line.startsWith("- `…`"))).toEqual([]);
});
