// Points in time, as the user wants to read them.

import type { HomeAssistant } from "./home-assistant";

const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** Returns how long ago something was. */
export function relativeTime(then: Date, language: string, now = Date.now()): string {
  const seconds = Math.min(0, Math.round((then.getTime() - now) / 1000));
  const [unit, length] = UNITS.find(([, length]) => -seconds >= length) ?? ["second", 1];
  const format = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  // Under a minute the seconds would be old as soon as they are read.
  return format.format(unit === "second" ? 0 : Math.trunc(seconds / length), unit);
}

/** Returns the very time of something, in the user's time zone and format. */
export function exactTime(then: Date, hass: HomeAssistant): string {
  const { language, time_format: format, time_zone: zone } = hass.locale;
  return new Intl.DateTimeFormat(format === "system" ? undefined : language, {
    dateStyle: "medium",
    timeStyle: "medium",
    ...(format === "12" || format === "24" ? { hour12: format === "12" } : {}),
    ...(zone === "server" ? { timeZone: hass.config.time_zone } : {}),
  }).format(then);
}
