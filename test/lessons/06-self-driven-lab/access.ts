import type { Sketch } from "../../../lib/subjects/sketch/sketch.ts";
import type { ExerciseAnswers } from "../exercise-answers.ts";
import { observatory } from "../../subjects/sketch/own-sketch.ts";
import { but, changed, rightSketches, type Wrong } from "./sketches.ts";

const { server, config, variables, credentials } = observatory;
const entry = config.mcpServers["observatory"] ?? {};
const env = entry.env ?? {};

const withEntry = (changes: object, name = "observatory"): Partial<Sketch> => ({
  config: { mcpServers: { [name]: { ...entry, ...changes } } },
});

const wrongAnswers: Wrong[] = [
  ["06.2.config", "names the entry otherwise", but(withEntry({}, "dome"))],
  [
    "06.2.config",
    "writes the command line in one text",
    but(withEntry({ command: "node main.js" })),
  ],
  [
    "06.2.config",
    "starts a source instead of the exported server",
    but(withEntry({ command: "npx", args: ["tsx", "src/main.ts"] })),
  ],
  ["06.2.config", "starts another folder", but(withEntry({ args: ["build/main.js"] }))],
  [
    "06.2.config",
    "serves http only and starts a process",
    but({ server: { ...server, transports: ["http"] } }),
  ],
  [
    "06.2.config",
    "gives an address without a type",
    but(withEntry({ command: undefined, url: "https://dome.example" })),
  ],
  [
    "06.2.secrets",
    "has a default for the token",
    but(withEntry({ env: { ...env, DOME_TOKEN: "${DOME_TOKEN:-guest}" } })),
  ],
  [
    "06.2.secrets",
    "writes a password into another variable",
    but(withEntry({ env: { ...env, MAIL_PASSWORD: "not-a-real-password" } })),
  ],
  [
    "06.2.secrets",
    "shows a token in a description",
    but({
      variables: changed(variables, 0, { purpose: "Such as hf_NotARealTokenNotARealToken00" }),
    }),
  ],
  ["06.2.variables", "forgets to explain one", but({ variables: variables.slice(0, 1) })],
  [
    "06.2.variables",
    "explains one that the config lacks",
    but({
      variables: [
        ...variables,
        { name: "DOME_USER", secret: false, required: true, purpose: "Who signs in there" },
      ],
    }),
  ],
  [
    "06.2.variables",
    "calls one required that has a default",
    but({ variables: changed(variables, 1, { required: true }) }),
  ],
  [
    "06.2.variables",
    "lets the token be left out",
    but({ variables: changed(variables, 0, { required: false }) }),
  ],
  [
    "06.2.variables",
    "says not what one is for",
    but({ variables: changed(variables, 1, { purpose: "url" }) }),
  ],
  [
    "06.2.token",
    "lets the token do everything",
    but({ credentials: changed(credentials, 0, { permissions: ["*"] }) }),
  ],
  [
    "06.2.token",
    "asks for an administrator",
    but({ credentials: changed(credentials, 0, { permissions: ["sky:read", "dome:admin"] }) }),
  ],
  [
    "06.2.token",
    "never renews it",
    but({ credentials: changed(credentials, 0, { renewed: "never" }) }),
  ],
  [
    "06.2.token",
    "may write everything",
    but({ credentials: changed(credentials, 0, { permissions: ["sky:read", "*:write"] }) }),
  ],
  ["06.2.token", "has no credential", but({ credentials: [] })],
];

export const answers: ExerciseAnswers = {
  exercise: "06.2",
  right: rightSketches,
  wrong: wrongAnswers,
  equivalent: [
    {
      reason: "At which address a system is, only its owner knows.",
      mutants: [
        'name-changed: LENDING_URL: "${LENDING_URL:-https://lending.example}", → LENDING_URL: "${LENDING_URL:-https://lending.example}x",',
      ],
    },
  ],
};
