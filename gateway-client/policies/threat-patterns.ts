/** Patterns of known attacks by set, as RE2 reads them: without letter case, over text whose encoding is undone. */
export const threatPatterns = {
  "sql-injection": [
    String.raw`'\s*(or|and)\s+['\w]+\s*(=|<|>|like|in\b)`,
    String.raw`\bunion\s+(all\s+)?select\b`,
    String.raw`;\s*(drop|alter|truncate|create|insert|update|delete|exec(ute)?)\s+(table|database|into|from|index|view|user|procedure|\w+\s+set)\b`,
    String.raw`\b(sleep|benchmark|pg_sleep|waitfor\s+delay)\s*[('"]`,
    String.raw`\binformation_schema\b`,
    String.raw`'\s*(--|#|/\*)`,
  ],
  xss: [
    String.raw`<\s*script\b`,
    String.raw`<\s*(iframe|object|embed|svg|img|body|math|link|meta)\b[^>]{0,200}\bon\w{2,30}\s*=`,
    String.raw`\bjavascript\s*:`,
    String.raw`<[^>]{1,200}\bsrcdoc\s*=`,
    String.raw`\bdocument\s*\.\s*(cookie|write|domain)\b`,
  ],
  "path-traversal": [
    String.raw`(^|[/\\=])\.\.([/\\]|$)`,
    String.raw`/etc/(passwd|shadow|hosts)\b`,
    String.raw`\b[a-z]:\\windows\\`,
    "/proc/self/",
    String.raw`\x00`,
  ],
  "command-injection": [
    String.raw`[;&|\x60]\s*(cat|ls|id|whoami|uname|curl|wget|nc|bash|sh|powershell|cmd(\.exe)?|ping|rm)\b`,
    String.raw`\$\(\s*\w`,
    String.raw`\b(bash|sh)\s+-[ci]\b`,
    String.raw`>\s*/dev/(tcp|null)\b`,
  ],
} as const;

export type ThreatSet = keyof typeof threatPatterns;
export const threatSets = [
  "sql-injection",
  "xss",
  "path-traversal",
  "command-injection",
] as const satisfies ThreatSet[];
