import type { Tone } from "../ui/tone.ts";

export function statusTone(status: string): Tone {
  const [first] = status;
  if (first === "2") return "good";
  if (first === "3" || first === "1") return "info";
  if (first === "4") return "warn";
  return first === "5" ? "bad" : "neutral";
}

/** What a status means (RFC 9110, 15), for answers that their authors left without a word. */
export function statusWords(status: string): string {
  return words.get(status) ?? classes.get(status[0] ?? "") ?? "Any other answer";
}

const words = new Map([
  ["200", "OK"],
  ["201", "Created"],
  ["202", "Accepted"],
  ["204", "No content"],
  ["301", "Moved permanently"],
  ["302", "Found"],
  ["304", "Not modified"],
  ["400", "Bad request"],
  ["401", "Unauthorised"],
  ["403", "Forbidden"],
  ["404", "Not found"],
  ["405", "Method not allowed"],
  ["409", "Conflict"],
  ["410", "Gone"],
  ["412", "Precondition failed"],
  ["413", "Content too large"],
  ["415", "Unsupported media type"],
  ["422", "Unprocessable content"],
  ["429", "Too many requests"],
  ["500", "Internal server error"],
  ["502", "Bad gateway"],
  ["503", "Service unavailable"],
  ["504", "Gateway timeout"],
]);

const classes = new Map([
  ["1", "Information"],
  ["2", "Success"],
  ["3", "Redirection"],
  ["4", "Refused"],
  ["5", "Failed"],
]);
