import { expect, it } from "vitest";
import { changedNames, freshenedLines, storableLines } from "./storable-lines.ts";

const DATE = ["date", "Fri, 20 Nov 2026 12:00:00 GMT"];

it("stores nothing that belongs to a connection, and nothing that was withheld", () => {
  const lines = [
    ...DATE,
    "Connection",
    "x-a",
    "X-A",
    "1",
    "Keep-Alive",
    "5",
    "Age",
    "3",
    "Set-Cookie",
    "s",
    "x-b",
    "2",
  ];
  expect(storableLines(lines, ["set-cookie"], 0)).toEqual([...DATE, "x-b", "2"]);
});

it("gives an answer without a Date the time at which it came", () => {
  expect(storableLines([], [], Date.UTC(2026, 10, 20, 12))).toEqual(DATE);
});

it("takes over every field of a 304 but those of the body and those of policies", () => {
  const stored = ["ETag", '"a"', "x-own", "1", "X-Many", "1", "x-many", "2", "content-encoding", "gzip", "x-kept", "1"];
  const came = ["etag", '"b"', "x-own", "2", "x-many", "3", "content-encoding", "br", "x-new", "4"];
  expect(freshenedLines(stored, came, ["x-own"])).toEqual([
    ...["ETag", '"a"', "x-own", "1", "content-encoding", "gzip", "x-kept", "1"],
    ...["x-many", "3", "x-new", "4"],
  ]);
});

it("knows which fields policies have set, changed or taken out", () => {
  expect(changedNames(["A", "1", "b", "1", "c", "1", "c", "2"], ["a", "1", "b", "2", "c", "1", "d", "1"])).toEqual([
    "b",
    "c",
    "d",
  ]);
});
