// Keeps what the integration tells of something up to date for as long as an element is on the page.

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { type Connection, messageOf } from "./home-assistant";

const RETRY_MS = 5_000;

type Message = { type: string } & Record<string, unknown>;

export interface FeedError {
  notLoaded: boolean;
  message: string;
}

export class Subscription<T> implements ReactiveController {
  /** What was told last; undefined until it is known. */
  value: T | undefined;
  error: FeedError | undefined;

  private connection: Connection | undefined;
  private message: Message | undefined;
  private unsubscribe: (() => Promise<void>) | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private attempt = 0;
  private answered = false;

  constructor(
    private readonly host: ReactiveControllerHost & { isConnected: boolean },
    private readonly changed: (before: T | undefined, now: T) => void = () => undefined,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.start();
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** Subscribes with a message from now on, unless it does already. */
  subscribe(connection: Connection, message: Message): void {
    if (connection === this.connection && JSON.stringify(message) === JSON.stringify(this.message)) {
      return;
    }
    this.stop();
    this.connection = connection;
    this.message = message;
    // What was told before stays in sight until this is answered.
    this.answered = false;
    this.start();
  }

  private readonly restart = (): void => {
    this.stop();
    this.start();
  };

  private start(): void {
    if (this.connection && this.message && this.host.isConnected) {
      // The library's own way back gives up where the integration starts later than the server.
      this.connection.addEventListener("ready", this.restart);
      void this.listen(this.connection, this.message, ++this.attempt);
    }
  }

  private stop(): void {
    this.attempt++;
    clearTimeout(this.retry);
    this.connection?.removeEventListener("ready", this.restart);
    // Where the connection was lost, there is nothing left to end.
    this.unsubscribe?.().catch(() => undefined);
    this.unsubscribe = undefined;
  }

  private async listen(connection: Connection, message: Message, attempt: number): Promise<void> {
    try {
      const unsubscribe = await connection.subscribeMessage<T>(
        (value) => attempt === this.attempt && this.receive(value),
        // The library adds an id to what it is given.
        { ...message },
        { resubscribe: false },
      );
      if (attempt === this.attempt) {
        this.unsubscribe = unsubscribe;
      } else {
        await unsubscribe();
      }
    } catch (thrown) {
      if (attempt === this.attempt) {
        this.fail(thrown);
      }
    }
  }

  private receive(value: T): void {
    const before = this.answered ? this.value : undefined;
    this.answered = true;
    this.value = value;
    this.error = undefined;
    this.changed(before, value);
    this.host.requestUpdate();
  }

  private fail(thrown: unknown): void {
    const code = (thrown as { code?: unknown } | null)?.code;
    this.error = { notLoaded: code === "unknown_command", message: messageOf(thrown) };
    this.retry = setTimeout(this.restart, RETRY_MS);
    this.host.requestUpdate();
  }
}
