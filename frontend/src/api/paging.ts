import { nextCursor } from "./tickets";

/** How every paged list of the server is walked: its `next` address carries the key of the next page. */
export const paged = { initialPageParam: {} as never, getNextPageParam: nextCursor };

type Page<Row> = { results: Row[]; next: string | null };
type ReadPage<Row> = (place: { cursor?: string }) => Promise<{ data: Page<Row> }>;

/** All rows of a list that must be known whole, such as choices: mostly one page, seldom more. */
export async function everyRow<Row>(read: ReadPage<Row>): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const { data } = await read(cursor ? { cursor } : {});
    rows.push(...data.results);
    cursor = nextCursor(data);
  } while (cursor);
  return rows;
}
