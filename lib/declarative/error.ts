/** One thing that is wrong, where it stands in the text. */
export interface DeclarativeFault {
  /** As it was given; undefined for what no file is to blame for. */
  file?: string;
  line?: number;
  /** JSON Pointer to the place. */
  pointer?: string;
  detail: string;
}

/** What is wrong in a declarative file, one line of text for each fault: `file:line pointer detail`. */
export class DeclarativeError extends Error {
  readonly faults: DeclarativeFault[];

  constructor(faults: (DeclarativeFault | string)[]) {
    const told = faults.map((fault) => (typeof fault === "string" ? { detail: fault } : fault));
    super(told.map(faultLine).join("\n"));
    this.name = "DeclarativeError";
    this.faults = told;
  }
}

function faultLine({ file, line, pointer, detail }: DeclarativeFault): string {
  const place = file === undefined ? [] : [line === undefined ? file : `${file}:${line}`];
  return [...place, ...(pointer === undefined ? [] : [pointer || "/"]), detail].join(" ");
}
