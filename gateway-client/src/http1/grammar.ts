/** The grammar of RFC 9110 and RFC 9112 as regular expressions over latin1 text: one character is one byte. */

/** `token` (RFC 9110, 5.6.2). */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/**
 * `field-line *( CRLF field-line )` (RFC 9112, 5): a token, a colon at once behind it, then visible characters, obs-text, space
 * and tab. One pass over the whole block costs a fraction of two a line.
 */
const FIELD_BLOCK = /^(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t\x20-\x7e\x80-\xff]*(?:\r\n(?!$)|$))*$/;
/** What may stand in a request target: visible ASCII. Bytes above are to be percent-encoded (RFC 3986, 2). */
const TARGET = /^[\x21-\x7e]+$/;
/** `uri-host [ ":" port ]` (RFC 9110, 7.2): a registered name, an IPv4 address or an IP literal in brackets. */
const AUTHORITY = /^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9\-._~!$&'()*+,;=%]+)(?::\d{0,5})?$/;
/** A line feed without a carriage return before it, or a carriage return without a line feed behind it. */
const BARE_LINE_END = /(?:^|[^\r])\n|\r(?!\n)/;

export const isToken = (text: string): boolean => TOKEN.test(text);
export const isFieldBlock = (text: string): boolean => FIELD_BLOCK.test(text);
export const isTarget = (text: string): boolean => TARGET.test(text);
export const isAuthority = (text: string): boolean => AUTHORITY.test(text);

/** Whether a text that may still lack its end holds a line end that is none (RFC 9112, 2.2). A last CR may get its LF yet. */
export function hasBareLineEnd(text: string): boolean {
  return BARE_LINE_END.test(text.endsWith("\r") ? text.slice(0, -1) : text);
}

/** Without the optional white space (space and tab) around a value (RFC 9110, 5.6.3). */
export function withoutSpaceAround(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return from === 0 && to === text.length ? text : text.slice(from, to);
}

const isSpace = (code: number): boolean => code === 0x20 || code === 0x09;
