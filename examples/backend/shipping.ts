import { randomUUID } from "node:crypto";
import { pageOf, readJson, required, sendJson } from "./answer.ts";
import { Check } from "./check.ts";
import { euros, type Money, people, pick, sequence } from "./data.ts";
import type { Call, Route } from "./route.ts";

const services = ["standard", "express", "pick-up"] as const;
const countries = ["DE", "FR", "IE", "IT", "NL", "NO", "PL", "SE"] as const;

interface Shipment {
  id: string;
  orderId: string;
  service: (typeof services)[number];
  to: { name: string; city: string; country: string };
  state: "created" | "in-transit" | "delivered";
  events: { at: string; place: string; text: string }[];
}

const SHIPMENTS_MAX = 5_000;
const shipments: Shipment[] = makePast(60);

export const shippingRoutes: Route[] = [
  { method: "POST", template: "/shipping/rates", handle: quote },
  {
    method: "GET",
    template: "/shipping/shipments",
    handle: ({ response, url }) => sendJson(response, 200, pageOf(shipments, url.searchParams)),
  },
  { method: "POST", template: "/shipping/shipments", handle: create },
  {
    method: "GET",
    template: "/shipping/shipments/{shipmentId}",
    handle: ({ response, parameters }) => sendJson(response, 200, shipmentOf(parameters)),
  },
  { method: "GET", template: "/shipping/shipments/{shipmentId}/label", handle: label },
];

async function quote({ request, response }: Call): Promise<void> {
  const body = await readJson(request);
  const check = new Check();
  const country = check.oneOf(body.country, "/country", countries, "DE");
  const grams = check.wholeNumber(body.grams, "/grams", 1, 31_500);
  check.done();
  const rates = services.map((service) => ({
    service,
    price: priceOf(service, country, grams),
    days: { standard: 4, express: 1, "pick-up": 2 }[service],
  }));
  sendJson(response, 200, { items: rates });
}

async function create({ request, response }: Call): Promise<void> {
  const body = await readJson(request);
  const check = new Check();
  const to = check.object(body.to, "/to");
  const shipment: Shipment = {
    id: `shp_${randomUUID().slice(0, 8)}`,
    orderId: check.text(body.orderId, "/orderId", { max: 40 }),
    service: check.oneOf(body.service, "/service", services, "standard"),
    to: {
      name: check.text(to.name, "/to/name"),
      city: check.text(to.city, "/to/city"),
      country: check.oneOf(to.country, "/to/country", countries, "DE"),
    },
    state: "created",
    events: [{ at: new Date().toISOString(), place: "Utrecht", text: "Announced by the sender" }],
  };
  check.done();
  shipments.unshift(shipment);
  if (shipments.length > SHIPMENTS_MAX) shipments.pop();
  sendJson(response, 201, shipment, { location: `shipments/${shipment.id}` });
}

function label({ response, parameters }: Call): void {
  const { id, to, service } = shipmentOf(parameters);
  const lines = [service.toUpperCase(), to.name, `${to.city}, ${to.country}`, id];
  const text = lines
    .map((line, index) => `<text x="12" y="${34 + index * 30}">${line.replace(/[&<>]/g, "")}</text>`)
    .join("");
  const bars = [...id]
    .map(
      (letter, index) =>
        `<rect x="${12 + index * 22}" y="150" width="${4 + (letter.charCodeAt(0) % 14)}" height="60"/>`,
    )
    .join("");
  response.writeHead(200, {
    "content-type": "image/svg+xml",
    "content-disposition": `attachment; filename="${id}.svg"`,
  });
  response.end(
    `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="230" font-family="sans-serif" font-size="20">${text}${bars}</svg>`,
  );
}

function shipmentOf(parameters: Record<string, string>): Shipment {
  return required(
    shipments.find(({ id }) => id === parameters.shipmentId),
    "shipment",
  );
}

function priceOf(service: (typeof services)[number], country: string, grams: number): Money {
  const base = { standard: 490, express: 1_290, "pick-up": 350 }[service];
  return euros(base + Math.ceil(grams / 1_000) * 60 + (country === "NO" ? 900 : 0));
}

function makePast(count: number): Shipment[] {
  const random = sequence(97);
  return Array.from({ length: count }, (_, index) => {
    const { name, city, country } = pick(people, random);
    const state = index < 6 ? "created" : index < 22 ? "in-transit" : "delivered";
    const createdAt = Date.now() - (index * 9 + 4) * 3_600_000;
    const texts = ["Announced by the sender", "Taken over in Utrecht", `Arrived in ${city}`, "Delivered"];
    const events = texts.slice(0, { created: 1, "in-transit": 3, delivered: 4 }[state]).map((text, step) => ({
      at: new Date(createdAt + step * 14 * 3_600_000).toISOString(),
      place: step < 2 ? "Utrecht" : city,
      text,
    }));
    return {
      id: `shp_${(4_820_000 - index * 7).toString(36)}`,
      orderId: `ord_${(7_120_000 - index * 13).toString(36)}`,
      service: pick(services, random),
      to: { name, city, country },
      state,
      events,
    };
  });
}
