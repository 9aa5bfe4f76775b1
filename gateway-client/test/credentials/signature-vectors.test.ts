import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readSignature, verifySignature } from "../../policies/credentials/json-web-signature.ts";
import { fromJsonWebKey, jsonWebKey } from "../../policies/credentials/verification-key.ts";

interface Vector {
  tcId: number;
  comment: string;
  jws: string;
  result: "valid" | "invalid";
}

interface VectorGroup {
  public?: Record<string, unknown>;
  private: Record<string, unknown>;
  tests: Vector[];
}

/** Not part of this repository: they are beside the checkout where it is developed. */
const VECTORS = new URL("../../../../shared/vectors/json_web_signature_test.json", import.meta.url);
const groups: VectorGroup[] = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, "utf8")).testGroups : [];

/**
 * Called valid in the vectors and refused here: the `alg` of their key is that of another algorithm, or of none that there is
 * (RFC 7517, 4.4). With the right one they are accepted.
 */
const MISLABELLED = [346, 347, 350, 351];
/** Called invalid in the vectors: letter for letter they are 357, which is valid. Their padding was lost on its way into the file. */
const LOST_PADDING = [367, 370];
/** Called valid in the vectors and refused here: `?` is in the text, which is not base64url (RFC 7515, 5.2, and RFC 4648, 3.3). */
const NOT_BASE64URL = [372, 373];

describe.skipIf(groups.length === 0)("the vectors for JSON Web Signatures", () => {
  const cases = groups.flatMap((group) =>
    group.tests.map((vector) => ({ ...vector, jwk: group.public ?? group.private })),
  );
  const refusedOnPurpose = [...MISLABELLED, ...NOT_BASE64URL];

  it.each(cases.filter(({ result, tcId }) => result === "invalid" && !LOST_PADDING.includes(tcId)))(
    "$tcId $comment is refused",
    ({ jws, jwk }) => {
      expect(isAccepted(jws, jwk)).toBe(false);
    },
  );

  it.each(cases.filter(({ result, tcId }) => result === "valid" && !refusedOnPurpose.includes(tcId)))(
    "$tcId $comment is accepted",
    ({ jws, jwk }) => {
      expect(isAccepted(jws, jwk)).toBe(true);
    },
  );

  it.each(cases.filter(({ tcId }) => MISLABELLED.includes(tcId)))(
    "$tcId $comment is accepted with the algorithm of the key put right",
    ({ jws, jwk }) => {
      expect(isAccepted(jws, jwk)).toBe(false);
      const { alg: _, ...unlabelled } = jwk;
      expect(isAccepted(jws, unlabelled)).toBe(true);
    },
  );

  it.each(cases.filter(({ tcId }) => LOST_PADDING.includes(tcId)))(
    "$tcId $comment is refused with padding",
    (vector) => {
      expect(vector.jws).toBe(cases.find(({ tcId }) => tcId === 357)?.jws);
      const padded = vector.comment.endsWith("Payload") ? vector.jws.replace("VGVzdA", "VGVzdA==") : `${vector.jws}=`;
      expect(isAccepted(padded, vector.jwk)).toBe(false);
    },
  );

  it.each(cases.filter(({ tcId }) => NOT_BASE64URL.includes(tcId)))(
    "$tcId $comment is refused, since it is not base64url",
    ({ jws, jwk }) => {
      expect(isAccepted(jws, jwk)).toBe(false);
    },
  );
});

function isAccepted(token: string, jwk: Record<string, unknown>): boolean {
  const key = fromJsonWebKey(jsonWebKey.parse(jwk));
  const jws = readSignature(token);
  return key !== undefined && typeof jws !== "string" && verifySignature(jws, [key]) === "valid";
}
