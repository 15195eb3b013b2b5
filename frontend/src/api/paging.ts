import { nextCursor } from "./tickets";

/** How every paged list of the server is walked: its `next` address carries the key of the next page. */
export const paged = { initialPageParam: {} as never, getNextPageParam: nextCursor };
