const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BODY_LENGTH = 43;
const CHECK_LENGTH = 6;
const PATTERN = /^gh_([a-z]{1,12})_([0-9A-Za-z]{43})_([0-9A-Za-z]{6})$/;

/**
 * A new API key: `gh_<env>_<43 base62>_<crc32>`. The body holds 256 bits; the last part is the CRC-32 of all before it in
 * base62, so that secret scanners find keys and a typo is refused without a look-up.
 *
 * @param random gives as many uniformly random bytes as it is asked for; bytes of 248 and more are passed over.
 */
export function makeApiKey(environment: string, random: (count: number) => Uint8Array): string {
  return makeSecret(`gh_${environment}`, random);
}

/** A secret of the same form under any prefix: access tokens are `ght_…`. */
export function makeSecret(prefix: string, random: (count: number) => Uint8Array): string {
  let body = "";
  while (body.length < BODY_LENGTH) {
    for (const byte of random(BODY_LENGTH)) {
      if (byte < 248 && body.length < BODY_LENGTH) body += ALPHABET.charAt(byte % 62);
    }
  }
  const head = `${prefix}_${body}`;
  return `${head}_${checkDigits(head)}`;
}

/** Whether a text has the form of our keys but a wrong checksum: a typo. A key brought from elsewhere is no typo. */
export function isMistypedApiKey(text: string): boolean {
  const match = PATTERN.exec(text);
  return match !== null && checkDigits(text.slice(0, text.length - CHECK_LENGTH - 1)) !== match[3];
}

function checkDigits(text: string): string {
  let rest = crc32(text);
  let digits = "";
  for (let i = 0; i < CHECK_LENGTH; i++) {
    digits = ALPHABET.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** CRC-32 (ISO 3309, the polynomial of zlib) of an ASCII text. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
