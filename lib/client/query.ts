/** The query string of these members, with `?`; what is undefined or empty is left out. */
export function queryString(members: Record<string, string | number | readonly string[] | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(members)) {
    if (value === undefined || value === "") continue;
    for (const part of Array.isArray(value) ? value : [value]) query.append(name, String(part));
  }
  return query.size === 0 ? "" : `?${query}`;
}
