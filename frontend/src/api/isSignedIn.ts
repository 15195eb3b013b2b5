import { meRetrieve } from "./generated/sdk.gen";

/** Is somebody signed in now? Asked past the cache. */
export async function isSignedIn(): Promise<boolean> {
  const { data } = await meRetrieve();
  return data !== undefined;
}
