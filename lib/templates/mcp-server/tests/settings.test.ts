import assert from "node:assert/strict";
import { test } from "node:test";
import { variables } from "../src/catalog.ts";
import { readSettings } from "../src/settings.ts";
import { StartError } from "../src/start-error.ts";

const names = Object.keys(variables.shape);

/** A text that sets each variable to this. */
const fileOf = (value: string): string => names.map((name) => name + "=" + value).join("\r\n");

test("variables are read from .env", () => {
  const expected = Object.fromEntries(names.map((name) => [name, "from the file"]));
  assert.deepEqual(readSettings({}, "\uFEFF# A comment\r\n" + fileOf('"from the file"')), expected);
});

test("the environment goes before .env, where it holds a value", () => {
  for (const name of names) {
    const set = readSettings({ [name]: "from the environment" }, fileOf("file"));
    assert.equal(Reflect.get(set, name), "from the environment");
    for (const none of ["", " ", "${" + name + "}"]) {
      assert.equal(Reflect.get(readSettings({ [name]: none }, fileOf("file")), name), "file");
    }
  }
});

test("a variable that is required and missing stops the start, by its name", () => {
  for (const name of names) {
    const file = fileOf("a-secret").replace(name + "=a-secret", "");
    if (variables.safeParse({ ...readSettings({}, fileOf("x")), [name]: undefined }).success) {
      assert.notEqual(Reflect.get(readSettings({}, file), name), "a-secret");
      continue;
    }
    assert.throws(
      () => readSettings({}, file),
      (error) =>
        error instanceof StartError &&
        error.message.startsWith("Not set: " + name + ". ") &&
        /\.env[;.]/.test(error.message) &&
        !error.message.includes("a-secret"),
    );
  }
});
