/*
 * The files of the worker: they are in its memory. The page keeps those of the lab (see ../lab-files.ts).
 */
/* oxlint-disable typescript/unbound-method -- memfs has bound them all */
import { fs } from "memfs";

export default fs;
export const {
  appendFileSync,
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  promises,
  readFile,
  readFileSync,
  readSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  rmdirSync,
  statSync,
  unlinkSync,
  watch,
  writeFile,
  writeFileSync,
  writeSync,
} = fs;
