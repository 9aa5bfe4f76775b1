import { createPublicKey, generateKeyPairSync, verify } from "node:crypto";
import { expect, test } from "vitest";
import { canonicalJson } from "../contract/canonical.ts";
import type { ManifestBody } from "../contract/snapshot.ts";
import { readSigningKey, signManifest } from "./sign.ts";

const pair = generateKeyPairSync("ed25519");
const pem = pair.privateKey.export({ format: "pem", type: "pkcs8" }).toString();
const der = pair.privateKey.export({ format: "der", type: "pkcs8" }).toString("base64");
const body: ManifestBody = {
  format: 1,
  group: "default",
  generation: 7,
  builtAt: "2026-11-20T10:00:00.000Z",
  requires: [],
  parts: {},
};

test("a manifest's signature covers everything but itself", () => {
  const { signature, ...rest } = signManifest(body, readSigningKey(pem));
  const value = Buffer.from(signature.value, "base64");
  expect(verify(null, Buffer.from(canonicalJson(rest)), pair.publicKey, value)).toBe(true);
  expect(verify(null, Buffer.from(canonicalJson({ ...rest, generation: 8 })), pair.publicKey, value)).toBe(false);
});

test("the key reads alike from PEM and from DER, and says the public half", () => {
  const fromPem = readSigningKey(pem);
  expect(readSigningKey(der).id).toBe(fromPem.id);
  const spki = Buffer.from(fromPem.publicKey, "base64");
  expect(createPublicKey({ key: spki, format: "der", type: "spki" }).equals(pair.publicKey)).toBe(true);
});

test("a key of another kind is refused", () => {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const text = rsa.privateKey.export({ format: "pem", type: "pkcs8" }).toString();
  expect(() => readSigningKey(text)).toThrow("not an Ed25519 key");
});
