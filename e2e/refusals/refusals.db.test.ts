import { beforeAll, describe, expect, test } from "vitest";
import { testServer } from "../../lib/http/testing.ts";
import { type Refused, refusals } from "./table.ts";
import { makeWorld, type World } from "./world.ts";

const server = testServer();
let world: World;

beforeAll(async () => {
  world = await makeWorld(server.db);
});

const named = refusals.map((row): [string, Refused] => [`${row.handler.declaration.summary} (${row.scope})`, row]);

describe("whoever is signed out gets 401", () => {
  test.each(named)("%s", async (_summary, row) => {
    expect(await attempt(row, undefined)).toEqual([401, "not-signed-in"]);
  });
});

describe("whoever is outside of the workspace gets 404, as if it were not there", () => {
  test.each(named.filter(([, { scope }]) => scope === "workspace"))("%s", async (_summary, row) => {
    expect(await attempt(row, world.stranger.token)).toEqual([404, "not-found"]);
    expect(await attempt(row, world.admin.token)).toEqual([404, "not-found"]);
    expect(await attempt(row, world.stranger.token, "no-such-workspace")).toEqual([404, "not-found"]);
  });
});

describe("whoever has too small a role gets 403", () => {
  test.each(named.filter(([, { tooSmall }]) => tooSmall))("%s", async (_summary, row) => {
    const token = world.members[row.tooSmall ?? "viewer"].token;
    expect(await attempt(row, token)).toEqual([403, "not-permitted"]);
  });

  test.each(named.filter(([, { scope }]) => scope === "installation"))("%s", async (_summary, row) => {
    expect(await attempt(row, world.members.owner.token)).toEqual([403, "not-permitted"]);
  });
});

async function attempt(row: Refused, token: string | undefined, slug = world.workspace.slug): Promise<unknown[]> {
  const target = { ...world, slug };
  const body = row.body?.(target);
  const response = await server.call(row.handler, {
    method: body === undefined ? "GET" : "POST",
    target: `/api/v1/test${row.query?.(target) ?? ""}`,
    params: row.params?.(target) ?? {},
    token,
    ...(body === undefined ? {} : { body }),
  });
  return [response.status, (await response.json()).code];
}
