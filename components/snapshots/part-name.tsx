/** A part in words: an API by its name, the rest by what it holds. */
export function PartName({ part, name }: { part: string; name: string | null }) {
  return <span className="[overflow-wrap:anywhere]">{name ?? wordsOf(part)}</span>;
}

function wordsOf(part: string): string {
  const [kind, shard] = part.split("/");
  if (kind === "api") return "An API that is gone";
  if (kind === "keys") return `API keys, part ${shard}`;
  if (kind === "subscriptions") return `Subscriptions, part ${shard}`;
  if (kind === "plans") return "Plans";
  return kind === "settings" ? "Settings" : part;
}
