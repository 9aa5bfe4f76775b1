import { z } from "zod";
import { auditQuery } from "#lib/audit/input.ts";
import { listAudit, readAuditChoices } from "#lib/audit/list.ts";
import { read } from "../../_reader/read.ts";
import { type SearchParams, searchOf } from "../../_reader/search.ts";

/** What a page with an audit log shows: of one workspace, or of the installation. */
export async function readAuditPage(workspace: string | undefined, searchParams: SearchParams) {
  const [query, days] = await Promise.all([searchOf(auditQuery, searchParams), searchOf(dayRange, searchParams)]);
  const [page, choices] = await Promise.all([
    read((ctx) => listAudit(ctx, { ...query, ...timesOf(days), workspace })),
    read((ctx) => readAuditChoices(ctx, workspace)),
  ]);
  const isFiltered = Object.keys(await searchParams).length > 0;
  return { page, choices, subjectId: query.subjectId, isFiltered };
}

/** Days in UTC, both included. */
const dayRange = z.object({ from: z.iso.date().optional(), until: z.iso.date().optional() });

const DAY_MS = 86_400_000;

function timesOf({ from, until }: z.output<typeof dayRange>) {
  return {
    ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
    ...(until === undefined ? {} : { until: new Date(Date.parse(until) + DAY_MS).toISOString() }),
  };
}
