import type { Reports } from "../../policies/reports.ts";
import type { GatewayExchange } from "./gateway-exchange.ts";

/** What the policies of one exchange report, with what the records are about. */
export function reportsOf(exchange: GatewayExchange): Reports {
  const { reports } = exchange.node;
  return {
    count: (change) => reports?.count(change),
    log: (sink, fields) =>
      reports?.log(sink, {
        at: exchange.receivedAtMs,
        requestId: exchange.requestId,
        api: exchange.api.slug,
        version: exchange.version.name,
        operation: exchange.operation.id,
        span: exchange.span && {
          traceId: exchange.span.traceId,
          spanId: exchange.span.spanId,
          flags: exchange.span.flags,
        },
        fields,
      }),
  };
}
