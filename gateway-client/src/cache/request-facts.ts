/** The header fields of a request that a cache reads, of each the lines joined by commas. */
export interface RequestFacts {
  cacheControl: string | undefined;
  pragma: string | undefined;
  authorization: string | undefined;
  signatureInput: string | undefined;
  ifMatch: string | undefined;
  ifNoneMatch: string | undefined;
  ifModifiedSince: string | undefined;
  ifUnmodifiedSince: string | undefined;
  ifRange: string | undefined;
  range: string | undefined;
}

/** One pass over the lines; most differ in length already. */
export function readRequestFacts(headerLines: readonly string[]): RequestFacts {
  const facts: RequestFacts = { ...NO_FACTS };
  for (let i = 0; i < headerLines.length; i += 2) {
    const name = headerLines[i] ?? "";
    const candidates = namesByLength[name.length];
    if (candidates === undefined) continue;
    const fact = candidates.get(name) ?? candidates.get(name.toLowerCase());
    if (fact === undefined) continue;
    const value = headerLines[i + 1] ?? "";
    const before = facts[fact];
    facts[fact] = before === undefined ? value : `${before}, ${value}`;
  }
  return facts;
}

/** A request that says nothing to a cache. */
const NO_FACTS: Readonly<RequestFacts> = {
  cacheControl: undefined,
  pragma: undefined,
  authorization: undefined,
  signatureInput: undefined,
  ifMatch: undefined,
  ifNoneMatch: undefined,
  ifModifiedSince: undefined,
  ifUnmodifiedSince: undefined,
  ifRange: undefined,
  range: undefined,
};

const factsByName: [string, keyof RequestFacts][] = [
  ["cache-control", "cacheControl"],
  ["pragma", "pragma"],
  ["authorization", "authorization"],
  ["signature-input", "signatureInput"],
  ["if-match", "ifMatch"],
  ["if-none-match", "ifNoneMatch"],
  ["if-modified-since", "ifModifiedSince"],
  ["if-unmodified-since", "ifUnmodifiedSince"],
  ["if-range", "ifRange"],
  ["range", "range"],
];

const namesByLength: (Map<string, keyof RequestFacts> | undefined)[] = [];
for (const [name, fact] of factsByName) {
  const names = namesByLength[name.length] ?? new Map<string, keyof RequestFacts>();
  namesByLength[name.length] = names.set(name, fact);
}
