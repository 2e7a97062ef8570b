import { judgeMask, type MaskCase } from "./mask.judge.ts";
import type { Answer } from "../../exercises/answer.ts";
import { type Examination, examination } from "../../exercises/examination.ts";

/** A text in which ‹0› means the first value, in the form of its check. */
interface Line {
  about: string;
  text: string;
}

/** Secrets, and a text for each check. */
export interface Variant {
  values: string[];
  raw: Line;
  url: Line;
  base64: Line;
  json: Line;
  rest: Line;
}

type Form = (value: string) => string;

const base64: Form = (value) => Buffer.from(value).toString("base64");

const FORMS: Record<"raw" | "url" | "base64" | "json", Form> = {
  raw: (value) => value,
  url: encodeURIComponent,
  base64,
  json: (value) => JSON.stringify(value).slice(1, -1),
};

const variants: readonly [Variant, Variant] = [
  {
    values: ['crm_test_NotReal "9"/a+b', "hf_NotARealToken00010"],
    raw: {
      about: "twice in a header",
      text: "Authorization: Bearer ‹0›\nAuthorization: Bearer ‹0›",
    },
    url: { about: "in an address", text: "GET https://crm.example/v1?key=‹0›&page=2" },
    base64: { about: "in base64", text: "config: ‹0›;" },
    json: { about: "inside JSON", text: '{"key":"‹0›","other":"‹1›"}' },
    rest: {
      about: "no secret in it",
      text: '  CRM_TEST_NOTREAL "9"/A+B is spelt otherwise, and 100%20 is no secret.\n',
    },
  },
  {
    values: [
      "NotReal.key$1(x)\nline two",
      "NotReal.key$1(x)\nline two/admin?",
      "Straße 7 & Söhne!",
    ],
    raw: { about: "one value begins another", text: "first ‹1› then ‹0›, and ‹2›" },
    url: { about: "in an address", text: "/login?a=‹0›&b=‹1›" },
    base64: { about: "in base64", text: "Basic ‹2› and ‹0›" },
    json: { about: "inside JSON", text: '["‹1›", "‹0›"]' },
    rest: {
      about: "a word that is nearly a secret",
      text: "NotReal-key$1(x)\nline two is another word.",
    },
  },
];

export const maskExamination: Examination = examination({
  variants,
  async drive(answer, _world, variant) {
    const run = async (form: keyof typeof FORMS): Promise<MaskCase[]> => [
      await maskOnce(answer, variant.values, variant[form], FORMS[form]),
      ...(form === "base64"
        ? [await maskOnce(answer, variant.values, variant.base64, unpadded)]
        : []),
    ];
    return {
      raw: await run("raw"),
      url: await run("url"),
      base64: await run("base64"),
      json: await run("json"),
      rest: [await maskOnce(answer, ["", ...variant.values], variant.rest, FORMS.raw)],
    };
  },
  judge: judgeMask,
});

const unpadded: Form = (value) => base64(value).replace(/=+$/, "");

/** Also as they are shown in `found`, which is JSON. */
function allForms(value: string): string[] {
  const forms = [...Object.values(FORMS), unpadded].map((form) => form(value));
  return [...forms, ...forms.map(FORMS.json)];
}

async function maskOnce(
  answer: Answer,
  values: string[],
  { about, text }: Line,
  form: Form,
): Promise<MaskCase> {
  const secret = (index: string): string => values[Number(index)] ?? "";
  const written = text.replaceAll(/‹(\d)›/g, (_, index: string) => form(secret(index)));
  const outcome = await answer.call([
    { type: "json", value: values },
    { type: "json", value: written },
  ]);
  return {
    about,
    outcome,
    expected: text.replaceAll(/‹\d›/g, "[masked]"),
    secrets: values
      .flatMap(allForms)
      .filter(Boolean)
      .toSorted((a, b) => b.length - a.length),
  };
}
