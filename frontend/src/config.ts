// The card's configuration, its form, and what the form says.

import { WHICH, type Which } from "./detection";
import type { CardConfig, HomeAssistant } from "./home-assistant";
import { documentLanguage, localize, type TextKey } from "./localize";

export const CARD = "carsxe-card";
export const VEHICLES_CARD = "carsxe-vehicles-card";
export const MAX_LIMIT = 100;
const MAX_HOURS = 8760;
const DEFAULT_LIMIT = 10;

export interface CarsXECardConfig {
  type: string;
  title?: string;
  entities: string[];
  which: Which;
  limit: number;
  hours?: number;
  actions: boolean;
}

/** Returns a configuration with its defaults; throws an error where it can't be right. */
export function readConfig(config: CardConfig): CarsXECardConfig {
  const { type, title, entities = [], which = "any", limit = DEFAULT_LIMIT, hours, actions = true } = config;
  const refuse = (key: TextKey): never => {
    throw new Error(localize(documentLanguage(), key));
  };
  if (title !== undefined && typeof title !== "string") {
    refuse("config_title");
  }
  if (!Array.isArray(entities) || !entities.every((id) => typeof id === "string")) {
    refuse("config_entities");
  }
  if (!WHICH.includes(which as Which)) {
    refuse("config_which");
  }
  if (!isWhole(limit, MAX_LIMIT)) {
    refuse("config_limit");
  }
  if (hours !== undefined && !isWhole(hours, MAX_HOURS)) {
    refuse("config_hours");
  }
  if (typeof actions !== "boolean") {
    refuse("config_actions");
  }
  return {
    type,
    ...(title ? { title } : {}),
    entities,
    which,
    limit,
    ...(hours ? { hours } : {}),
    actions,
  } as CarsXECardConfig;
}

/** Tells whether a value is a whole number from 1 on. */
function isWhole(value: unknown, max: number): boolean {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= max;
}

const HELP: Record<string, TextKey> = {
  entities: "form_entities_help",
  hours: "form_hours_help",
  actions: "form_actions_help",
};

const LABELS: Record<string, TextKey> = {
  title: "form_title",
  entities: "form_entities",
  which: "form_which",
  limit: "form_limit",
  hours: "form_hours",
  actions: "form_actions",
};

/** Returns the form that Home Assistant's editor shows. */
export function configForm(): Record<string, unknown> {
  const text = (key: TextKey): string => localize(documentLanguage(), key);
  const options = WHICH.map((which) => ({ value: which, label: text(`which_${which}`) }));
  return {
    schema: [
      { name: "title", selector: { text: {} } },
      {
        name: "entities",
        selector: {
          entity: { multiple: true, filter: [{ integration: "carsxe", domain: "image_processing" }] },
        },
      },
      {
        name: "",
        type: "grid",
        schema: [
          { name: "which", default: "any", selector: { select: { mode: "dropdown", options } } },
          {
            name: "limit",
            default: DEFAULT_LIMIT,
            selector: { number: { min: 1, max: MAX_LIMIT, step: 1, mode: "box" } },
          },
          {
            name: "hours",
            selector: { number: { min: 1, max: MAX_HOURS, step: 1, mode: "box", unit_of_measurement: "h" } },
          },
        ],
      },
      { name: "actions", default: true, selector: { boolean: {} } },
    ],
    computeLabel: ({ name }: { name: string }) => (LABELS[name] ? text(LABELS[name]) : name),
    computeHelper: ({ name }: { name: string }) => (HELP[name] ? text(HELP[name]) : undefined),
    assertConfig: (config: CardConfig) => void readConfig(config),
  };
}

/** Returns the card for the camera that an entity belongs to, null for the entities of others. */
export function suggestCard(hass: HomeAssistant, entityId: string): { config: CardConfig } | null {
  const { platform, device_id: device } = hass.entities[entityId] ?? {};
  const camera = Object.values(hass.entities).find(
    (entity) => entity.device_id === device && entity.entity_id.startsWith("image_processing."),
  );
  if (platform !== "carsxe" || !device || !camera) {
    return null;
  }
  return { config: { type: `custom:${CARD}`, entities: [camera.entity_id] } };
}
