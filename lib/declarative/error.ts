/** What is wrong in a declarative file, one line of text for each fault: `file:line pointer detail`. */
export class DeclarativeError extends Error {
  readonly lines: string[];

  constructor(lines: string[]) {
    super(lines.join("\n"));
    this.name = "DeclarativeError";
    this.lines = lines;
  }
}
