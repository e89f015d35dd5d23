// Keeps an element's detections up to date for as long as it is on the page.

import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Detection, Which } from "./detection";
import { type Connection, messageOf } from "./home-assistant";

const RETRY_MS = 5_000;

export interface Filter {
  entities: string[];
  which: Which;
  limit: number;
  search: string;
}

export interface FeedError {
  notLoaded: boolean;
  message: string;
}

export class DetectionFeed implements ReactiveController {
  /** The detections, newest first; undefined until they are known. */
  detections: Detection[] | undefined;
  error: FeedError | undefined;

  private connection: Connection | undefined;
  private filter: Filter | undefined;
  private unsubscribe: (() => Promise<void>) | undefined;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private attempt = 0;
  private answered = false;

  constructor(
    private readonly host: ReactiveControllerHost & { isConnected: boolean },
    private readonly changed: (before: Detection[] | undefined, now: Detection[]) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.start();
  }

  hostDisconnected(): void {
    this.stop();
  }

  /** Follows these detections from now on, unless it does already. */
  follow(connection: Connection, filter: Filter): void {
    if (connection === this.connection && JSON.stringify(filter) === JSON.stringify(this.filter)) {
      return;
    }
    this.stop();
    this.connection = connection;
    this.filter = filter;
    // What another filter has found stays in sight until this one has answered.
    this.answered = false;
    this.start();
  }

  private readonly restart = (): void => {
    this.stop();
    this.start();
  };

  private start(): void {
    if (this.connection && this.filter && this.host.isConnected) {
      // The library's own way back gives up where the integration starts later than the server.
      this.connection.addEventListener("ready", this.restart);
      void this.subscribe(this.connection, this.filter, ++this.attempt);
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

  private async subscribe(connection: Connection, filter: Filter, attempt: number): Promise<void> {
    const { entities, which, limit, search } = filter;
    try {
      const unsubscribe = await connection.subscribeMessage<{ detections: Detection[] }>(
        ({ detections }) => attempt === this.attempt && this.receive(detections),
        {
          type: "carsxe/detections/subscribe",
          which,
          limit,
          search,
          ...(entities.length > 0 ? { entity_ids: entities } : {}),
        },
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

  private receive(detections: Detection[]): void {
    const before = this.answered ? this.detections : undefined;
    this.answered = true;
    this.detections = detections;
    this.error = undefined;
    this.changed(before, detections);
    this.host.requestUpdate();
  }

  private fail(thrown: unknown): void {
    const code = (thrown as { code?: unknown } | null)?.code;
    this.error = { notLoaded: code === "unknown_command", message: messageOf(thrown) };
    this.retry = setTimeout(this.restart, RETRY_MS);
    this.host.requestUpdate();
  }
}
