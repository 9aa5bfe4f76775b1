import type { Database } from "../db/database.ts";

/** Adds one to a window's counter, and returns what it then holds. */
export async function addToWindow(db: Database, key: string, windowAt: Date): Promise<number> {
  const rows = await db.$queryRaw<{ count: number }[]>`
    INSERT INTO throttles AS t (key, window_at, count) VALUES (${key}, ${windowAt}, 1)
    ON CONFLICT (key, window_at) DO UPDATE SET count = t.count + 1
    RETURNING count`;
  return rows[0]?.count ?? 0;
}

export async function takeFromWindow(db: Database, key: string, windowAt: Date): Promise<void> {
  await db.throttle.updateMany({ where: { key, windowAt, count: { gt: 0 } }, data: { count: { decrement: 1 } } });
}

/** Removes windows that began before `before`; any time after the longest window is safe. */
export async function forgetWindows(db: Database, before: Date): Promise<number> {
  const { count } = await db.throttle.deleteMany({ where: { windowAt: { lt: before } } });
  return count;
}
