// The banner that tells what keeps plates from being read; where nothing does, it isn't there.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { HomeAssistant } from "./home-assistant";
import { localize } from "./localize";
import { Subscription } from "./subscription";

export const PROBLEMS = "carsxe-problems";

export class Problems extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant;

  /** Tells Home Assistant to keep the banner on the page while there is nothing to show. */
  connectedWhileHidden = true;

  private readonly feed = new Subscription<{ problems: string[] }>(this);

  static override styles = css`
    ha-alert {
      display: block;
    }
    ha-alert + ha-alert {
      margin-top: 8px;
    }
    a {
      color: var(--primary-color);
    }
  `;

  setConfig(): void {
    this.hidden = true;
  }

  getCardSize(): number {
    return 1;
  }

  getGridOptions(): Record<string, unknown> {
    return { columns: "full", rows: "auto" };
  }

  protected override willUpdate(): void {
    if (this.hass) {
      this.feed.subscribe(this.hass.connection, { type: "carsxe/problems/subscribe" });
    }
  }

  protected override render(): TemplateResult[] {
    const link = this.hass?.user?.is_admin ? html` <a href="/config/repairs">${this.linkText()}</a>` : nothing;
    return (this.feed.value?.problems ?? []).map(
      (problem) => html`<ha-alert alert-type="error">${problem}${link}</ha-alert>`,
    );
  }

  protected override updated(_: PropertyValues<this>): void {
    const hidden = !this.feed.value?.problems.length;
    if (hidden !== this.hidden) {
      this.hidden = hidden;
      this.dispatchEvent(
        new CustomEvent("card-visibility-changed", { detail: { value: !hidden }, bubbles: true, composed: true }),
      );
    }
  }

  private linkText(): string {
    return localize(this.hass?.language ?? "en", "problems_link");
  }
}
