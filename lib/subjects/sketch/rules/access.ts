import { type Reference, referencesIn } from "../../config/expand.ts";
import { fieldsOf } from "../../config/fields.ts";
import type { McpConfig, McpServerEntry } from "../../config/mcp-config.ts";
import { namesSecret } from "../../config/secret-names.ts";
import type { AfterAccess } from "../schema.ts";
import { type Fault, faultsIn, listed, repeated, type Rule, shortText } from "./rule.ts";

/** The rule that keeps secrets out of a sketch. */
export const SECRETS_RULE = "06.2.secrets";

const SECRETS = new Set(["secret-literal", "secret-default"]);

/** Everything that a config asks for, in its order. */
export function everyReference(config: McpConfig): Reference[] {
  return Object.values(config.mcpServers)
    .flatMap(fieldsOf)
    .flatMap(({ text }) => referencesIn(text));
}

/** Every variable that a config names, once, and whether it has a default everywhere. */
function referencesOf(config: McpConfig): { name: string; hasDefault: boolean }[] {
  const references = everyReference(config);
  return [...new Set(references.map(({ name }) => name))].map((name) => ({
    name,
    hasDefault: references.every((one) => one.name !== name || one.fallback !== undefined),
  }));
}

/** What the exported server is started with; `sketch/export` writes it. */
const PROGRAM = "dist/src/main.js";

/** A program of one's own that is not the exported server; a published package may be started by name. */
function startFault({ command, args = [] }: McpServerEntry): Fault | undefined {
  if (command === undefined) return undefined;
  const words = args.map((arg) => arg.replaceAll("\\", "/"));
  const isNode = /^(.*[\\/])?node(\.exe)?$/i.test(command);
  // Other words are not shown: a secret may be among them.
  const files = words.filter((word) => /\.([cm]?[jt]sx?|py)$/i.test(word));
  if (!isNode && files.length === 0) return undefined;
  if (isNode && words.some((word) => word === PROGRAM || word.endsWith(`/${PROGRAM}`))) return;
  return {
    found: `the entry starts ${[command, ...files].join(" … ")}`,
    remedy: `The server that the sketch exports is built and started with node ${PROGRAM}: write command: "node", args: ["${PROGRAM}"].`,
  };
}

/** The variables that have a default somewhere in a config. */
function defaulted(config: McpConfig): string[] {
  return everyReference(config)
    .filter(({ fallback }) => fallback !== undefined)
    .map(({ name }) => name);
}

