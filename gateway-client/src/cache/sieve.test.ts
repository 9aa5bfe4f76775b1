import { expect, it } from "vitest";
import { Sieve, type Sifted } from "./sieve.ts";

interface Node extends Sifted<Node> {
  name: string;
}

it("forgets the oldest first, and what was used not before it was spared once", () => {
  const { sieve, nodes } = sieveOf("a", "b", "c", "d");
  use(nodes, "a", "c");
  expect(evictAll(sieve)).toEqual(["b", "d", "a", "c"]);
});

it("keeps what is used again and again from a row of one-time visitors", () => {
  const { sieve, nodes } = sieveOf("kept", "x0");
  for (let visitor = 1; visitor < 100; visitor++) {
    use(nodes, "kept");
    sieve.add(nodeOf(`x${visitor}`));
    expect(sieve.evict()?.name).not.toBe("kept");
  }
});

it.each([["a"], ["b"], ["c"]])("goes on when %s is taken out beside its hand", (name) => {
  const { sieve, nodes } = sieveOf("z", "a", "b", "c");
  use(nodes, "a");
  sieve.evict();
  sieve.delete(nodes.get(name) as Node);
  expect(evictAll(sieve).toSorted()).toEqual(["a", "b", "c"].filter((other) => other !== name));
});

it("has nothing to forget when it is empty, and begins anew", () => {
  const { sieve } = sieveOf();
  expect(sieve.evict()).toBeUndefined();
  sieve.add(nodeOf("a"));
  expect(evictAll(sieve)).toEqual(["a"]);
});

function sieveOf(...names: string[]) {
  const sieve = new Sieve<Node>();
  const nodes = new Map(names.map((name) => [name, nodeOf(name)]));
  for (const node of nodes.values()) sieve.add(node);
  return { sieve, nodes };
}

function nodeOf(name: string): Node {
  return { name, newer: undefined, older: undefined, isVisited: false };
}

function use(nodes: ReadonlyMap<string, Node>, ...names: string[]): void {
  for (const name of names) (nodes.get(name) as Node).isVisited = true;
}

function evictAll(sieve: Sieve<Node>): string[] {
  const names: string[] = [];
  for (let node = sieve.evict(); node !== undefined; node = sieve.evict()) names.push(node.name);
  return names;
}
