import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { canonicalJson } from "@gatehouse/contract/canonical.ts";
import { type Manifest, manifest, partSchema, SNAPSHOT_FORMAT } from "@gatehouse/contract/snapshot.ts";
import { z } from "zod";
import { SnapshotRefused } from "./refused.ts";

export const MANIFEST_BYTES_MAX = 64 * 1024 * 1024;
export const PART_BYTES_MAX = 128 * 1024 * 1024;
const SNAPSHOT_BYTES_MAX = 8 * 1024 * 1024 * 1024;

export interface Trust {
  /** Key id → Ed25519 public key of those who may sign. */
  keys: ReadonlyMap<string, KeyObject>;
  /** What this gateway can do, `policy:cors@1` say. */
  capabilities: ReadonlySet<string>;
}

/** Public keys as the configuration holds them: base64 of SPKI. */
export function importKeys(keys: Record<string, string>): Map<string, KeyObject> {
  return new Map(
    Object.entries(keys).map(([id, text]) => [
      id,
      createPublicKey({ key: Buffer.from(text, "base64"), format: "der", type: "spki" }),
    ]),
  );
}

/**
 * The manifest in these bytes, when a trusted key signed it and this gateway can serve it.
 *
 * @throws SnapshotRefused otherwise. Format and signature are looked at before anything else is believed.
 */
export function verifyManifest(bytes: Buffer, trust: Trust): Manifest {
  const json = parseJson(bytes);
  const format = z.looseObject({ format: z.unknown() }).safeParse(json).data?.format;
  if (typeof format === "number" && format !== SNAPSHOT_FORMAT) {
    throw new SnapshotRefused(
      `The snapshot has format ${format}; this gateway reads format ${SNAPSHOT_FORMAT}. Update the older of the two.`,
    );
  }
  const parsed = manifest.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new SnapshotRefused(`The manifest is not valid at /${issue?.path.join("/")}: ${issue?.message}.`, {
      mayHeal: true,
    });
  }
  assertSigned(parsed.data, trust.keys);
  assertServable(parsed.data, trust.capabilities);
  return parsed.data;
}

/** @throws SnapshotRefused when the bytes are not the part that the manifest names. */
export function assertPart(name: string, bytes: Buffer, reference: { sha256: string; bytes: number }): void {
  if (bytes.length !== reference.bytes || sha256Of(bytes) !== reference.sha256) {
    throw new SnapshotRefused(`The part ${name} was changed on its way: its SHA-256 is not the manifest's.`, {
      mayHeal: true,
    });
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new SnapshotRefused("The manifest is not JSON.", { mayHeal: true }); // JSON.parse has no other way to say no
  }
}

function assertSigned({ signature, ...body }: Manifest, keys: Trust["keys"]): void {
  const key = keys.get(signature.keyId);
  if (!key) {
    throw new SnapshotRefused(`The manifest is signed with key ${signature.keyId}, which this gateway does not trust.`);
  }
  const isGenuine = verify(null, Buffer.from(canonicalJson(body)), key, Buffer.from(signature.value, "base64"));
  if (!isGenuine) throw new SnapshotRefused("The manifest's signature does not match its content.", { mayHeal: true });
}

function assertServable({ requires, parts }: Manifest, capabilities: Trust["capabilities"]): void {
  const lacking = requires.filter((capability) => !capabilities.has(capability));
  if (lacking.length > 0) {
    throw new SnapshotRefused(
      `The snapshot needs ${lacking.join(", ")}, which this gateway lacks. Update the gateway.`,
    );
  }
  let total = 0;
  for (const [name, { bytes }] of Object.entries(parts)) {
    if (!partSchema(name))
      throw new SnapshotRefused(`The snapshot has a part ${name}, which this gateway does not know.`);
    if (bytes > PART_BYTES_MAX) throw new SnapshotRefused(`The part ${name} is larger than ${PART_BYTES_MAX} bytes.`);
    total += bytes;
  }
  if (total > SNAPSHOT_BYTES_MAX) throw new SnapshotRefused(`The snapshot is larger than ${SNAPSHOT_BYTES_MAX} bytes.`);
}
