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
  localize?(key: string): string;
  loadBackendTranslation?(category: string, integration: string): Promise<(key: string) => string>;
  callWS<T>(message: { type: string } & Record<string, unknown>): Promise<T>;
}

export type CardConfig = { type: string } & Record<string, unknown>;

/** Returns one of the short words that Home Assistant itself has in all languages. */
export function common(hass: HomeAssistant | undefined, word: string): string {
  return hass?.localize?.(`ui.common.${word}`) || word.replace(/_/g, " ");
}

/** Shows a message at the bottom of the page, with a way back for a while. */
export function notify(target: EventTarget, message: string, action?: { text: string; action: () => void }): void {
  const detail = { message, ...(action ? { action, duration: 10_000, dismissable: true } : {}) };
  target.dispatchEvent(new CustomEvent("hass-notification", { detail, bubbles: true, composed: true }));
}

/** Returns the text of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  const message = (thrown as { message?: unknown } | null)?.message;
  return typeof message === "string" ? message : String(thrown);
}