/** Step 2: how it is started, and with which credentials. */
export const accessRules: readonly Rule<AfterAccess>[] = [
  {
    id: "06.2.config",
    title: "The config starts or reaches the server",
    points: 1,
    lesson: "03",
    expected:
      "an entry under the server's name that fits its transports and Claude Code's fields; over stdio the exported server is started with node dist/src/main.js",
    remedy:
      "For stdio: a command and its args. For http: type and url. The entry is named like server.name.",
    look({ config, server }, findings) {
      const fault = findings.find(
        ({ code, severity }) => severity === "error" && !SECRETS.has(code),
      );
      if (fault !== undefined)
        return { found: `${fault.where}: ${fault.what}`, remedy: fault.remedy };
      const entry = Object.hasOwn(config.mcpServers, server.name)
        ? config.mcpServers[server.name]
        : undefined;
      if (entry === undefined) return { found: `no entry "${server.name}" under mcpServers` };
      const needed = entry.command === undefined ? "http" : "stdio";
      if (!server.transports.includes(needed))
        return {
          found: `the entry is for ${needed}, server.transports says ${listed(server.transports)}`,
          remedy: `Add "${needed}" to server.transports, or write an entry of the other kind.`,
        };
      return startFault(entry);
    },
  },
  {
    id: SECRETS_RULE,
    title: "Holds no secret, and no default for one",
    points: 1,
    lesson: "03",
    expected: "no secret anywhere in the sketch, and no default for one",
    remedy: "Write ${NAME} and keep the value in the environment.",
    look({ config, variables }, findings) {
      const fault = findings.find(({ code }) => SECRETS.has(code));
      if (fault !== undefined)
        return { found: `${fault.where}: ${fault.what}`, remedy: fault.remedy };
      const marked = new Set(variables.filter(({ secret }) => secret).map(({ name }) => name));
      const given = defaulted(config).find((name) => marked.has(name));
      return given === undefined
        ? undefined
        : { found: `config: ${given} is marked secret and has a default` };
    },
  },
  {
    id: "06.2.variables",
    title: "Every variable is explained, and none is missing",
    points: 1,
    lesson: "03",
    expected: "variables and config name the same; what is not required has a default",
    remedy: "List each ${NAME} of the config under variables, and nothing else.",
    look({ config, variables }) {
      const references = referencesOf(config);
      const [twice] = repeated(variables.map(({ name }) => name));
      if (twice !== undefined) return { found: `${twice} twice`, remedy: "List it once." };
      const missing = references.find(({ name }) => !variables.some((one) => one.name === name));
      if (missing !== undefined)
        return {
          found: `${missing.name} is in the config and not under variables`,
          remedy: `List ${missing.name} under variables, with its purpose.`,
        };
      return faultsIn(variables, ({ name, secret, required, purpose }) => {
        const reference = references.find((one) => one.name === name);
        if (reference === undefined)
          return {
            found: `${name} is under variables and not in the config`,
            remedy: `Write \${${name}} where the config needs it, or take it out.`,
          };
        if (namesSecret(name) && !secret)
          return {
            found: `${name} is named like a secret and is not marked so`,
            remedy: `Write secret: true for ${name}.`,
          };
        const short = shortText(`the purpose of ${name}`, purpose, 3);
        if (short !== undefined || required !== reference.hasDefault) return short;
        // A secret's default is another rule's matter.
        if (secret && reference.hasDefault) return undefined;
        return required
          ? {
              found: `${name} is required and has a default`,
              remedy: `Write required: false for ${name}, or take its default out of the config.`,
            }
          : {
              found: `${name} is not required and has no default`,
              remedy: secret
                ? `Write required: true for ${name}: a secret has no default.`
                : `Write required: true for ${name}, or \${${name}:-default} in the config.`,
            };
      });
    },
  },
  {
    id: "06.2.token",
    title: "Each secret is a narrow credential that gets replaced",
    points: 1,
    lesson: "03",
    expected: "one credential for each secret, with the permissions it has and when it is renewed",
    remedy:
      "Write down who issues it, the few permissions that the questions need (such as tickets:read), and when and how it is replaced.",
    look: tokenFault,
  },
];

const ALL_POWERFUL =
  /^(.*[:./])?(\*|all|any|admin|administrator|owner|root|full|full[-_ ]?access|everything)$|^(\*|all|any|everything)[:./]/i;

function tokenFault({ variables, credentials }: AfterAccess): Fault | undefined {
  const secrets = variables.filter(({ secret }) => secret).map(({ name }) => name);
  const held = credentials.map(({ variable }) => variable);
  const without = secrets.find((name) => !held.includes(name));
  if (without !== undefined)
    return {
      found: `${without} is a secret without a credential`,
      remedy: `Add one with variable: "${without}": who issues it, what it may do, and when it is renewed.`,
    };
  const [twice] = repeated(held);
  if (twice !== undefined)
    return { found: `two credentials for ${twice}`, remedy: "Make one of them." };
  return faultsIn(credentials, ({ variable, issuedBy, permissions, renewed }) => {
    if (!secrets.includes(variable))
      return {
        found: `${variable} is no secret of the sketch`,
        remedy: `Mark ${variable} as secret under variables, or take its credential out.`,
      };
    if (permissions.length === 0)
      return {
        found: `${variable}: nobody says what it may do`,
        remedy: "List the few permissions that the questions need, such as tickets:read.",
      };
    const broad = permissions.find((permission) => ALL_POWERFUL.test(permission.trim()));
    if (broad !== undefined)
      return {
        found: `${variable} may do everything: ${broad}`,
        remedy: "Ask for a key that may do less: name what the questions need, each by itself.",
      };
    return (
      shortText(`issuedBy of ${variable}`, issuedBy, 1) ??
      shortText(`renewed of ${variable}`, renewed, 3)
    );
  });
}
