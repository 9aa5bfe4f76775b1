import { describe, expect, it } from "vitest";
import { closeFrame } from "./close-frame.ts";
import { FrameGate } from "./frame-gate.ts";

const bounds = { frameBytesMax: 1000, messageBytesMax: 2500 };
const MASK = Buffer.from([1, 2, 3, 4]);

function frame(first: number, bytes: number, isMasked = true): Buffer {
  const mark = isMasked ? 0x80 : 0;
  const length =
    bytes < 126
      ? Buffer.from([first, mark | bytes])
      : bytes < 65_536
        ? Buffer.from([first, mark | 126, bytes >> 8, bytes & 255])
        : Buffer.concat([Buffer.from([first, mark | 127, 0, 0, 0, 0]), u32(bytes)]);
  return Buffer.concat([length, isMasked ? MASK : Buffer.alloc(0), Buffer.alloc(bytes, 7)]);
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function pushAll(gate: FrameGate, input: Buffer, step: number) {
  const passed: Buffer[] = [];
  for (let at = 0; at < input.length; at += step) {
    const fault = gate.push(input.subarray(at, at + step), (bytes) => passed.push(Buffer.from(bytes)));
    if (fault !== undefined) return { passed: Buffer.concat(passed), fault };
  }
  return { passed: Buffer.concat(passed), fault: undefined };
}

const good = Buffer.concat([
  frame(0x81, 0),
  frame(0x82, 125),
  frame(0x82, 126),
  frame(0x01, 1000),
  frame(0x89, 125),
  frame(0x00, 1000),
  frame(0x80, 500),
  frame(0xc1, 300),
  frame(0x88, 2),
]);

it.each([1, 2, 3, 7, 100, 10_000])("frames pass byte for byte in pieces of %i", (step) => {
  const gate = new FrameGate(bounds, true);
  const { passed, fault } = pushAll(gate, good, step);
  expect(fault).toBeUndefined();
  expect(passed.equals(good)).toBe(true);
  expect([gate.isBetweenFrames, gate.hasClosed]).toEqual([true, true]);
});

describe("what does not pass", () => {
  it.each([
    ["a frame beyond the bound", frame(0x82, 1001), 1009],
    ["a frame of 64 bits beyond the bound", frame(0x82, 70_000), 1009],
    ["a compressed frame far beyond the bound", frame(0xc2, 1002), 1009],
    ["a message beyond the bound", Buffer.concat([frame(0x02, 1000), frame(0, 1000), frame(0, 1000)]), 1009],
    ["a frame without a mask", frame(0x82, 1, false), 1002],
    ["an unknown kind", frame(0x83, 1), 1002],
    ["an unknown kind of control", frame(0x8b, 1), 1002],
    ["a long ping", frame(0x89, 126), 1002],
    ["a ping in parts", frame(0x09, 1), 1002],
    ["a continuation of nothing", frame(0x80, 1), 1002],
    ["a message within a message", Buffer.concat([frame(0x01, 1), frame(0x81, 1)]), 1002],
  ])("%s", (_, bad, code) => {
    const before = frame(0x82, 5);
    for (const step of [1, 10_000]) {
      const { passed, fault } = pushAll(new FrameGate(bounds, true), Buffer.concat([before, bad]), step);
      expect(fault?.code).toBe(code);
      expect(passed.subarray(0, before.length).equals(before)).toBe(true);
      expect(passed.length).toBeLessThan(before.length + bad.length);
    }
  });

  it("a mask from a backend", () => {
    expect(pushAll(new FrameGate(bounds, false), frame(0x82, 1), 10).fault?.code).toBe(1002);
    expect(pushAll(new FrameGate(bounds, false), frame(0x82, 1, false), 10).fault).toBeUndefined();
  });
});

it("a farewell is a frame that passes", () => {
  for (const isMasked of [true, false]) {
    const gate = new FrameGate(bounds, isMasked);
    expect(pushAll(gate, closeFrame(1001, "The gateway stops.", isMasked), 4).fault).toBeUndefined();
    expect(gate.hasClosed).toBe(true);
  }
});
