import { expect, onTestFinished, test } from "vitest";
import { startNode } from "../../lib/notebook/node-process.ts";
import { withStandby } from "../../lib/cli/standby.ts";
import { ConverterProcess } from "../../lib/notebook/converter.ts";
import { RememberingConverter } from "../../lib/notebook/remembering-converter.ts";
import { runNotebook } from "../../lib/notebook/run.ts";
import { notebookFolder, writeCells } from "./run-cells.ts";

test("a notebook that is run again comes out as if it was run for the first time", async () => {
  const { folder, remove } = await notebookFolder();
  const converter = new RememberingConverter(startNode, folder);
  const forgetting = new ConverterProcess(startNode, folder);
  const standby = withStandby(startNode);
  onTestFinished(async () => {
    standby.close();
    await converter.close();
    await forgetting.close();
    await remove();
  });
  const run = async (...cells: string[]) => {
    const file = await writeCells(folder, cells);
    const again = await runNotebook(file, { start: standby.start, converter });
    return again.cells.map(({ status, outputs }) => ({ status, outputs }));
  };
  const fromScratch = async (...cells: string[]) => {
    const options = { start: startNode, converter: forgetting };
    const { cells: ran } = await runNotebook(await writeCells(folder, cells), options);
    return ran.map(({ status, outputs }) => ({ status, outputs }));
  };
  const later = [
    "const b: number = a;",
    "console.log(typeof a, (globalThis as any).seen, ((globalThis as any).seen = 1));",
  ];
  const number = ["const a = 1;", ...later];
  const text = ['const a = "x";', ...later];

  const first = await run(...number);
  expect(first).toEqual(await fromScratch(...number));
  // The edit changes what the unchanged second cell sees: it has to fail now.
  const second = await run(...text);
  expect(second).toEqual(await fromScratch(...text));
  expect(second.map(({ status }) => status)).not.toEqual(first.map(({ status }) => status));
  expect(await run(...number)).toEqual(first);
});
