/** The value that a text is JSON of; undefined for other texts, among them examples that were cut. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // asked in order to know
    return undefined;
  }
}
