import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { liveLink, server, silentLive } from "@/testing/server";
import { live } from "./socket";

const TOPIC = "inbox.00000000-0000-4000-8000-000000000001";
const leaves: (() => void)[] = [];
const join = () => leaves.push(live.join(TOPIC, {}));

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(async () => {
  for (const leave of leaves.splice(0)) leave();
  await vi.advanceTimersByTimeAsync(6000);
  vi.useRealTimers();
});

test("a page that wants nothing lets the connection go, which is not a lost one", async () => {
  server.use(silentLive);
  join();
  await vi.waitFor(() => expect(live.connection).toBe("open"));
  const seen: string[] = [];
  const stop = live.watch(() => seen.push(live.connection));

  for (const leave of leaves.splice(0)) leave();
  await vi.advanceTimersByTimeAsync(6000);
  expect(seen).toEqual(["idle"]);

  join();
  await vi.waitFor(() => expect(live.connection).toBe("open"));
  expect(seen).toEqual(["idle", "connecting", "open"]);
  stop();
});

test("an ended session is not a lost connection, and signing in again watches again", async () => {
  let isSignedIn = false;
  server.use(
    liveLink.addEventListener("connection", ({ client }) => {
      if (!isSignedIn) client.close(4404);
    }),
  );
  join();
  await vi.waitFor(() => expect(live.connection).toBe("ended"));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(live.connection).toBe("ended");

  isSignedIn = true;
  live.reopen();

  await vi.waitFor(() => expect(live.connection).toBe("open"));
});

test("a connection that breaks is lost, and comes back by itself", async () => {
  let connections = 0;
  server.use(
    liveLink.addEventListener("connection", ({ client }) => {
      connections += 1;
      if (connections === 1) setTimeout(() => client.close(1011), 100);
    }),
  );
  const seen: string[] = [];
  const stop = live.watch(() => seen.push(live.connection));
  join();

  await vi.waitFor(() => expect(seen).toContain("lost"));
  await vi.advanceTimersByTimeAsync(2000);
  await vi.waitFor(() => expect(live.connection).toBe("open"));
  expect(connections).toBe(2);
  stop();
});
