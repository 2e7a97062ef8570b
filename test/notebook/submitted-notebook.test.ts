import { expect, test } from "vitest";
import { readSubmitted } from "../../lib/notebook/submitted-notebook.ts";

test.each([
  ["", /empty/],
  [" \n", /empty/],
  ["<!DOCTYPE html>\n<html>", /web page/],
  ["version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", /git keeps/],
  ["PK\u0003\u0004\u0014", /zip/],
  ["%PDF-1.7", /PDF/],
  ['{\n<<<<<<< HEAD\n "cells": []\n=======\n "cells": [1]\n>>>>>>> main\n}', /merge/],
  ['{"cells": [secret', /^This file is not JSON, so it is not a notebook\.$/],
])("says what %j is in place of a notebook, and quotes nothing of it", (text, words) => {
  const read = readSubmitted(text);
  expect(read).toMatchObject({ status: "refused", reason: { code: "notebook-not-json" } });
  expect(read.status === "refused" && read.reason.sentence).toMatch(words);
  expect(JSON.stringify(read)).not.toContain("secret");
});
