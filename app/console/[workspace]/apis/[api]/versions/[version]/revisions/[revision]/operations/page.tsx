import { OperationList } from "../../../../../_operations.tsx";
import { placeOf, type RevisionPageProps, revisionOf } from "../_read.ts";

export default async function RevisionOperationsPage({ params, searchParams }: RevisionPageProps) {
  const place = await placeOf(params);
  return <OperationList place={place} revision={await revisionOf(place)} searchParams={searchParams} />;
}
