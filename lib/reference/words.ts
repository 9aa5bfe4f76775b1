import type { MergedSchema } from "./merged.ts";

/** What a value looks like, in words: `string · uuid`, `Line`, `array of Line`. `entries` is said of a list's entries. */
export function typeInWords(schema: MergedSchema, entries: string | undefined): string {
  const { types, keywords, name, choices, accepts } = schema;
  if (accepts === "nothing") return "nothing";
  if (types.includes("array")) {
    const others = types.filter((type) => type !== "array");
    return [...others, entries ? `array of ${entries}` : "array"].join(" or ");
  }
  if (types.length === 0 || (types[0] === "object" && types.length === 1)) {
    if (name && accepts === "something") return name;
    const [choice] = choices;
    if (choice && schema.properties.size === 0) return choiceInWords(choice.keyword);
    if (types.length === 0) return keywords.const !== undefined || Array.isArray(keywords.enum) ? "value" : "any value";
    return entries ? `map of ${entries}` : "object";
  }
  const format = typeof keywords.format === "string" ? keywords.format.slice(0, FORMAT_LENGTH_MAX) : "";
  return [types.join(" or "), format].filter(Boolean).join(" · ");
}

export function choiceInWords(keyword: string): string {
  return keyword === "oneOf" ? "one of" : "any of";
}

/** `1 to 200 items`, `≥ 1`, `default "eu"`. */
export function constraintsInWords({ keywords, types }: MergedSchema): string[] {
  const number = (keyword: string) => (typeof keywords[keyword] === "number" ? keywords[keyword] : undefined);
  const said = [
    between(number("minLength"), number("maxLength"), "characters"),
    between(number("minItems"), number("maxItems"), "items"),
    between(number("minProperties"), number("maxProperties"), "members"),
    sided("≥", number("minimum")),
    sided(">", number("exclusiveMinimum")),
    sided("≤", number("maximum")),
    sided("<", number("exclusiveMaximum")),
    sided("multiple of", number("multipleOf")),
    keywords.uniqueItems === true && types.includes("array") ? "no entry twice" : undefined,
    keywords.additionalProperties === false && types.includes("object") ? "no further members" : undefined,
    typeof keywords.contentEncoding === "string" ? keywords.contentEncoding.slice(0, FORMAT_LENGTH_MAX) : undefined,
    keywords.default === undefined ? undefined : `default ${jsonText(keywords.default)}`,
  ];
  return said.filter((each) => each !== undefined);
}

/** The values of `const` and `enum` as JSON. */
export function valuesInWords({ keywords }: MergedSchema): string[] {
  if (keywords.const !== undefined) return [jsonText(keywords.const)];
  return Array.isArray(keywords.enum) ? keywords.enum.slice(0, VALUES_MAX).map(jsonText) : [];
}

export function exampleInWords({ keywords }: MergedSchema): string | null {
  const [first] = Array.isArray(keywords.examples) ? keywords.examples : [keywords.example];
  return first === undefined ? null : jsonText(first);
}

const FORMAT_LENGTH_MAX = 60;
const VALUES_MAX = 1_000;
const TEXT_LENGTH_MAX = 200;

function jsonText(value: unknown): string {
  const text = JSON.stringify(value) ?? "";
  return text.length > TEXT_LENGTH_MAX ? `${text.slice(0, TEXT_LENGTH_MAX).toWellFormed()}…` : text;
}

function between(least: number | undefined, most: number | undefined, unit: string): string | undefined {
  if (least !== undefined && least === most) return `exactly ${least} ${unit}`;
  if (least !== undefined && most !== undefined) return `${least} to ${most} ${unit}`;
  if (most !== undefined) return `at most ${most} ${unit}`;
  // At least nothing is no constraint.
  return least ? `at least ${least} ${unit}` : undefined;
}

function sided(sign: string, bound: number | undefined): string | undefined {
  return bound === undefined ? undefined : `${sign} ${bound}`;
}
