import { fs } from "memfs";

export default fs.promises;
export const {
  access,
  appendFile,
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  writeFile,
} = fs.promises;
