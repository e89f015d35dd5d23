// The texts in the user's language: English is built in, any other is loaded once it is needed.

import english from "./translations/en.json";

declare const LANGUAGES: readonly string[];

export type TextKey = keyof typeof english;
type Texts = Partial<Record<TextKey, string>>;

const loaded = new Map<string, Texts>([["en", english]]);
const loading = new Map<string, Promise<void>>();

/** Returns the language that the page is shown in. */
export function documentLanguage(): string {
  return document.documentElement.lang || "en";
}

/** Returns a text, in English where the language isn't there (yet). */
export function localize(language: string, key: TextKey, values: Record<string, string> = {}): string {
  const text = loaded.get(available(language))?.[key] ?? english[key];
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Returns as soon as a language's texts can be had. */
export async function loadLanguage(language: string): Promise<void> {
  const name = available(language);
  if (loaded.has(name)) {
    return;
  }
  if (!loading.has(name)) {
    loading.set(name, fetchTexts(name));
  }
  await loading.get(name);
}

/** Returns the name of the best file for a language: pt for pt-PT, English where there is none. */
function available(language: string): string {
  const [base = ""] = language.split("-");
  return [language, base].find((name) => LANGUAGES.includes(name)) ?? "en";
}

async function fetchTexts(name: string): Promise<void> {
  try {
    const answer = await fetch(new URL(`translations/${name}.json`, import.meta.url));
    if (answer.ok) {
      loaded.set(name, (await answer.json()) as Texts);
    }
  } catch {
    // The next card tries again; English will do until then.
  }
  loading.delete(name);
}
