import { euros, type Money } from "./data.ts";
import type { Order } from "./orders.ts";

export interface OrderReport {
  from: string;
  to: string;
  orders: number;
  revenue: Money;
  articles: { sku: string; name: string; quantity: number }[];
}

/** What was sold from one day to another, both included; cancelled orders do not count. */
export function reportOn(orders: Order[], from: string, to: string): OrderReport {
  const counted = orders.filter(
    ({ state, placedAt }) => state !== "cancelled" && placedAt.slice(0, 10) >= from && placedAt.slice(0, 10) <= to,
  );
  const bySku = new Map<string, { sku: string; name: string; quantity: number }>();
  for (const { sku, name, quantity } of counted.flatMap(({ lines }) => lines)) {
    bySku.set(sku, { sku, name, quantity: quantity + (bySku.get(sku)?.quantity ?? 0) });
  }
  return {
    from,
    to,
    orders: counted.length,
    revenue: euros(counted.reduce((sum, { total }) => sum + total.amount, 0)),
    articles: [...bySku.values()].sort((a, b) => b.quantity - a.quantity).slice(0, 10),
  };
}
