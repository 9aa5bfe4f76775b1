/** JSON data as YAML 1.2 in blocks. Texts are quoted as in JSON, which YAML reads alike: none can be mistaken for something else. */
export function toYaml(value: unknown): string {
  const lines: string[] = [];
  write(lines, value, "", "");
  return `${lines.join("\n")}\n`;
}

/** `head` is what stands before the value on its first line. */
function write(lines: string[], value: unknown, head: string, indent: string): void {
  if (typeof value !== "object" || value === null) {
    lines.push(`${head}${JSON.stringify(value)}`);
    return;
  }
  const entries = Array.isArray(value) ? value.map((each) => ["-", each]) : Object.entries(value);
  if (entries.length === 0) {
    lines.push(`${head}${Array.isArray(value) ? "[]" : "{}"}`);
    return;
  }
  if (head !== "") lines.push(head.trimEnd());
  for (const [name, each] of entries) {
    const mark = Array.isArray(value) ? "-" : `${plainName(String(name))}:`;
    write(lines, each, `${indent}${mark} `, `${indent}  `);
  }
}

/** Words that YAML 1.1 readers take for something else stay quoted. */
function plainName(name: string): string {
  const isPlain = /^[a-zA-Z_/$][a-zA-Z0-9_/$.-]*$/.test(name) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(name);
  return isPlain ? name : JSON.stringify(name);
}
