import { pageOf, required, sendJson } from "./answer.ts";
import { articles, euros, sequence } from "./data.ts";
import type { Call, Route } from "./route.ts";

const random = sequence(7);
const shown = articles.map(({ cents, ...article }) => ({ id: article.sku, ...article, price: euros(cents) }));
const stock = new Map(
  articles.map(({ sku }) => [
    sku,
    {
      sku,
      onHand: Math.floor(random() * 400),
      reserved: Math.floor(random() * 20),
      warehouse: random() < 0.6 ? "Utrecht" : "Leipzig",
    },
  ]),
);

export const catalogueRoutes: Route[] = [
  { method: "GET", template: "/catalogue/articles", handle: list },
  {
    method: "GET",
    template: "/catalogue/articles/{sku}",
    handle: ({ response, parameters }) => sendJson(response, 200, articleOf(parameters)),
  },
  {
    method: "GET",
    template: "/catalogue/articles/{sku}/stock",
    handle: ({ response, parameters }) => sendJson(response, 200, required(stock.get(parameters.sku ?? ""), "article")),
  },
  {
    method: "GET",
    template: "/catalogue/categories",
    handle: ({ response }) => sendJson(response, 200, { items: categories() }),
  },
];

function list({ response, url }: Call): void {
  const [category, search] = [url.searchParams.get("category"), url.searchParams.get("q")?.toLowerCase()];
  const wanted = shown.filter(
    (article) =>
      (category === null || article.category === category) &&
      (!search || `${article.name} ${article.description}`.toLowerCase().includes(search)),
  );
  sendJson(response, 200, pageOf(wanted, url.searchParams));
}

function articleOf({ sku }: Record<string, string>) {
  return required(
    shown.find(({ id }) => id === sku),
    "article",
  );
}

function categories(): { name: string; articles: number }[] {
  const names = [...new Set(articles.map(({ category }) => category))];
  return names.map((name) => ({ name, articles: articles.filter(({ category }) => category === name).length }));
}
