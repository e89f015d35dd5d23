// The detections that the card shows.

import type { ReactiveControllerHost } from "lit";
import type { Detection, Which } from "./detection";
import type { Connection } from "./home-assistant";
import { Subscription } from "./subscription";

export interface Filter {
  entities: string[];
  which: Which;
  limit: number;
  search: string;
}

export class DetectionFeed extends Subscription<{ detections: Detection[] }> {
  constructor(
    host: ReactiveControllerHost & { isConnected: boolean },
    changed: (before: Detection[] | undefined, now: Detection[]) => void,
  ) {
    super(host, (before, now) => changed(before?.detections, now.detections));
  }

  /** The detections, newest first; undefined until they are known. */
  get detections(): Detection[] | undefined {
    return this.value?.detections;
  }

  /** Follows these detections from now on, unless it does already. */
  follow(connection: Connection, { entities, which, limit, search }: Filter): void {
    this.subscribe(connection, {
      type: "carsxe/detections/subscribe",
      which,
      limit,
      search,
      ...(entities.length > 0 ? { entity_ids: entities } : {}),
    });
  }
}
