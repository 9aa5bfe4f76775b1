interface NamedKey {
  label: string;
  prefix: string;
  lastFour: string;
}

/** What a key is called where it is spoken of: its label, else what can be seen of it. */
export function keyName(key: NamedKey): string {
  return key.label === "" ? `Key ${keyMarks(key)}` : key.label;
}

/** `gh_live_SOf5…gPfu`: enough to find it in one's own settings, too little to use. */
export function keyMarks({ prefix, lastFour }: Pick<NamedKey, "prefix" | "lastFour">): string {
  return `${prefix}…${lastFour}`;
}
