/**
 * Whether a configuration still refers to a named value. The control plane compiles policies without the values that only
 * gateways know: what they hold cannot be looked at there.
 */
export function holdsReference(config: unknown): boolean {
  if (typeof config === "string") return /\{\{[A-Za-z][A-Za-z0-9_.-]{0,99}\}\}/.test(config);
  if (typeof config !== "object" || config === null) return false;
  return Object.values(config).some(holdsReference);
}
