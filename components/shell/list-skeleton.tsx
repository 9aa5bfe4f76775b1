import { Skeleton, TableSkeleton } from "../ui/skeleton.tsx";
import { ConsolePage } from "./console-page.tsx";

interface ListSkeletonProps {
  /** Title and description of the page that is on its way, word for word: they stay where they are. */
  title: string;
  description: string;
}

/** The place of a page with search and table, while its rows are read. */
export function ListSkeleton({ title, description }: ListSkeletonProps) {
  return (
    <ConsolePage title={title} description={description}>
      <Skeleton className="mb-3.5 h-8 w-72 max-w-full" />
      <TableSkeleton label={`${title}: on the way`} rows={8} />
    </ConsolePage>
  );
}
