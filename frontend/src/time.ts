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
  return formatTime(then, hass, { dateStyle: "medium", timeStyle: "medium" });
}

/** Returns the time of something, with the date unless it is today's. */
export function shortTime(then: Date, hass: HomeAssistant, now = new Date()): string {
  const isToday = dayOf(then, hass) === dayOf(now, hass);
  return formatTime(then, hass, { timeStyle: "short", ...(isToday ? {} : { dateStyle: "short" }) });
}

/** Returns the day of something, in the user's time zone, as 2026-11-30. */
export function dayOf(then: Date, hass: HomeAssistant): string {
  return new Intl.DateTimeFormat("en-CA", { dateStyle: "short", ...zoneOf(hass) }).format(then);
}

/** Returns what the day of something is called: today, yesterday, or its date. */
export function dayName(then: Date, hass: HomeAssistant, now = new Date()): string {
  const days = Math.round((Date.parse(dayOf(then, hass)) - Date.parse(dayOf(now, hass))) / 86_400_000);
  if (days > 0 || days < -1) {
    return formatTime(then, hass, { dateStyle: "medium" });
  }
  return new Intl.RelativeTimeFormat(hass.language, { numeric: "auto" }).format(days, "day");
}

function formatTime(then: Date, hass: HomeAssistant, style: Intl.DateTimeFormatOptions): string {
  const { language, time_format: format } = hass.locale;
  return new Intl.DateTimeFormat(format === "system" ? undefined : language, {
    ...style,
    ...(format === "12" || format === "24" ? { hour12: format === "12" } : {}),
    ...zoneOf(hass),
  }).format(then);
}

function zoneOf(hass: HomeAssistant): Intl.DateTimeFormatOptions {
  return hass.locale.time_zone === "server" ? { timeZone: hass.config.time_zone } : {};
}
