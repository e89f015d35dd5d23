// What the buttons of an unknown plate do.

import type { Detection } from "./detection";
import type { HomeAssistant } from "./home-assistant";
import type { TextKey } from "./localize";

export const ACTIONS = ["add", "guest", "ignore"] as const;
export type Action = (typeof ACTIONS)[number];

const GUEST_HOURS = 24;

/** What is said once an action is done. */
export const SAID: Record<Action, TextKey> = {
  add: "said_added",
  guest: "said_guest",
  ignore: "said_ignored",
};

/** Tells whether the user may make vehicles known. */
export function mayAct(hass: HomeAssistant): boolean {
  return hass.user?.is_admin === true && hass.services["carsxe"]?.["add_vehicle"] !== undefined;
}

/** Makes a plate known, as a guest for a day, or as one that isn't announced. */
export async function act(
  hass: HomeAssistant,
  detection: Detection,
  action: Action,
  name: string = detection.plate,
): Promise<void> {
  const until = new Date(Date.now() + GUEST_HOURS * 3_600_000);
  await hass.callService("carsxe", "add_vehicle", {
    plate: detection.plate,
    name,
    config_entry_id: detection.config_entry_id,
    ...(action === "guest" ? { valid_until: until.toISOString() } : {}),
    ...(action === "ignore" ? { ignore: true } : {}),
  });
}
