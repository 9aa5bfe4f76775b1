import { Problem } from "../contract/problem.ts";

export const BODY_BYTES_MAX = 1024 * 1024;

/** The whole body, at most `bytesMax`: a chunked body is bounded while it arrives, not after. */
export async function readBody(request: Request, bytesMax: number): Promise<Buffer> {
  if (Number(request.headers.get("content-length") ?? 0) > bytesMax) throw tooLarge(bytesMax);
  if (!request.body) return Buffer.alloc(0);

  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) throw tooLarge(bytesMax);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The media type of the request without parameters, in lower case; empty when none is named. */
export function mediaTypeOf(request: Request): string {
  return (request.headers.get("content-type") ?? "").split(";", 1).join("").trim().toLowerCase();
}

function tooLarge(bytesMax: number) {
  return new Problem("body-too-large", `At most ${bytesMax} bytes are read here.`);
}
