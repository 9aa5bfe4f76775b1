import articleList from "./articles.json" with { type: "json" };
import peopleList from "./people.json" with { type: "json" };

/** A repeatable sequence of numbers from 0 to 1 (mulberry32): the shop has the same past after every start. */
export function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}

export interface Money {
  amount: number;
  currency: "EUR";
}

/** Cents as money: `{ "amount": 1299, "currency": "EUR" }`. */
export const euros = (cents: number): Money => ({ amount: cents, currency: "EUR" });

export const people = peopleList;

export interface Article {
  sku: string;
  name: string;
  category: string;
  cents: number;
  grams: number;
  description: string;
}

export const articles: Article[] = articleList;
