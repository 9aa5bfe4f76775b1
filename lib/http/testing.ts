import { randomBytes } from "node:crypto";
import { beforeAll } from "vitest";
import { type TestDatabase, testDatabase } from "../db/testing.ts";
import { installPlatform, type Platform } from "./platform.ts";

export interface Call {
  method?: string;
  /** Path and query. */
  target?: string;
  params?: Record<string, string>;
  body?: unknown;
  /** An access token. */
  token?: string | undefined;
  /** A session cookie, sent as a browser sends it from our own page. */
  cookie?: string;
  headers?: Record<string, string>;
}

export interface TestServer extends TestDatabase {
  platform: Platform;
  /** Moves the clock of the HTTP layer; it stands still otherwise. */
  advance: (ms: number) => void;
  call: (handler: CallableRoute, call?: Call) => Promise<Response>;
}

type CallableRoute = (
  request: Request,
  segment?: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>;

/** Route handlers in this process, on a database of the test file's own. */
export function testServer(): TestServer {
  const test = testDatabase();
  let now = new Date("2026-11-20T10:00:00.000Z");
  const platform: Platform = {
    db: test.db,
    now: () => now,
    random: (count) => randomBytes(count),
    sessionSecret: randomBytes(32).toString("base64"),
    encryptionKey: randomBytes(32),
    publicUrl: "http://gatehouse.test",
    trustedProxies: 0,
    callsPerMinute: 1000,
  };
  beforeAll(() => installPlatform(platform));

  return {
    ...test,
    platform,
    advance: (ms) => {
      now = new Date(now.getTime() + ms);
    },
    call: (handler, call = {}) => handler(toRequest(call), { params: Promise.resolve(call.params ?? {}) }),
  };
}

function toRequest({ method = "GET", target = "/api/v1/test", body, token, cookie, headers = {} }: Call): Request {
  return new Request(`http://gatehouse.test${target}`, {
    method,
    headers: {
      host: "gatehouse.test",
      "x-gatehouse-peer": "203.0.113.7",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(cookie === undefined ? {} : { cookie, "sec-fetch-site": "same-origin" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
}
