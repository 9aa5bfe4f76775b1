/**
 * What belongs to a host name, by names as certificates hold them: exact ones before wildcards, whose star stands for exactly
 * one label on the left (RFC 9525, 6.3). Of several with one name the first counts.
 */
export class ServerNames<Value> {
  readonly #exact = new Map<string, Value>();
  readonly #wildcards = new Map<string, Value>();

  add(name: string, value: Value): void {
    const isWildcard = name.startsWith("*.");
    const table = isWildcard ? this.#wildcards : this.#exact;
    const key = isWildcard ? name.slice(2) : name;
    if (!table.has(key)) table.set(key, value);
  }

  find(hostname: string): Value | undefined {
    const name = hostname.toLowerCase();
    const dot = name.indexOf(".");
    return this.#exact.get(name) ?? (dot > 0 ? this.#wildcards.get(name.slice(dot + 1)) : undefined);
  }
}
