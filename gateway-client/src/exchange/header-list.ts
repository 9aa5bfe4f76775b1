import type { HeaderLines } from "../../policies/exchange.ts";

/** Header lines (name and value in turn) behind the interface that policies use. Copied at the first change, not before. */
export class HeaderList implements HeaderLines {
  #lines: readonly string[];
  #own: string[] | undefined;
  readonly #copy: () => string[];

  /** @param copy makes the lines that changes are made to, at the first change */
  constructor(lines: readonly string[], copy: () => string[] = () => [...lines]) {
    this.#lines = lines;
    this.#copy = copy;
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  get isChanged(): boolean {
    return this.#own !== undefined;
  }

  get(name: string): string | undefined {
    return findHeader(this.#lines, name);
  }

  getAll(name: string): string[] {
    const values: string[] = [];
    for (let i = 0; i < this.#lines.length; i += 2) {
      if (isNamed(this.#lines[i] ?? "", name)) values.push(this.#lines[i + 1] ?? "");
    }
    return values;
  }

  names(): string[] {
    return [...new Set(this.#lines.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase()))];
  }

  set(name: string, value: string): void {
    this.delete(name);
    this.append(name, value);
  }

  append(name: string, value: string): void {
    this.#change().push(name, value);
  }

  delete(name: string): void {
    const lines = this.#change();
    let kept = 0;
    for (let i = 0; i < lines.length; i += 2) {
      const line = lines[i] ?? "";
      if (isNamed(line, name)) continue;
      lines[kept++] = line;
      lines[kept++] = lines[i + 1] ?? "";
    }
    lines.length = kept;
  }

  #change(): string[] {
    if (this.#own === undefined) {
      this.#own = this.#copy();
      this.#lines = this.#own;
    }
    return this.#own;
  }
}

/** The first value of a header, by its name in lower case. */
export function findHeader(lines: readonly string[], name: string): string | undefined {
  for (let i = 0; i < lines.length; i += 2) {
    if (isNamed(lines[i] ?? "", name)) return lines[i + 1];
  }
  return undefined;
}

/** Gives a name its one value among lines whose names are all in lower case. */
export function putHeader(lines: string[], name: string, value: string): void {
  for (let i = 0; i < lines.length; i += 2) {
    if (lines[i] !== name) continue;
    lines[i + 1] = value;
    return;
  }
  lines.push(name, value);
}

/** Whether a line has a name, given in lower case. Most lines differ in length already. */
export function isNamed(spelled: string, name: string): boolean {
  return spelled.length === name.length && (spelled === name || spelled.toLowerCase() === name);
}
