import { WebSocket } from "partysocket";
import { correctClock } from "@/ui/time";
import { forgetGathering, gather, type Here } from "./company";

type LiveListener = {
  /** The topic moved on; ask again over HTTP. */
  behind?: (version: number) => void;
  /** The topic's whole data. */
  snapshot?: (data: unknown, version: number) => void;
};
/** `idle`: nothing is wanted, so nothing is open. `ended`: the server will not have this session any more. */
export type Connection = "idle" | "connecting" | "open" | "lost" | "ended";

/** `confirmedAt`: when the server last told this topic's version, on this machine's clock. */
type Topic = { listeners: Set<LiveListener>; version: number | null; confirmedAt?: number };
type Incoming =
  | { type: "joined" | "changed"; topic: string; version: number }
  | { type: "snapshot"; topic: string; version: number; data: unknown }
  | { type: "refused"; topic: string; code: number }
  | { type: "here"; topic: string; people: readonly Here[] }
  | { type: "heartbeat"; at: string; topics: Record<string, number> };

const FINAL_CLOSES = new Set([4403, 4404]);
const SILENT_MS = 25_000;
const IDLE_MS = 5000;
const RECONNECTING = {
  maxReconnectionDelay: 15_000,
  minReconnectionDelay: 1000,
  // A slow answer is not a lost connection: who gives up early and asks again makes a busy server slower.
  connectionTimeout: SILENT_MS,
};

/**
 * The tab's one socket. It carries versions and snapshots, never changes to replay: whoever is behind asks
 * again over HTTP, so a lost message costs at most one heartbeat.
 */
class LiveSocket {
  private socket: WebSocket | null = null;
  private readonly topics = new Map<string, Topic>();
  private readonly watchers = new Set<() => void>();
  private silence: ReturnType<typeof setTimeout> | undefined;
  private idle: ReturnType<typeof setTimeout> | undefined;
  private present: { topic: string; doing: Here["doing"] } | null = null;
  connection: Connection = "idle";

  join(name: string, listener: LiveListener) {
    const topic = this.topics.get(name) ?? { listeners: new Set(), version: null };
    const isNew = topic.listeners.size === 0;
    topic.listeners.add(listener);
    this.topics.set(name, topic);
    clearTimeout(this.idle);
    if (!this.socket) this.open();
    else if (isNew) this.send({ type: "join", topic: name });
    return () => this.leave(name, listener);
  }

  watch = (watcher: () => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  /** When what is shown of this topic was last known to be right. */
  confirmedAt(name: string) {
    return this.topics.get(name)?.confirmedAt;
  }

  /** This tab shows the topic now; said again every few seconds, or it is forgotten. */
  beHere(topic: string, doing: Here["doing"]) {
    this.present = { topic, doing };
    this.send({ type: "here", topic, doing });
  }

  /** Something else is done at the same place. */
  doHere(doing: Here["doing"]) {
    if (this.present) this.beHere(this.present.topic, doing);
  }

  beAway() {
    if (this.present) this.send({ type: "away" });
    this.present = null;
  }

  /** Somebody signed in again: what is still shown is watched again. */
  reopen() {
    if (this.connection === "ended" && this.topics.size > 0) this.open();
  }

  private leave(name: string, listener: LiveListener) {
    const topic = this.topics.get(name);
    if (!topic) return;
    topic.listeners.delete(listener);
    if (topic.listeners.size > 0) return;
    this.topics.delete(name);
    this.send({ type: "leave", topic: name });
    forgetGathering(name);
    // A page change leaves and joins within a moment; only a tab that wants nothing closes.
    this.idle = setTimeout(() => this.topics.size === 0 && this.close("idle"), IDLE_MS);
  }

  private open() {
    const address = new URL("/live/", window.location.origin.replace(/^http/, "ws")).href;
    this.socket = new WebSocket(address, [], RECONNECTING);
    this.become("connecting");
    this.socket.addEventListener("open", () => {
      this.heard();
      for (const name of this.topics.keys()) this.send({ type: "join", topic: name });
      this.become("open");
    });
    this.socket.addEventListener("close", (event) => {
      forgetGathering();
      if (FINAL_CLOSES.has(event.code)) this.close("ended");
      else if (this.socket) this.become("lost");
    });
    this.socket.addEventListener("message", (event: MessageEvent<string>) => {
      this.heard();
      this.take(JSON.parse(event.data) as Incoming);
    });
  }

  /** On purpose, which is not lost. */
  private close(why: "idle" | "ended") {
    const socket = this.socket;
    this.socket = null;
    clearTimeout(this.silence);
    socket?.close();
    this.become(why);
  }

  private send(message: { type: string; topic?: string; doing?: Here["doing"] }) {
    // Joins of a socket that is still opening are sent when it opens.
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  /** A dead network closes nothing: silence longer than two heartbeats means lost. */
  private heard() {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.socket?.reconnect(), SILENT_MS);
  }

  private take(message: Incoming) {
    if (message.type === "heartbeat") {
      correctClock(message.at);
      for (const [name, version] of Object.entries(message.topics)) this.moved(name, version);
    } else if (message.type === "joined") {
      this.arrived(message.topic, message.version);
      // before the server had let us in, nothing could be said about it
      if (this.present?.topic === message.topic) this.doHere(this.present.doing);
    } else if (message.type === "here") {
      if (this.topics.has(message.topic)) gather(message.topic, message.people);
    } else if (message.type === "changed") {
      this.moved(message.topic, message.version);
    } else if (message.type === "snapshot") {
      this.replaced(message.topic, message.version, message.data);
    }
  }

  /** First answer to a join: what was missed while away is told by the version. */
  private arrived(name: string, version: number) {
    const topic = this.topics.get(name);
    if (!topic) return;
    topic.confirmedAt = Date.now();
    if (topic.version === null) topic.version = version;
    else this.moved(name, version);
  }

  private moved(name: string, version: number) {
    const topic = this.topics.get(name);
    if (topic?.version === version) topic.confirmedAt = Date.now();
    if (!topic || topic.version === version) return;
    topic.version = version;
    for (const listener of topic.listeners) listener.behind?.(version);
  }

  private replaced(name: string, version: number, data: unknown) {
    const topic = this.topics.get(name);
    if (!topic) return;
    topic.version = version;
    topic.confirmedAt = Date.now();
    for (const listener of topic.listeners) listener.snapshot?.(data, version);
  }

  private become(connection: Connection) {
    if (this.connection === connection) return;
    this.connection = connection;
    for (const watcher of this.watchers) watcher();
  }
}

export const live = new LiveSocket();
