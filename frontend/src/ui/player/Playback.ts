import { endOfSilence, type Stretch } from "./silence";
import { nextSpeed } from "./speeds";

type PlaybackState = {
  phase: "idle" | "loading" | "playing" | "paused" | "failed";
  rate: number;
  skipSilence: boolean;
  looping: boolean;
  volume: number;
  /** What I and O have marked; an open range has no end yet. */
  range: { start: number; end: number | null } | null;
};

type Source = { load: () => Promise<string>; duration: number; silences: readonly Stretch[] };

const RELOAD_SECONDS = 5; // a second failure this soon after a fresh address is not the address's fault

/**
 * One recording being played. Lives outside React: sixty positions a second must not render a page.
 * The address of the sound is asked for at the first press of play, because each asking is written to the audit
 * trail, and asked for again when it has run out in the middle.
 */
export class Playback {
  readonly audio: HTMLAudioElement;
  #source: Source = { load: () => Promise.reject(new Error("no source")), duration: 0, silences: [] };
  #state: PlaybackState = { phase: "idle", rate: 1, skipSilence: false, looping: false, volume: 1, range: null };
  #listeners = new Set<() => void>();
  #watchers = new Set<(second: number) => void>();
  #start = 0;
  #loadedAt = 0;
  #frame = 0;

  constructor() {
    this.audio = new Audio();
    this.audio.preload = "metadata";
    this.audio.addEventListener("playing", () => this.#set({ phase: "playing" }));
    this.audio.addEventListener("pause", () => this.#state.phase !== "failed" && this.#set({ phase: "paused" }));
    this.audio.addEventListener("waiting", () => this.#set({ phase: "loading" }));
    this.audio.addEventListener("error", () => void this.#recover());
    this.audio.addEventListener("seeked", () => this.#tell());
    this.audio.addEventListener("loadedmetadata", () => {
      if (Math.abs(this.audio.currentTime - this.#start) > 0.25) this.audio.currentTime = this.#start;
    });
  }

  open = (source: Source) => {
    this.#source = source;
  };

  get state() {
    return this.#state;
  }

  get duration() {
    return this.#source.duration;
  }

  /** Seconds from the start of the recording. */
  get position() {
    return this.audio.readyState > 0 ? this.audio.currentTime : this.#start;
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = () => this.#state;

  /** Calls back with the position on every frame while playing, and after each jump. */
  watch = (watcher: (second: number) => void) => {
    this.#watchers.add(watcher);
    watcher(this.position);
    return () => void this.#watchers.delete(watcher);
  };

  play = async () => {
    try {
      if (!this.audio.hasAttribute("src")) await this.#load();
      this.audio.playbackRate = this.#state.rate;
      await this.audio.play();
      this.#tick();
    } catch (problem) {
      if (!(problem instanceof DOMException && problem.name === "AbortError")) this.#set({ phase: "failed" });
    }
  };

  pause = () => this.audio.pause();

  toggle = () => (this.audio.paused ? void this.play() : this.pause());

  seek = (second: number) => {
    this.#start = Math.min(Math.max(0, second), this.#source.duration);
    if (this.audio.readyState > 0) this.audio.currentTime = this.#start;
    this.#tell();
  };

  /** Plays from here: what a click on a moment in a list means. */
  playFrom = (second: number) => {
    this.seek(second);
    void this.play();
  };

  skip = (seconds: number) => this.seek(this.position + seconds);

  setRate = (rate: number) => {
    this.audio.playbackRate = rate;
    this.#set({ rate });
  };

  stepRate = (step: 1 | -1) => this.setRate(nextSpeed(this.#state.rate, step));

  setVolume = (volume: number) => {
    this.audio.volume = volume;
    this.#set({ volume });
  };

  toggleSilence = () => this.#set({ skipSilence: !this.#state.skipSilence });

  toggleLoop = () => this.#set({ looping: !this.#state.looping });

  markIn = () => this.#set({ range: { start: this.position, end: null } });

  /** Closes the range; a second O moves its end, and one before the start turns the two round. */
  markOut = () => {
    const start = this.#state.range?.start ?? 0;
    const here = this.position;
    this.#set({ range: { start: Math.min(start, here), end: Math.max(start, here) } });
  };

  clearRange = () => this.#set({ range: null, looping: false });

  close = () => {
    cancelAnimationFrame(this.#frame);
    this.#start = this.position;
    this.audio.pause();
    this.audio.removeAttribute("src");
    this.#set({ phase: "idle" });
  };

  async #load() {
    this.#set({ phase: "loading" });
    this.audio.src = await this.#source.load();
    this.#loadedAt = performance.now();
  }

  async #recover() {
    if (!this.audio.hasAttribute("src")) return;
    this.#start = this.audio.currentTime || this.#start;
    this.audio.removeAttribute("src");
    if (performance.now() - this.#loadedAt < RELOAD_SECONDS * 1000) this.#set({ phase: "failed" });
    else await this.play();
  }

  #tick = () => {
    cancelAnimationFrame(this.#frame);
    if (this.audio.paused) return;
    const { range, looping, skipSilence } = this.#state;
    const silenceEnd = skipSilence ? endOfSilence(this.#source.silences, this.position) : null;
    if (looping && range?.end && this.position >= range.end) this.seek(range.start);
    else if (looping && !range?.end && this.position >= this.#source.duration - 0.05) this.seek(0);
    else if (silenceEnd !== null) this.seek(silenceEnd);
    else this.#tell();
    this.#frame = requestAnimationFrame(this.#tick);
  };

  #tell() {
    for (const watcher of this.#watchers) watcher(this.position);
  }

  #set(change: Partial<PlaybackState>) {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
