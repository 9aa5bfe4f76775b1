/** Hosts that an operator has allowed by name, `specs.internal` or `specs.internal:8443`; without a port, any port. */
export class AllowedHosts {
  readonly #entries: ReadonlySet<string>;

  constructor(entries: readonly string[]) {
    this.#entries = new Set(entries.map((entry) => entry.trim().toLowerCase()).filter((entry) => entry !== ""));
  }

  has(url: URL): boolean {
    const port = url.port || (url.protocol === "https:" ? "443" : "80");
    return this.#entries.has(url.hostname) || this.#entries.has(`${url.hostname}:${port}`);
  }

  get list(): string[] {
    return [...this.#entries];
  }
}
