import type { Random } from "../../base/random.ts";
import type { HiddenVariants } from "../../exercises/examination.ts";
import { letters, madeUpToken, plainNames } from "../made-up.ts";
import { type CaseTable, withEnv, withUrl } from "./expand-cases.ts";

/** Cases of the same kinds with other names, values and servers. */
export const hidden: HiddenVariants = {
  exercise: "03.2",
  generate(random): CaseTable {
    const [a, b, c] = [variable(random), variable(random), variable(random)] as const;
    const [value, other] = [`${letters(random, 5)}"$&\\`, letters(random, 7)] as const;
    const [server = "", second = ""] = plainNames(random, 2);
    const secret = madeUpToken(random, "crm_");
    return {
      variables: [
        withEnv("a variable", { [b]: `<\${${a}}>` }, { [a]: value }),
        withEnv(
          "several in one text",
          { [c]: `\${${a}}\${${b}}/\${${a}}` },
          { [a]: other, [b]: value },
        ),
        withEnv("a variable that is empty", { [a]: `[\${${a}}]` }, { [a]: "" }),
      ],
      defaults: [
        withEnv("a default, not set", { [a]: `\${${b}:-${other}:-${a}}` }, {}),
        withEnv("a default, but set", { [a]: `\${${b}:-${other}}` }, { [b]: value }),
        withEnv("a default, but set and empty", { [a]: `\${${b}:-${other}}` }, { [b]: "" }),
      ],
      literal: [
        withEnv("a name without braces", { [a]: `$${b} {${b}}` }, { [b]: value }),
        withEnv("a value that holds ${…}", { [a]: `\${${b}}` }, { [b]: `\${${c}}`, [c]: other }),
        withEnv(
          "what is no name",
          { [a]: `\${} \${ ${b} } \${7${b}:-x} \${env:${b}} \${${b}.x}` },
          { [b]: value },
        ),
      ],
      fields: [
        withUrl("an address whose value holds ${…}", `https://\${${b}}/`, {
          [b]: `\${${c}}`,
          [c]: other,
        }),
        {
          about: "two servers",
          config: {
            mcpServers: {
              [server]: {
                command: `/\${${a}}/node`,
                args: ["x.js", `--\${${b}}`],
                env: { [`\${${a}}`]: `\${${b}}` },
              },
              [second]: {
                type: "http",
                url: `https://\${${a}}.example/`,
                headers: { "X-Made-Up": `\${${b}}` },
              },
            },
          },
          env: { [a]: other, [b]: letters(random, 6) },
        },
        {
          about: "a header whose value holds ${…}",
          config: {
            mcpServers: {
              [second]: {
                type: "http",
                url: "https://made-up.example/",
                headers: { [a]: `<\${${b}}>` },
              },
            },
          },
          env: { [b]: `\${${c}}`, [c]: other },
        },
      ],
      missing: [
        {
          about: "a variable is not set",
          config: {
            mcpServers: {
              [server]: { command: "node", env: { KEY: `\${${a}}` } },
              [second]: { command: "node", env: { LEDGER: `\${${c}}` } },
            },
          },
          env: { [a]: secret },
        },
      ],
    };
  },
};

function variable(random: Random): string {
  return `V_${letters(random, 6).toUpperCase()}`;
}
