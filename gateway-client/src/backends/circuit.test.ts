import { expect, it } from "vitest";
import { Circuit } from "./circuit.ts";

const failureRatio = { percent: 50, windowMs: 1_000, callsMin: 10 };

it("opens by the ratio of failures once there were enough calls to judge by", () => {
  const circuit = new Circuit({ failureRatio, openMs: 5_000, probes: 1 });
  for (let call = 0; call < 9; call++) circuit.judge(0, "bad", call);
  expect(circuit.state).toBe("closed");
  circuit.judge(0, "bad", 9);
  expect(circuit.state).toBe("open");
  expect(circuit.takeMs(9)).toBe(5_000);
});

it("stays closed while fewer calls fail than that", () => {
  const circuit = new Circuit({ failureRatio, openMs: 5_000, probes: 1 });
  for (let call = 0; call < 300; call++) circuit.judge(0, call % 3 === 0 ? "bad" : "good", call);
  expect(circuit.state).toBe("closed");
});

it("forgets what is older than the window", () => {
  const circuit = new Circuit({ failureRatio, openMs: 5_000, probes: 1 });
  for (let call = 0; call < 9; call++) circuit.judge(0, "bad", 0);
  for (let call = 0; call < 9; call++) circuit.judge(0, "good", 2_000);
  circuit.judge(0, "bad", 2_100);
  expect(circuit.state).toBe("closed");
});

it("is not opened by failures that are not in turn, where only those count", () => {
  const circuit = new Circuit({ consecutiveFailures: 3, openMs: 5_000, probes: 1 });
  for (let call = 0; call < 30; call++) circuit.judge(0, call % 3 === 2 ? "good" : "bad", call);
  expect(circuit.state).toBe("closed");
});

it("closes when so many probes did well, and no call from before it opened says anything of that", () => {
  const circuit = new Circuit({ consecutiveFailures: 1, openMs: 1_000, probes: 2 });
  circuit.judge(0, "bad", 0);
  expect([circuit.takeMs(1_000), circuit.takeMs(1_000), circuit.takeMs(1_000)]).toEqual([0, 0, 1_000]);
  circuit.judge(0, "good", 1_100);
  circuit.judge(0, "good", 1_100);
  expect(circuit.state).toBe("half-open");
  circuit.judge(circuit.epoch, "good", 1_200);
  circuit.judge(circuit.epoch, "good", 1_200);
  expect(circuit.state).toBe("closed");
});

it("gives the place of a probe whose caller went away to the next call", () => {
  const circuit = new Circuit({ consecutiveFailures: 1, openMs: 1_000, probes: 1 });
  circuit.judge(0, "bad", 0);
  expect([circuit.takeMs(1_000), circuit.takeMs(1_000)]).toEqual([0, 1_000]);
  circuit.judge(circuit.epoch, "unknown", 1_100);
  expect(circuit.takeMs(1_200)).toBe(0);
});
