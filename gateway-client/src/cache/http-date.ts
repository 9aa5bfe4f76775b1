const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const TIME = "(\\d\\d):(\\d\\d):(\\d\\d)";
const MONTH = `(${MONTHS.join("|")})`;
const IMF_FIXDATE = new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\\d\\d) ${MONTH} (\\d{4}) ${TIME} GMT$`);
const RFC_850 = new RegExp(`^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\\d\\d)-${MONTH}-(\\d\\d) ${TIME} GMT$`);
const ASCTIME = new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ${MONTH} ([ \\d]\\d) ${TIME} (\\d{4})$`);

/** A two-digit year that seems to be further ahead than this is one of the past (RFC 9110, 5.6.7). */
const YEARS_AHEAD_MAX = 50;

/**
 * Epoch milliseconds of an HTTP date in any of its three forms (RFC 9110, 5.6.7); undefined for anything else. As strict as the
 * grammar: what two readers could understand differently is no date.
 */
export function parseHttpDate(text: string, nowMs: number): number | undefined {
  const imf = IMF_FIXDATE.exec(text);
  if (imf !== null) return toEpochMs(Number(imf[3]), imf[2], imf[1], imf.slice(4));
  const old = RFC_850.exec(text);
  if (old !== null) return toEpochMs(fullYear(Number(old[3]), nowMs), old[2], old[1], old.slice(4));
  const asctime = ASCTIME.exec(text);
  if (asctime !== null) return toEpochMs(Number(asctime[6]), asctime[1], asctime[2], asctime.slice(3, 6));
  return undefined;
}

function fullYear(twoDigits: number, nowMs: number): number {
  const thisYear = new Date(nowMs).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + twoDigits;
  return year > thisYear + YEARS_AHEAD_MAX ? year - 100 : year;
}

function toEpochMs(year: number, month = "", dayText = "", time: readonly (string | undefined)[]): number | undefined {
  const day = Number(dayText);
  const [hours = 0, minutes = 0, seconds = 0] = time.map(Number);
  const monthIndex = MONTHS.indexOf(month);
  // A leap second is the second behind it, as in every clock that this is compared with.
  if (hours > 23 || minutes > 59 || seconds > 60) return undefined;
  const date = new Date(Date.UTC(year, monthIndex, day, hours, minutes, seconds));
  date.setUTCFullYear(year);
  return Number.isNaN(date.getTime()) || new Date(Date.UTC(year, monthIndex, day)).getUTCDate() !== day
    ? undefined
    : date.getTime();
}
