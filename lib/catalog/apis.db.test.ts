import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { testDatabase } from "../db/testing.ts";
import { createProduct } from "../products/create.ts";
import { createPlan } from "../products/create-plan.ts";
import { publishProduct } from "../products/publish.ts";
import { partName } from "../publishing/mark-changed.ts";
import { lastPartsChanged, type Market, openMarket, race, refusal } from "../subscriptions/testing.ts";
import { archiveApi } from "./archive-api.ts";
import { changeApi } from "./change-api.ts";
import { createApi } from "./create-api.ts";
import { createVersion } from "./create-version.ts";
import { deleteApi } from "./delete-api.ts";
import { type ChangeApiInput, createApiInput, createVersionInput } from "./input.ts";
import { listApis, readApi } from "./read.ts";
import { restoreApi } from "./restore-api.ts";
import { openWorkshop } from "./testing.ts";

const started = testDatabase();
const { db, contextOf } = started;
let market: Market;
let other: Market;
beforeAll(async () => {
  market = await openMarket(db);
  other = await openMarket(db);
  await db.gatewayGroup.create({ data: { slug: "default", name: "Default", sealedKey: new Uint8Array(1) } });
});
const { importOf, newBackend, draftApi, liveApi } = openWorkshop(started, () => market);
const publisher = () => contextOf(market.publisher);
const create = (input: object, at = market, who = at.publisher) =>
  createApi(contextOf(who), at.workspace, createApiInput.parse({ slug: newSlug(), name: "Orders", ...input }));
const change = (slug: string, input: ChangeApiInput, version?: number) =>
  changeApi(publisher(), market.workspace, slug, input, version);
const newSlug = () => `api-${randomUUID().slice(0, 8)}`;
const newPath = () => `/path-${randomUUID().slice(0, 8)}`;

describe("creating", () => {
  test("from an import takes name and texts from the description, and deploys to the default group", async () => {
    const slug = newSlug();
    const version = { import: await importOf(["list"]), backend: await newBackend() };
    const api = await createApi(publisher(), market.workspace, createApiInput.parse({ slug, version }));
    expect(api).toMatchObject({
      name: "Orders",
      basePath: `/${slug}`,
      versioning: { scheme: "path" },
      credentials: { apiKey: { headers: ["x-api-key"], query: [] } },
      gatewayGroups: ["default"],
      versions: [{ name: "v1", state: "draft", isDefault: false, liveRevision: null }],
    });
  });

  test("without import or name, or with an unfinished import, is refused", async () => {
    await expect(create({ name: undefined })).rejects.toEqual(refusal("invalid-input"));
    await expect(create({ version: { name: "v1" } })).rejects.toEqual(refusal("invalid-input"));
  });

  test("is refused for a small role, hidden from strangers, and one slug is taken once", async () => {
    const slug = newSlug();
    await expect(create({ slug }, market, market.approver)).rejects.toEqual(refusal("not-permitted"));
    await expect(create({ slug }, market, market.stranger)).rejects.toEqual(refusal("not-found"));
    await expect(race(create({ slug, basePath: newPath() }), create({ slug, basePath: newPath() }))).resolves.toEqual({
      won: 1,
      lost: [409],
    });
  });
});

