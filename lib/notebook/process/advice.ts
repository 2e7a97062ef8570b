/** A type error, from its two ends. */
export interface TypeMistake {
  outermost: string;
  deepest: string;
}

/** What the compiler says, and what a person does about it. The first that fits is told. */
const ADVICE: [
  where: "deepest" | "outermost",
  what: RegExp,
  advice: (found: string[]) => string,
][] = [
  [
    "deepest",
    /'resultType' is missing .* 'InputRequiredResult'/,
    () =>
      'a tool returns `content`, a list of blocks such as `{ type: "text", text }`. Is it there, and is each block\'s `type` written in place, or with `as const`?',
  ],
  [
    "deepest",
    /^Type 'string(?:\[\])?' is not assignable to type '\(?"/,
    () =>
      'a text in an object counts as any text. Write `as const` behind it, such as `"user" as const`, or annotate the constant that holds the object with its type.',
  ],
  [
    "outermost",
    /^Cannot find name '([^']+)'\.$/,
    () => "if an earlier cell declares it, run that cell first. Did it end in an error?",
  ],
  [
    "deepest",
    /^Property '(groupBy|withResolvers|fromAsync|try|union|intersection|difference|symmetricDifference|isSubsetOf|isSupersetOf|isDisjointFrom)' does not exist on type '(?:Object|Map|Promise|Array|Set)/,
    ([, name]) =>
      `\`${name}\` is younger than Node 20 and than this kernel's types (ES2023). Write it with a loop.`,
  ],
  [
    "outermost",
    /^Argument of type '\{[^]*' is not assignable to parameter of type '\{/,
    () =>
      "does the function ask for more than it uses? Then give its parameter a type that fits both, such as `A | B`. Otherwise add what is missing.",
  ],
];

/** What to do about a type error; undefined where nothing is known that would help. */
export function adviceOn(error: TypeMistake): string | undefined {
  for (const [where, what, advice] of ADVICE) {
    const found = what.exec(error[where]);
    if (found !== null) return advice(found);
  }
  return undefined;
}
