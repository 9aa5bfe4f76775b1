import { AnswerError } from "./answer.ts";

/** Collects what is wrong with a body, so that the caller hears of everything at once. */
export class Check {
  private readonly errors: { pointer: string; detail: string }[] = [];

  text(value: unknown, pointer: string, options: { max?: number; pattern?: RegExp } = {}): string {
    const { max = 200, pattern } = options;
    if (typeof value !== "string" || value.trim() === "") return this.wrong(pointer, "is required", "");
    if (value.length > max) return this.wrong(pointer, `is longer than ${max} characters`, "");
    if (pattern && !pattern.test(value)) return this.wrong(pointer, "does not have the right form", "");
    return value;
  }

  wholeNumber(value: unknown, pointer: string, min: number, max: number): number {
    if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
    return this.wrong(pointer, `is not a whole number from ${min} to ${max}`, min);
  }

  oneOf<T extends string>(value: unknown, pointer: string, allowed: readonly T[], fallback: T): T {
    const found = allowed.find((candidate) => candidate === value);
    return found ?? this.wrong(pointer, `is not one of ${allowed.join(", ")}`, fallback);
  }

  object(value: unknown, pointer: string): Record<string, unknown> {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    return this.wrong(pointer, "is not an object", {});
  }

  list(value: unknown, pointer: string, max: number): unknown[] {
    if (Array.isArray(value) && value.length > 0 && value.length <= max) return value;
    return this.wrong(pointer, `is not a list of 1 to ${max} entries`, []);
  }

  wrong<T>(pointer: string, detail: string, instead: T): T {
    this.errors.push({ pointer, detail });
    return instead;
  }

  /** Refuses the request when anything was wrong. */
  done(): void {
    if (this.errors.length > 0) throw new AnswerError(422, "not-valid", "Some members are not valid.", this.errors);
  }
}
