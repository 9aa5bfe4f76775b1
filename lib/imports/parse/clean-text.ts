/** A stranger's text as a column can hold it: no NUL, no half surrogate pairs, no control characters, cut to a length. */
export function cleanText(value: unknown, lengthMax: number): string {
  if (typeof value !== "string" && typeof value !== "number") return "";
  const clean = withoutControls(String(value).slice(0, lengthMax * 2)).trim();
  return clean.length <= lengthMax ? clean : `${clean.slice(0, lengthMax - 1).toWellFormed()}…`;
}

/** The same on one line. */
export function cleanLine(value: unknown, lengthMax: number): string {
  return cleanText(typeof value === "string" ? value.replace(/\s+/g, " ") : value, lengthMax);
}

export function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "");
}
