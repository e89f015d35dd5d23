// The part of Home Assistant's frontend that is used here.

export interface EntityEntry {
  entity_id: string;
  device_id?: string | null;
  platform?: string;
  translation_key?: string;
  hidden?: boolean;
}

export interface DeviceEntry {
  id: string;
  name: string | null;
  name_by_user: string | null;
}

export interface EntityState {
  entity_id: string;
  state: string;
  attributes: Record<string, unknown>;
}

export interface Connection {
  subscribeMessage<T>(
    callback: (message: T) => void,
    message: Record<string, unknown>,
    options?: { resubscribe?: boolean },
  ): Promise<() => Promise<void>>;
  addEventListener(event: string, listener: () => void): void;
  removeEventListener(event: string, listener: () => void): void;
}

export interface HomeAssistant {
  connection: Connection;
  config: { time_zone: string };
  devices: Record<string, DeviceEntry>;
  entities: Record<string, EntityEntry>;
  states: Record<string, EntityState>;
  services: Record<string, Record<string, unknown>>;
  language: string;
  locale: { language: string; time_format?: string; time_zone?: string };
  user?: { is_admin: boolean };
  callService(domain: string, service: string, data: Record<string, unknown>): Promise<unknown>;
}

export type CardConfig = { type: string } & Record<string, unknown>;

/** Returns the text of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  const message = (thrown as { message?: unknown } | null)?.message;
  return typeof message === "string" ? message : String(thrown);
}
