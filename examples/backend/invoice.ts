import type { ServerResponse } from "node:http";
import type { Money } from "./data.ts";
import type { Order } from "./orders.ts";

const TAX_PERCENT = 19;

/** The invoice as a file that spreadsheets open. */
export function sendInvoice(response: ServerResponse, order: Order): void {
  const rows = [
    ["article", "name", "quantity", "price", "sum"],
    ...order.lines.map(({ sku, name, quantity, price }) => [
      sku,
      name,
      String(quantity),
      decimal(price),
      decimal({ ...price, amount: price.amount * quantity }),
    ]),
    ["", "total", "", "", decimal(order.total)],
    [
      "",
      `of which VAT ${TAX_PERCENT} %`,
      "",
      "",
      decimal({ ...order.total, amount: Math.round((order.total.amount * TAX_PERCENT) / (100 + TAX_PERCENT)) }),
    ],
  ];
  const body = rows.map((cells) => cells.map(quote).join(",")).join("\r\n");
  response.writeHead(200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="invoice-${order.id}.csv"`,
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}

function decimal({ amount, currency }: Money): string {
  return `${(amount / 100).toFixed(2)} ${currency}`;
}

function quote(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
