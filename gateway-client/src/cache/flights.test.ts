import { expect, it } from "vitest";
import { Flights } from "./flights.ts";

const now = () => 1_000;

it("tells all that wait how a fetch ended, and only the first word counts", async () => {
  const flights = new Flights();
  const flight = flights.begin("k", now);
  const landings = Promise.all([flight.landing(60_000), flight.landing(60_000)]);
  flight.land("stored");
  flight.land("failed");
  expect(await landings).toEqual(["stored", "stored"]);
  expect(flights.find("k")).toBeUndefined();
});

it("lets nobody wait longer than it may", async () => {
  const flight = new Flights().begin("k", now);
  expect(await flight.landing(1)).toBe("not-shared");
});

it("keeps calls from waiting for one another for a while after an answer that cannot be shared", () => {
  const flights = new Flights();
  flights.begin("k", now).land("not-shared");
  expect(flights.isApart("k", 1_000)).toBe(true);
  expect(flights.isApart("other", 1_000)).toBe(false);
  expect(flights.isApart("k", 11_000)).toBe(false);
});

it.each(["failed", "abandoned", "stored"] as const)("does not keep them from it when a fetch %s", (landing) => {
  const flights = new Flights();
  flights.begin("k", now).land(landing);
  expect(flights.isApart("k", 1_000)).toBe(false);
});
