import { counterRecord } from "@gatehouse/contract/telemetry.ts";
import { expect, test } from "vitest";
import { createCounters } from "./counters.ts";
import { createDrain } from "./drain.ts";
import { createRecorder, type TelemetryMessage } from "./recorder.ts";
import { createRing } from "./ring.ts";

const MINUTE = 29_000_000;

test("calls are added up by minute, version, operation, subscription and status", () => {
  const { record, at, drain, counters } = threadWithDrain();
  record("v1", "list", "s1", 200, 10, 100, 5, 4);
  record("v1", "list", "s1", 200, 1, 1, 50, -1);
  record("v1", "list", "s1", 500, 0, 0, 1, 1);
  record("v1", "list", "s2", 200, 0, 0, 1, 1);
  record(null, null, null, 404, 0, 0, 1, -1);
  at(MINUTE + 1);
  record("v1", "list", "s1", 200, 0, 0, 1, 1);
  drain.run();

  const records = counters.take();
  expect(records.map((one) => [one.at, one.operation, one.subscription, one.status, one.calls])).toEqual([
    [MINUTE * 60, "list", "s1", 200, 2],
    [MINUTE * 60, "list", "s1", 500, 1],
    [MINUTE * 60, "list", "s2", 200, 1],
    [MINUTE * 60, null, null, 404, 1],
    [(MINUTE + 1) * 60, "list", "s1", 200, 1],
  ]);
  expect(records[0]).toMatchObject({ bytesIn: 11, bytesOut: 101 });
  expect(Object.values(records[0]?.latency ?? {})).toEqual([1, 1]);
  expect(Object.values(records[0]?.upstream ?? {})).toEqual([1]);
  for (const one of records) counterRecord.parse(one);
});

test("a full ring loses no call", () => {
  const { record, drain, counters } = threadWithDrain({ ringRecords: 4 });
  for (let call = 0; call < 10; call++) record("v1", "list", "s1", 200, 0, 0, 1, 1);
  drain.run();
  expect(counters.take()).toMatchObject([{ calls: 10 }]);
});

test("the ring goes round and round", () => {
  const { record, drain, counters } = threadWithDrain({ ringRecords: 4 });
  for (let round = 0; round < 100; round++) {
    for (let call = 0; call < 3; call++) record("v1", `operation-${call}`, null, 200, 0, 0, 1, 1);
    drain.run();
  }
  expect(counters.take().map(({ calls }) => calls)).toEqual([100, 100, 100]);
});

test("a call waits in the ring until its label has arrived", () => {
  const held: TelemetryMessage[] = [];
  const { record, drain, counters } = threadWithDrain({ hold: held });
  record("v1", "list", "s1", 200, 0, 0, 1, 1);
  drain.run();
  expect(counters.size).toBe(0);
  for (const message of held) drain.receive(message);
  drain.run();
  expect(counters.take()).toMatchObject([{ operation: "list", subscription: "s1", calls: 1 }]);
});

test("each call is observed once, on whichever way it came", () => {
  const { record, drain, observed } = threadWithDrain({ ringRecords: 2 });
  for (let call = 0; call < 5; call++) record("v1", "list", "s1", 200 + call, 0, 0, 1, 1);
  drain.run();
  drain.run();
  expect(observed.toSorted()).toEqual([200, 201, 202, 203, 204]);
});

function threadWithDrain({ ringRecords = 64, hold }: { ringRecords?: number; hold?: TelemetryMessage[] } = {}) {
  const ring = createRing(ringRecords);
  const counters = createCounters();
  const observed: number[] = [];
  const drain = createDrain(ring, counters, ({ status }) => observed.push(status));
  let minute = MINUTE;
  const tell = (message: TelemetryMessage) => (hold ? hold.push(message) : drain.receive(message));
  const { record } = createRecorder(ring, tell, () => minute * 60_000 + 1);
  return {
    record,
    drain,
    counters,
    observed,
    at: (next: number) => {
      minute = next;
    },
  };
}
