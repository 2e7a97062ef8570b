import type { HiddenVariants } from "../../exercises/examination.ts";
import { letters, plainNames } from "../made-up.ts";
import { DOTENV, type Project, REAL_CONFIG } from "./files.ts";

/** Secrets in other folders and under other names. */
export const hidden: HiddenVariants = {
  exercise: "03.3",
  generate: (random): Project => {
    const [outer = "", inner = "", other = ""] = plainNames(random, 3);
    return {
      secret: {
        [`.env.${letters(random, 5)}`]: DOTENV,
        [`${outer}/${inner}/.env`]: DOTENV,
        [`${outer}/.mcp.json`]: REAL_CONFIG,
      },
      ordinary: {
        [`${outer}/${inner}/index.ts`]: "export {};\n",
        [`${other}.json`]: "{}\n",
        [`${other}/env.md`]: "# Variables\n",
      },
    };
  },
};
