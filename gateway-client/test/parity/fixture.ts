import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";

const request = z.strictObject({
  method: z.string(),
  path: z.string(),
  query: z.record(z.string(), z.string()).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body_json: z.unknown().optional(),
});

/** One line of a file of fixtures. Strict: a member that this does not know would be a check that nobody makes. */
const fixture = z.strictObject({
  name: z.string(),
  kind: z.literal("burst").optional(),
  request: request.optional(),
  burst: z.strictObject({ total_requests: z.int(), duration_s: z.number(), keys: z.literal(1), request }).optional(),
  expect: z.strictObject({
    status: z.int().optional(),
    status_one_of: z.array(z.int()).optional(),
    status_429_min: z.int().optional(),
    status_429_max: z.int().optional(),
    status_429_tolerance: z.int().optional(),
    status_2xx_min: z.int().optional(),
    backend_saw_header: z.record(z.string(), z.string()).optional(),
    backend_missed_header: z.array(z.string()).optional(),
    response_header_present: z.array(z.string()).optional(),
    response_header_absent: z.array(z.string()).optional(),
    response_body_json_contains: z.record(z.string(), z.unknown()).optional(),
    response_body_json_absent: z.array(z.string()).optional(),
  }),
});

export type Fixture = z.infer<typeof fixture>;
export type FixtureRequest = z.infer<typeof request>;

/** The files of fixtures in a folder, by name without ending. */
export function readFixtures(folder: URL): Map<string, Fixture[]> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
  return new Map(
    names.toSorted().map((name) => {
      const lines = readFileSync(new URL(name, folder), "utf8").trim().split("\n");
      return [name.slice(0, -".jsonl".length), lines.map((line) => fixture.parse(JSON.parse(line)))];
    }),
  );
}

/** The member at a path such as `$.bench.injected`; undefined where there is none. */
export function memberAt(value: unknown, path: string): unknown {
  return path
    .split(".")
    .slice(1)
    .reduce<unknown>((at, name) => new Map(Object.entries(Object(at))).get(name), value);
}
