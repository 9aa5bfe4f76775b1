// The sample backend: the four services of Fernwood, a shop for gardeners that does not exist. Node and nothing else.
// node examples/backend/main.ts [port]
import { createServer } from "node:http";
import { AnswerError, sendProblem } from "./answer.ts";
import { catalogueRoutes } from "./catalogue.ts";
import { echo } from "./echo.ts";
import { orderRoutes } from "./orders.ts";
import { paymentRoutes } from "./payments.ts";
import { findRoute } from "./route.ts";
import { shippingRoutes } from "./shipping.ts";

const routes = [...orderRoutes, ...catalogueRoutes, ...shippingRoutes, ...paymentRoutes];

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? "/", "http://backend");
  try {
    if (url.pathname === "/health") return void response.writeHead(200).end("ok");
    // Answers any method and path: what a description from elsewhere can be pointed at.
    if (url.pathname === "/anything" || url.pathname.startsWith("/anything/"))
      return await echo(request, response, url);
    const { handle, parameters } = findRoute(routes, request.method ?? "GET", url.pathname);
    await handle({ request, response, url, parameters });
  } catch (error) {
    if (!(error instanceof AnswerError)) console.error(error);
    sendProblem(response, error);
  }
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
}

server.listen(Number(process.argv[2] ?? process.env.PORT ?? 9000), "127.0.0.1", () => {
  const address = server.address();
  console.log(`sample backend on http://127.0.0.1:${typeof address === "object" ? address?.port : address}`);
});
