import { plainNumber } from "./number-format.ts";

/** `1 key`, `1,204 keys`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${plainNumber(count)} ${count === 1 ? one : many}`;
}
