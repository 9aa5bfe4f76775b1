/** A text with the words of a search marked in it. */
export function Marked({ text, search }: { text: string; search: string | undefined }) {
  const words = (search ?? "").match(/[\p{L}\p{N}]+/gu)?.filter((word) => word.length > 1) ?? [];
  if (words.length === 0) return text;
  const stems = words.map((word) => (word.length > 4 ? word.replace(/s$/i, "") : word));
  const pattern = new RegExp(`((?:${stems.join("|")})[\\p{L}\\p{N}]*)`, "giu");
  return text.split(pattern).map((part, index) =>
    // Every second part is what the pattern matched.
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never change their order
    index % 2 === 1 ? <mark key={index}>{part}</mark> : part,
  );
}
