import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { testDatabase } from "../db/testing.ts";
import { type Market, openMarket } from "../subscriptions/testing.ts";
import { readApi } from "./read.ts";
import { openWorkshop } from "./testing.ts";

const SPECS = join(import.meta.dirname, "..", "..", "..", "shared", "specs");
const isThere = existsSync(SPECS);
const files = isThere ? readdirSync(SPECS).filter((name) => name.endsWith(".json")) : ["the shared specs are absent"];

const started = testDatabase();
let market: Market;
beforeAll(async () => {
  market = await openMarket(started.db);
});
const { liveApi } = openWorkshop(started, () => market);

test.skipIf(!isThere).each(files)("%s is published: the gateway's loader takes all of it", async (file) => {
  const { slug } = await liveApi(readFileSync(join(SPECS, file)));
  const { versions } = await readApi(started.contextOf(market.viewer), market.workspace, slug);
  expect(versions).toMatchObject([{ state: "published", liveRevision: 1 }]);
});