describe("a base path", () => {
  test("is one API's; the refusal names both", async () => {
    const holder = await create({ basePath: newPath() });
    const late = newSlug();
    await expect(create({ slug: late, basePath: holder.basePath })).rejects.toMatchObject({
      slug: "base-path-taken",
      detail: `${late} cannot answer at ${holder.basePath}: the API ${holder.slug} does.`,
      extensions: { api: late, takenBy: holder.slug, errors: [{ pointer: "/basePath" }] },
    });
  });

  test("of another workspace's API is taken too, without saying whose it is", async () => {
    const holder = await create({ basePath: newPath() }, other);
    await expect(create({ basePath: holder.basePath })).rejects.toMatchObject({
      slug: "base-path-taken",
      detail: expect.not.stringContaining(holder.slug),
      extensions: { takenBy: null },
    });
  });

  test("goes to one of two that are saved at the same moment", async () => {
    const basePath = newPath();
    await expect(race(create({ basePath }), create({ basePath }, other))).resolves.toEqual({ won: 1, lost: [409] });
    const [one, two] = await Promise.all([create({ basePath: newPath() }), create({ basePath: newPath() })]);
    const wanted = newPath();
    await expect(race(change(one.slug, { basePath: wanted }), change(two.slug, { basePath: wanted }))).resolves.toEqual(
      { won: 1, lost: [409] },
    );
  });

  test("is free on other hosts, and beside a named host for any host", async () => {
    const basePath = newPath();
    await create({ basePath, hosts: ["a.example"] });
    await create({ basePath, hosts: ["b.example"] });
    await create({ basePath });
    await expect(create({ basePath, hosts: ["c.example", "a.example"] })).rejects.toEqual(refusal("base-path-taken"));
  });

  test("takes its versions with it where they stand in the path", async () => {
    const path = { versioning: { scheme: "path" } };
    const backend = await newBackend();
    const holder = await create({ basePath: newPath(), ...path, version: { name: "v1", anyPath: true, backend } });
    await expect(create({ basePath: `${holder.basePath}/v1` })).rejects.toEqual(refusal("base-path-taken"));
    const below = await create({ basePath: `${holder.basePath}/v2` });
    const second = createVersionInput.parse({ name: "v2" });
    await expect(createVersion(publisher(), market.workspace, holder.slug, second)).rejects.toEqual(
      refusal("base-path-taken"),
    );
    await deleteApi(publisher(), market.workspace, below.slug, undefined, undefined);
    await expect(createVersion(publisher(), market.workspace, holder.slug, second)).resolves.toMatchObject({
      name: "v2",
    });
  });

  test("is free again once its API has another one, is archived or deleted", async () => {
    const basePath = newPath();
    const one = await create({ basePath });
    await change(one.slug, { basePath: newPath() });
    const two = await create({ basePath });
    await archiveApi(publisher(), market.workspace, two.slug);
    const three = await create({ basePath });
    await expect(restoreApi(publisher(), market.workspace, two.slug)).rejects.toEqual(refusal("base-path-taken"));
    await deleteApi(publisher(), market.workspace, three.slug, undefined, undefined);
    await expect(restoreApi(publisher(), market.workspace, two.slug)).resolves.toMatchObject({ archivedAt: null });
  });
});

describe("changing", () => {
  test("is refused on the sight of an older version, and won by one of two", async () => {
    const { slug } = await draftApi();
    await change(slug, { name: "Second" }, 1);
    await expect(change(slug, { name: "Third" }, 1)).rejects.toEqual(refusal("precondition-failed"));
    await expect(race(change(slug, { name: "A" }, 2), change(slug, { name: "B" }, 2))).resolves.toMatchObject({
      won: 1,
    });
  });

  test("has the API rebuilt for gateways", async () => {
    const api = await liveApi();
    await change(api.slug, { hosts: ["api.example"] });
    await expect(lastPartsChanged(db)).resolves.toEqual([partName.api(api.id)]);
  });

  test("brings rules of HTTPS, which stay until they are changed again", async () => {
    const { slug, https } = await draftApi();
    const rules = { mode: "required" as const, hsts: { maxAgeSeconds: 60, includeSubDomains: true, preload: false } };
    expect(https).toEqual({ mode: "optional", hsts: null });
    await expect(change(slug, { https: rules })).resolves.toMatchObject({ https: rules });
    await expect(change(slug, { name: "Other" })).resolves.toMatchObject({ https: rules });
  });

  test("is for publishers of the workspace", async () => {
    const { slug } = await draftApi();
    const as = (who: Market["viewer"]) => changeApi(contextOf(who), market.workspace, slug, { name: "X" }, undefined);
    await expect(as(market.viewer)).rejects.toEqual(refusal("not-permitted"));
    await expect(as(market.stranger)).rejects.toEqual(refusal("not-found"));
  });
});

