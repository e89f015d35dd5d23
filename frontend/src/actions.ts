// What the buttons of a plate do.

import type { Detection, Status } from "./detection";
import { nameOf } from "./detection";
import { common, type HomeAssistant, notify } from "./home-assistant";
import { localize } from "./localize";

const OF_STATUS = {
  unknown: ["add", "guest", "ignore"],
  known: ["rename", "remove", "not_this"],
  ignored: ["unignore", "remove"],
} as const satisfies Record<Status, readonly string[]>;

export type Action = (typeof OF_STATUS)[Status][number];

const GUEST_HOURS = 24;

/** Tells whether the user may make vehicles known. */
export function mayAct(hass: HomeAssistant | undefined): hass is HomeAssistant {
  return hass?.user?.is_admin === true && hass.services["carsxe"]?.["add_vehicle"] !== undefined;
}

/** Returns what can be done about a plate; only what was taken for another one can be denied. */
export function actionsOf({ status, match }: Detection): readonly Action[] {
  return OF_STATUS[status].filter((action) => action !== "not_this" || match !== "exact");
}

/** Returns what a button says, and what it says to those who don't see the row. */
export function wordsOf(hass: HomeAssistant, action: Action, detection: Detection): [text: string, label: string] {
  if (action === "rename" || action === "remove") {
    const word = common(hass, action);
    return [word, `${word}: ${nameOf(detection)}`];
  }
  const text = localize(hass.language, `action_${action}`);
  if (action === "not_this" || action === "unignore") {
    return [text, `${text}: ${nameOf(detection)}`];
  }
  return [text, localize(hass.language, `action_${action}_label`, { plate: detection.plate })];
}

/** Does something about a plate, says so with a way back, and returns what is different now. */
export async function act(
  hass: HomeAssistant,
  target: EventTarget,
  detection: Detection,
  action: Action,
  name: string = detection.plate,
): Promise<Partial<Detection>> {
  const changed = await change(hass, detection, action, name);
  const values = { plate: detection.plate };
  const said = {
    add: () => localize(hass.language, "said_added", values),
    guest: () => localize(hass.language, "said_guest", values),
    ignore: () => localize(hass.language, "said_ignored", values),
    rename: () => `${name}: ${common(hass, "successfully_saved")}`,
    unignore: () => `${nameOf(detection)}: ${common(hass, "successfully_saved")}`,
    not_this: () => `${detection.plate}: ${common(hass, "successfully_saved")}`,
    remove: () => `${nameOf(detection)}: ${common(hass, "successfully_deleted")}`,
  };
  sayWithUndo(hass, target, said[action](), detection.config_entry_id, changed.id);
  return changed.detection;
}

/** Says that a vehicle or a camera was changed, and takes the change back if that is asked for. */
export function sayWithUndo(
  hass: HomeAssistant,
  target: EventTarget,
  message: string,
  entryId: string,
  subentryId: string,
): void {
  const undo = (): void => {
    hass
      .callWS({ type: "carsxe/undo", config_entry_id: entryId, subentry_id: subentryId })
      .catch((thrown: { message?: string }) => notify(target, thrown.message ?? ""));
  };
  notify(target, message, { text: common(hass, "undo"), action: undo });
}

async function change(
  hass: HomeAssistant,
  detection: Detection,
  action: Action,
  name: string,
): Promise<{ id: string; detection: Partial<Detection> }> {
  const { plate, vehicle_id: known, config_entry_id } = detection;
  const save = async (vehicle: Record<string, unknown>): Promise<string> => {
    const message = { type: "carsxe/vehicles/save", config_entry_id, vehicle, ...(known ? { vehicle_id: known } : {}) };
    return (await hass.callWS<{ vehicle_id: string }>(message)).vehicle_id;
  };
  const unknown = { status: "unknown", match: null, vehicle: null, vehicle_id: null, valid_until: null } as const;
  switch (action) {
    case "rename":
      return { id: await save({ name }), detection: { vehicle: name } };
    case "unignore":
      return { id: await save({ ignore: false }), detection: { status: "known" } };
    case "not_this":
      return { id: await save({ add_not_plate: plate }), detection: unknown };
    case "remove":
      await hass.callWS({ type: "carsxe/vehicles/remove", config_entry_id, vehicle_id: known });
      return { id: known ?? "", detection: unknown };
  }
  const until = action === "guest" ? new Date(Date.now() + GUEST_HOURS * 3_600_000).toISOString() : null;
  const vehicle_id = await save({
    plate,
    name,
    ...(until ? { valid_until: until } : {}),
    ...(action === "ignore" ? { ignore: true } : {}),
  });
  const status = action === "ignore" ? "ignored" : "known";
  return { id: vehicle_id, detection: { status, match: "exact", vehicle: name, vehicle_id, valid_until: until } };
}
