import type { CreatePlanInput, CreateProductInput } from "../../lib/products/input.ts";

/** Fernwood, the shop for gardeners of examples/: who works there, what it publishes and who buys from it. */
export const WORKSPACE = { slug: "fernwood", name: "Fernwood" } as const;

export const people = {
  publisher: { email: "paula@fernwood.example", name: "Paula Brandt", role: "publisher" },
  approver: { email: "arno@fernwood.example", name: "Arno Visser", role: "approver" },
  developer: { email: "mika@pottingshed.example", name: "Mika Tanaka" },
} as const;

/** Further buyers, who make the week of usage look like one. Nobody signs in as them. */
export const buyers = [
  { email: "api@bloomandbarrow.example", name: "Lena Okafor", application: "Bloom & Barrow storefront" },
  { email: "dev@harvestbox.example", name: "Tomás Ribeiro", application: "Harvest Box back office" },
] as const;

export interface SampleApi {
  slug: string;
  name: string;
  summary: string;
  category: string;
  tags: string[];
  /** The path of the service at the sample backend, and its description in examples/descriptions. */
  service: string;
}

export const apis: SampleApi[] = [
  {
    slug: "orders",
    name: "Fernwood Orders",
    summary: "Place, follow and cancel orders of the Fernwood shop.",
    category: "Commerce",
    tags: ["orders", "fulfilment"],
    service: "orders",
  },
  {
    slug: "catalogue",
    name: "Fernwood Catalogue",
    summary: "Articles, categories and stock of the Fernwood shop.",
    category: "Commerce",
    tags: ["articles", "stock"],
    service: "catalogue",
  },
  {
    slug: "shipping",
    name: "Fernwood Shipping",
    summary: "Rates, labels and tracking for parcels to eight countries.",
    category: "Logistics",
    tags: ["parcels", "tracking"],
    service: "shipping",
  },
  {
    slug: "payments",
    name: "Fernwood Payments",
    summary: "Authorise, capture and refund payments of the Fernwood shop.",
    category: "Finance",
    tags: ["payments", "refunds"],
    service: "payments",
  },
];

export interface SampleProduct {
  product: CreateProductInput;
  plans: CreatePlanInput[];
}

const perMinute = (calls: number) => [{ calls, renewalPeriod: "1m" }];
const perMonth = (calls: number) => ({ calls, renewalPeriod: "30d" });

export const products: SampleProduct[] = [
  {
    product: {
      slug: "order-desk",
      name: "Order desk",
      summary: "Everything about orders, for shops that sell Fernwood's articles as their own.",
      description:
        "Place orders, follow them as they happen, cancel while they are still in the warehouse and sum up any period.",
      apis: ["orders"],
    },
    plans: [
      {
        slug: "starter",
        name: "Starter",
        summary: "For building and small shops.",
        price: "free",
        approval: "auto",
        rateLimit: perMinute(60),
        quota: perMonth(10_000),
        subscriptionsPerApplicationMax: 2,
      },
      {
        slug: "business",
        name: "Business",
        summary: "For shops with real traffic.",
        price: "49 € a month",
        approval: "manual",
        rateLimit: perMinute(600),
        quota: perMonth(1_000_000),
      },
    ],
  },
  {
    product: {
      slug: "product-data",
      name: "Product data",
      summary: "What Fernwood sells, at which price, and how many are left.",
      description:
        "For comparison sites, marketplaces and planners. Prices change at most once a day, stock by the minute.",
      apis: ["catalogue"],
    },
    plans: [
      {
        slug: "open",
        name: "Open",
        summary: "For everybody.",
        price: "free",
        approval: "auto",
        rateLimit: perMinute(120),
        quota: perMonth(100_000),
      },
      {
        slug: "partner",
        name: "Partner",
        summary: "For marketplaces.",
        price: "on request",
        approval: "manual",
        rateLimit: perMinute(3_000),
      },
    ],
  },
  {
    product: {
      slug: "parcel-service",
      name: "Parcel service",
      summary: "Send with Fernwood's carriers: rates, labels, tracking.",
      apis: ["shipping", "orders"],
    },
    plans: [
      {
        slug: "trial",
        name: "Trial",
        summary: "Thirty days to try it.",
        price: "free",
        approval: "auto",
        rateLimit: perMinute(10),
        quota: { calls: 500, renewalPeriod: "1d" },
        duration: "30d",
      },
      {
        slug: "contract",
        name: "Contract",
        summary: "With a shipping contract.",
        price: "0.02 € a label",
        approval: "manual",
        rateLimit: perMinute(300),
      },
    ],
  },
  {
    product: {
      slug: "payments",
      name: "Payments",
      summary: "Take payments for orders placed through the Order desk.",
      terms:
        "Card data must not be stored. Refunds are due within fourteen days. Fernwood may suspend access on suspicion of fraud.",
      apis: ["payments"],
    },
    plans: [
      {
        slug: "merchant",
        name: "Merchant",
        summary: "After a short check of your company.",
        price: "1.4 % + 0.20 €",
        approval: "manual",
        rateLimit: perMinute(300),
        questions: [
          { name: "company", label: "Which company will take the payments?", required: true },
          { name: "volume", label: "How many payments do you expect in a month?", required: true },
          { name: "website", label: "Where is your shop?", required: false },
        ],
      },
    ],
  },
];
