import { expect, test } from "vitest";
import { addToFigure, createFiguresOfThreads, setFigure } from "./thread-figures.ts";

test("what a thread counted stays counted when it ends; what it was doing does not", () => {
  const threads = createFiguresOfThreads();
  const first = threads.add(0);
  const second = threads.add(1);
  addToFigure(first, "traces", 3);
  addToFigure(second, "traces");
  setFigure(first, "connections", 10);
  setFigure(second, "connections", 5);
  expect([threads.sum("traces"), threads.sum("connections")]).toEqual([4, 15]);

  threads.remove(first);
  expect([threads.sum("traces"), threads.sum("connections")]).toEqual([4, 5]);
  expect(threads.each("connections")).toEqual([[1, 5]]);
});