describe("going away", () => {
  test("a draft is deleted at once", async () => {
    const { slug } = await draftApi();
    await deleteApi(publisher(), market.workspace, slug, undefined, undefined);
    await expect(readApi(publisher(), market.workspace, slug)).rejects.toEqual(refusal("not-found"));
  });

  test("what was published is archived before, and its slug repeated", async () => {
    const { slug } = await liveApi();
    const remove = (confirm?: string) => deleteApi(publisher(), market.workspace, slug, confirm, undefined);
    await expect(remove(slug)).rejects.toEqual(refusal("wrong-state"));
    await archiveApi(publisher(), market.workspace, slug);
    await expect(remove()).rejects.toEqual(refusal("invalid-input"));
    await remove(slug);
    await expect(readApi(publisher(), market.workspace, slug)).rejects.toEqual(refusal("not-found"));
  });

  test("what a published product holds stays", async () => {
    const { slug } = await liveApi();
    const product = newSlug();
    await createProduct(publisher(), market.workspace, { slug: product, name: "P", apis: [slug] });
    await createPlan(publisher(), market.workspace, product, { slug: "free", name: "Free" });
    await publishProduct(publisher(), market.workspace, product);
    await expect(archiveApi(publisher(), market.workspace, slug)).rejects.toMatchObject({
      slug: "still-in-use",
      extensions: { usedBy: [product] },
    });
  });

  test("an archived API is not changed and not archived twice", async () => {
    const { slug } = await liveApi();
    await archiveApi(publisher(), market.workspace, slug);
    await expect(change(slug, { name: "X" })).rejects.toEqual(refusal("wrong-state"));
    await expect(archiveApi(publisher(), market.workspace, slug)).rejects.toEqual(refusal("wrong-state"));
    await expect(archiveApi(contextOf(market.viewer), market.workspace, slug)).rejects.toEqual(
      refusal("not-permitted"),
    );
  });
});

test("the list is paged by slug, searched as text, and hidden from strangers", async () => {
  const mark = randomUUID().slice(0, 8);
  for (const n of [1, 2, 3]) await create({ slug: `${mark}-${n}`, name: `100%_${mark}` });
  const list = (more: object) =>
    listApis(contextOf(market.viewer), market.workspace, {
      limit: 2,
      state: "active",
      sort: "name",
      search: mark,
      ...more,
    });
  const page = await list({});
  const rest = await list({ cursor: page.nextCursor ?? "" });
  expect([...page.items, ...rest.items].map(({ slug }) => slug)).toEqual([1, 2, 3].map((n) => `${mark}-${n}`));
  expect((await list({ search: `0%_${mark}` })).items).toHaveLength(2);
  expect((await list({ search: `00_${mark}` })).items).toHaveLength(0);
  await expect(
    listApis(contextOf(market.stranger), market.workspace, { limit: 2, state: "active", sort: "name" }),
  ).rejects.toEqual(refusal("not-found"));
});

test("the list is sorted and filtered, over all of its pages", async () => {
  const mark = randomUUID().slice(0, 8);
  await create({ slug: `${mark}-1`, name: `B ${mark}` });
  await create({ slug: `${mark}-2`, name: `A ${mark}`, visibility: "restricted" });
  await create({ slug: `${mark}-3`, name: `B ${mark}` });
  const list = async (more: object) => {
    const input = { limit: 1, state: "active" as const, sort: "name" as const, search: mark, ...more };
    const found: string[] = [];
    for (let cursor: string | undefined | null = ""; cursor !== null; ) {
      const page = await listApis(contextOf(market.viewer), market.workspace, {
        ...input,
        cursor: cursor || undefined,
      });
      found.push(...page.items.map(({ slug }) => slug.slice(-1)));
      cursor = page.nextCursor;
    }
    return found.join("");
  };
  expect(await list({ sort: "name" })).toBe("213");
  expect(await list({ sort: "-name" })).toBe("312");
  expect(await list({ sort: "created" })).toBe("123");
  expect(await list({ sort: "-created" })).toBe("321");
  expect(await list({ visibility: "restricted" })).toBe("2");
  expect(await list({ lifecycle: "published" })).toBe("");
});
