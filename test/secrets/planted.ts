import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** Made-up secrets, each with letters that URLs, base64 or JSON write in another way. */
export const planted = {
  ANTHROPIC_API_KEY: 'sk-ant-api03-NotAReal/Key+Planted"one"==',
  HF_TOKEN: "hf_NotARealToken/Planted+two==",
  CRM_API_KEY: 'crm_live_NotARealKey/Planted+"three"==',
} as const;

/** Written to `.env`, where the environment has other values. */
export const inDotenv = {
  ANTHROPIC_API_KEY: "sk-ant-api03-NotAReal/KeyPlantedInDotenv+==",
  HF_TOKEN: "hf_NotARealToken/PlantedInDotenv+==",
  CRM_API_KEY: "crm_live_NotARealKey/PlantedInDotenv+==",
} as const;

/** Every form in which a secret may be in a text. */
function formsOf(secret: string): string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  const markup = secret.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return [
    secret,
    encodeURIComponent(secret),
    new URLSearchParams({ q: secret }).toString().slice(2),
    inJson,
    JSON.stringify(inJson).slice(1, -1),
    markup,
    Buffer.from(secret).toString("hex"),
    ...base64Forms(secret),
  ];
}

/** In base64 a text looks different by where it begins in a group of three bytes. */
function base64Forms(secret: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.from("x".repeat(before) + secret).toString("base64");
    // What is next to the secret changes the first and the last letters.
    const core = text.slice(before === 0 ? 0 : 4, -4);
    return [core, core.replaceAll("+", "-").replaceAll("/", "_"), encodeURIComponent(core)];
  });
}

/** Which of the secrets are in a text, whatever their form. */
export function secretsFoundIn(text: string, secrets: readonly string[]): string[] {
  return secrets.filter((secret) => formsOf(secret).some((form) => text.includes(form)));
}

/** Every file below a folder as a text, by its path; links are not followed. */
export function filesBelow(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [relative(folder, file), readFileSync(file, "latin1")]));
}
