import { createServer } from "node:http";
import { parentPort } from "node:worker_threads";
import { GraphQLObjectType, GraphQLSchema, GraphQLString } from "graphql";
import { createHandler } from "graphql-http/lib/use/http";
import { listenAndTell } from "./listen.ts";

/** A GraphQL server, in a thread where Node itself resolves the packages: there must be one copy of `graphql`. */
const query = new GraphQLObjectType({ name: "Query", fields: { _: { type: GraphQLString, resolve: () => "there" } } });
const handler = createHandler({ schema: new GraphQLSchema({ query }) });
listenAndTell(
  createServer((request, response) => {
    handler(request, response).catch(() => response.writeHead(500).end());
  }),
  parentPort,
);
