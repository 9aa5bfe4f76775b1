import { createCipheriv, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createValueResolver } from "./values.ts";

const key = randomBytes(32);
const environment = { ORDERS_SECRET: "from the environment", GATEHOUSE_GROUP_KEY: "a secret of the gateway" };
const resolve = createValueResolver({ groupKey: key.toString("base64"), valuesDir: undefined, environment });

test.each(["", "a secret", "täst 🔑"])("a value sealed for the group opens (%#)", (text) => {
  expect(resolve({ sealed: seal(text).toString("base64") })).toBe(text);
});

test("every flipped bit of a sealed value is noticed", () => {
  const sealed = seal("a secret");
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(() => resolve({ sealed: changed.toString("base64") }), `byte ${at}`).toThrow("another key, or changed");
  }
});

test("a variable is read, but never one of the gateway's own", () => {
  expect(resolve({ env: "ORDERS_SECRET" })).toBe("from the environment");
  expect(() => resolve({ env: "GATEHOUSE_GROUP_KEY" })).toThrow("setting of the gateway itself");
  expect(() => resolve({ env: "NOT_THERE" })).toThrow("has no NOT_THERE");
});

test("a file is read from the folder of values and from nowhere else", async () => {
  const folder = await mkdtemp(join(tmpdir(), "gateway-values-"));
  await mkdir(join(folder, "values"));
  await writeFile(join(folder, "values", "token"), "from a file\n");
  await writeFile(join(folder, "outside"), "not yours");
  await symlink(join(folder, "outside"), join(folder, "values", "link"));
  const fromFiles = createValueResolver({ groupKey: undefined, valuesDir: join(folder, "values"), environment });

  expect(fromFiles({ file: "token" })).toBe("from a file");
  for (const file of ["../outside", "link", "../values/../outside", "/outside"]) {
    expect(() => fromFiles({ file }), file).toThrow(/outside of the folder|ENOENT/);
  }
  expect(() => resolve({ file: "token" })).toThrow("GATEHOUSE_GATEWAY_VALUES_DIR");
  expect(() => fromFiles({ sealed: seal("a").toString("base64") })).toThrow("GATEHOUSE_GROUP_KEY");
});

function seal(text: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  return Buffer.concat([nonce, cipher.update(text, "utf8"), cipher.final(), cipher.getAuthTag()]);
}
