import { expect, it } from "vitest";
import { freePort } from "../cli/listen.ts";
import { MAIN, runNode, temporaryFolder } from "../cli/temporary-project.ts";
import { projectWithSecrets, shell } from "./notebook.ts";
import { filesBelow, inDotenv, planted, secretsFoundIn } from "./planted.ts";

it("npm start says and leaves no planted secret", async () => {
  const root = projectWithSecrets();
  const HOME = temporaryFolder();
  const port = String(await freePort());
  const words = ["start", "--no-browser", "--port", port];
  const run = runNode([MAIN, ...words], root, { ...shell, HOME });
  await run.printed("stdout", /http:\S+\n/);
  run.child.kill("SIGINT");
  await run.ended;
  const left = filesBelow(root);
  for (const own of [".env", ".mcp.json"]) left.delete(own);
  expect([...left.keys()]).toContainEqual(expect.stringContaining("kernel.json"));
  const all = [
    run.output.stdout,
    run.output.stderr,
    ...left.values(),
    ...filesBelow(HOME).values(),
  ];
  const secrets = [...Object.values(planted), ...Object.values(inDotenv)];
  expect(secretsFoundIn(all.join("\n"), secrets)).toEqual([]);
});
