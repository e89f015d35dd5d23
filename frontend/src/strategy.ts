// The dashboard that makes itself: cameras, plates, known vehicles, calls and costs.

import { CARD, MAX_LIMIT, VEHICLES_CARD } from "./config";
import type { CardConfig, EntityEntry, HomeAssistant } from "./home-assistant";
import { loadLanguage, localize, type TextKey } from "./localize";
import { PROBLEMS } from "./problems";
import { REGION_CARD } from "./region-card";
import { TRIGGER_LOG } from "./trigger-log";

type Config = Record<string, unknown>;

const CAMERA_TILES = [
  "sensor.status",
  "sensor.last_plate",
  "sensor.last_vehicle",
  "sensor.last_detection",
];
const ACCOUNT_TILES = [
  "recognitions_today",
  "estimated_cost_today",
  "recognitions_this_month",
  "estimated_cost",
  "recognitions_saved",
].map((key) => `sensor.${key}`);
const LAST_DAY = { hours: 24, limit: MAX_LIMIT };
const MAX_COLUMNS = 4;
const FULL_WIDTH = { grid_options: { columns: "full" } };
const VEHICLES = { type: `custom:${VEHICLES_CARD}`, ...FULL_WIDTH };
const DEPENDENCIES = ["entities", "devices"];

/** A device of the integration's, with its entity ids by domain and key. */
interface Device {
  id: string;
  name: string;
  entities: Map<string, string>;
}

export class DashboardStrategy extends HTMLElement {
  static registryDependencies = DEPENDENCIES;

  static async generate(_: Config, hass: HomeAssistant): Promise<Config> {
    await loadLanguage(hass.language);
    const title = localize(hass.language, "view_title");
    const cameras = localize(hass.language, "view_cameras");
    const vehicles = localize(hass.language, "view_vehicles");
    return {
      title,
      views: [
        { title, path: "plates", strategy: { type: "custom:carsxe" } },
        { title: vehicles, path: "vehicles", strategy: { type: "custom:carsxe", view: "vehicles" } },
        { title: cameras, path: "cameras", strategy: { type: "custom:carsxe", view: "cameras" } },
      ],
    };
  }
}

export class ViewStrategy extends HTMLElement {
  static registryDependencies = DEPENDENCIES;

  static async generate({ view }: Config, hass: HomeAssistant): Promise<Config> {
    await loadLanguage(hass.language);
    const text = (key: TextKey): string => localize(hass.language, key);
    const devices = devicesOf(hass);
    const cameras = devices.filter(({ entities }) => entities.has("image_processing.plate"));
    if (view === "cameras") {
      return sectionsView(cameras.map((camera) => cameraSection(camera, text)));
    }
    if (view === "vehicles") {
      return sectionsView([{ ...section(text("view_vehicles"), "mdi:car-multiple", [VEHICLES]), column_span: 2 }]);
    }
    const sections: Config[] = [];
    if (cameras.length > 0) {
      sections.push(
        section(text("view_unknown"), "mdi:help-circle-outline", [plates("unknown", LAST_DAY)]),
        section(text("view_all"), "mdi:format-list-bulleted", [plates("any")]),
      );
    } else {
      sections.push(section(text("view_title"), "mdi:cctv", [note(text("view_empty"))]));
    }
    sections.push(...accountSections(devices, text));
    return sectionsView(sections);
  }
}

/** Returns a view that begins with what is wrong. */
function sectionsView(sections: Config[]): Config {
  const problems = { type: "grid", column_span: MAX_COLUMNS, cards: [{ type: `custom:${PROBLEMS}` }] };
  return { type: "sections", max_columns: MAX_COLUMNS, dense_section_placement: true, sections: [problems, ...sections] };
}

function devicesOf(hass: HomeAssistant): Device[] {
  const devices = new Map<string, Device>();
  for (const entity of Object.values(hass.entities)) {
    const key = keyOf(entity);
    const device = hass.devices[entity.device_id ?? ""];
    if (!key || !device) {
      continue;
    }
    const name = device.name_by_user || device.name || "";
    const known = devices.get(device.id) ?? { id: device.id, name, entities: new Map<string, string>() };
    known.entities.set(key, entity.entity_id);
    devices.set(device.id, known);
  }
  return [...devices.values()].sort((one, other) => one.name.localeCompare(other.name, hass.language));
}

function keyOf(entity: EntityEntry): string | undefined {
  if (entity.platform !== "carsxe" || entity.hidden || !entity.translation_key) {
    return undefined;
  }
  return `${entity.entity_id.split(".")[0]}.${entity.translation_key}`;
}

function cameraSection({ name, entities }: Device, text: (key: TextKey) => string): Config {
  const picture = entities.get("image.last_plate");
  const button = entities.get("button.scan");
  const entity = entities.get("image_processing.plate");
  return section(name, "mdi:cctv", [
    ...(picture ? [pictureOf(picture)] : []),
    ...tiles(entities, CAMERA_TILES),
    ...(button ? [{ type: "tile", entity: button, name: { type: "entity" }, hide_state: true, ...FULL_WIDTH }] : []),
    { type: `custom:${REGION_CARD}`, entity },
    { type: "heading", heading: text("log_title"), heading_style: "subtitle", icon: "mdi:history" },
    { type: `custom:${TRIGGER_LOG}`, entity },
  ]);
}

function accountSections(devices: Device[], text: (key: TextKey) => string): Config[] {
  const accounts = devices.filter(({ entities }) => entities.has("sensor.recognitions_today"));
  return accounts.map(({ name, entities }) => {
    const heading = accounts.length > 1 ? `${text("view_account")}: ${name}` : text("view_account");
    // Half the width is too little for these names.
    return section(heading, "mdi:cash-multiple", tiles(entities, ACCOUNT_TILES, FULL_WIDTH));
  });
}

function tiles(entities: Map<string, string>, keys: string[], more: Config = {}): Config[] {
  return keys.flatMap((key) => {
    const entity = entities.get(key);
    return entity ? [{ type: "tile", entity, name: { type: "entity" }, visibility: isKnown(entity), ...more }] : [];
  });
}

/** Shows an entity only once it has something to say. */
function isKnown(entity: string): Config[] {
  return [{ condition: "state", entity, state_not: "unknown" }];
}

function pictureOf(entity: string): Config {
  return {
    type: "picture-entity",
    entity,
    show_name: false,
    show_state: false,
    ...FULL_WIDTH,
  };
}

function plates(which: string, more: Config = {}): CardConfig {
  return { type: `custom:${CARD}`, which, limit: 20, ...more, ...FULL_WIDTH };
}

function note(content: string): Config {
  return { type: "markdown", content, ...FULL_WIDTH };
}

function section(heading: string, icon: string, cards: Config[]): Config {
  return { type: "grid", cards: [{ type: "heading", heading, icon }, ...cards] };
}
