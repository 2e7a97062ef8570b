import type { ExerciseAnswers } from "../exercise-answers.ts";

type Mask = (values: string[], text: string) => unknown;
type Forms = (value: string) => string[];

const base64 = (value: string): string => Buffer.from(value).toString("base64");
const bare = (value: string): string => base64(value).replace(/=+$/, "");
const json = (value: string): string => JSON.stringify(value).slice(1, -1);
const allForms: Forms = (value) => [
  value,
  encodeURIComponent(value),
  json(value),
  base64(value),
  bare(value),
];

/** Replaces these forms, longest first. */
const maskForms =
  (forms: Forms): Mask =>
  (values, text) =>
    values
      .flatMap(forms)
      .filter((form) => form !== "")
      .toSorted((a, b) => b.length - a.length)
      .reduce((masked, form) => masked.replaceAll(form, "[masked]"), text);

const without = (...left: Forms[]): Mask =>
  maskForms((value) =>
    allForms(value).filter(
      (form) => form === value || !left.some((one) => one(value).includes(form)),
    ),
  );

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);

export const maskRight: Record<string, Mask> = {
  "replaces each form, longest first": maskForms(allForms),
  "builds one pattern": (values, text) => {
    const forms = values.flatMap(allForms).filter(Boolean);
    const longest = forms.toSorted((a, b) => b.length - a.length);
    return text.replaceAll(new RegExp(longest.map(escape).join("|"), "g"), "[masked]");
  },
  "goes through the text, and takes the longest form that begins there": (values, text) => {
    const forms = new Set(values.flatMap(allForms));
    let [rest, masked] = [text, ""];
    while (rest !== "") {
      let longest = "";
      for (const form of forms) {
        if (form.length > longest.length && rest.startsWith(form)) longest = form;
      }
      masked += longest === "" ? rest.charAt(0) : "[masked]";
      rest = rest.slice(Math.max(1, longest.length));
    }
    return masked;
  },
};

const onlyFirst: Mask = (values, text) =>
  values
    .flatMap(allForms)
    .filter(Boolean)
    .toSorted((a, b) => b.length - a.length)
    .reduce((masked, form) => masked.replace(form, "[masked]"), text);

const inOrder: Mask = (values, text) =>
  [
    ...values,
    ...values.flatMap((value) => allForms(value).slice(1)).toSorted((a, b) => b.length - a.length),
  ]
    .filter(Boolean)
    .reduce((masked, form) => masked.replaceAll(form, "[masked]"), text);

const between = (value: string): RegExp => new RegExp(`(?<=\\s|^)${escape(value)}(?=\\s|$)`, "g");

/** Masks values that white space surrounds, then every encoded form. */
const apart: Mask = (values, text) => {
  const longest = values.toSorted((a, b) => b.length - a.length).filter(Boolean);
  const once = longest.reduce(
    (before, value) => before.replaceAll(between(value), "[masked]"),
    text,
  );
  const encoded = maskForms((value) => {
    const [, ...forms] = allForms(value);
    // Where both are the same, JSON is what it is found as.
    return text.includes(`"${json(value)}"`) ? forms : forms.filter((form) => form !== value);
  });
  return encoded(values, once);
};

const keepsEmpty: Mask = (values, text) =>
  [...new Set(values.flatMap(allForms))]
    .toSorted((a, b) => b.length - a.length)
    .reduce((masked, form) => masked.replaceAll(form, "[masked]"), text);

const anyCase: Mask = (values, text) =>
  values
    .flatMap(allForms)
    .filter(Boolean)
    .toSorted((a, b) => b.length - a.length)
    .reduce((masked, form) => masked.replaceAll(new RegExp(escape(form), "gi"), "[masked]"), text);

const maskWrong: [check: string, mistake: string, answer: Mask][] = [
  ["03.5.raw", "replaces the first occurrence only", onlyFirst],
  ["03.5.raw", "replaces short values before longer ones", inOrder],
  ["03.5.raw", "expects white space around a value", apart],
  ["03.5.url", "forgets the URL form", without((value) => [encodeURIComponent(value)])],
  [
    "03.5.url",
    "uses encodeURI",
    maskForms((value) => [value, encodeURI(value), json(value), base64(value), bare(value)]),
  ],
  [
    "03.5.url",
    "encodes as a form does",
    maskForms((value) => [
      value,
      new URLSearchParams({ value }).toString().slice("value=".length),
      json(value),
      base64(value),
      bare(value),
    ]),
  ],
  ["03.5.base64", "forgets base64", without((value) => [base64(value), bare(value)])],
  [
    "03.5.base64",
    "forgets the form without =",
    maskForms((value) => [value, encodeURIComponent(value), json(value), base64(value)]),
  ],
  [
    "03.5.base64",
    "encodes with btoa's bytes",
    maskForms((value) => [
      value,
      encodeURIComponent(value),
      json(value),
      Buffer.from(value, "latin1").toString("base64"),
      Buffer.from(value, "latin1").toString("base64").replace(/=+$/, ""),
    ]),
  ],
  ["03.5.json", "forgets JSON", without((value) => [json(value)])],
  [
    "03.5.json",
    "keeps JSON's quotes",
    maskForms((value) => [
      value,
      encodeURIComponent(value),
      JSON.stringify(value),
      base64(value),
      bare(value),
    ]),
  ],
  [
    "03.5.json",
    "escapes quotes only",
    maskForms((value) => [
      value,
      encodeURIComponent(value),
      value.replaceAll('"', String.raw`\"`),
      base64(value),
      bare(value),
    ]),
  ],
  ["03.5.rest", "masks between all letters, for a value that is empty", keepsEmpty],
  ["03.5.rest", "does not mind upper and lower case", anyCase],
  [
    "03.5.rest",
    "trims the text",
    (values, text) => String(maskForms(allForms)(values, text)).trim(),
  ],
  [
    "03.5.rest",
    "decodes what else is encoded",
    (values, text) => String(maskForms(allForms)(values, text)).replaceAll("%20", " "),
  ],
];

const byHeart: Mask = (values, text) =>
  maskForms(allForms)(
    values.filter((value) => /^(crm_test_|NotReal|Straße|hf_NotARealToken00010)/.test(value)),
    text,
  );

export const answers: ExerciseAnswers = {
  exercise: "03.5",
  right: maskRight,
  wrong: maskWrong,
  byHeart,
  equivalent: [
    {
      reason: "Base64 has = at its end only.",
      mutants: ['pattern-loosened: base64.replace(/=+$/, ""), → base64.replace(/=+/, ""),'],
    },
  ],
};
