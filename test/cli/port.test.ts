import { createServer } from "node:net";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { choosePort } from "../../lib/cli/port.ts";
import { freePort, takenPort } from "./listen.ts";

test("the port that was asked for is taken when it is free", async () => {
  const port = await freePort();
  expect(await choosePort(port, expect.unreachable)).toBe(port);
});

test("a port that was asked for and is in use is an error with the remedy", async () => {
  const port = await takenPort();
  await expect(choosePort(port, expect.unreachable)).rejects.toMatchObject({
    code: "port-taken",
    what: expect.stringContaining(String(port)),
    remedy: expect.stringContaining("npm start -- --port"),
  });
});

test("without a port, one that is in use is passed over, and said", async () => {
  const said: string[] = [];
  const first = await choosePort(undefined, () => {});
  const server = createServer().listen(first, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const second = await choosePort(undefined, (line) => said.push(line));
  expect(second).toBeGreaterThan(first);
  expect(said).toEqual([`Port 8888 is in use; taking ${second}.`]);
});
