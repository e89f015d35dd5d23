// The button that opens the region of a camera's picture, for administrators.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { mayAct } from "./actions";
import type { CardConfig, HomeAssistant } from "./home-assistant";
import { localize } from "./localize";
import type { RegionDialog } from "./region-dialog";
import { buttons } from "./styles";

export const REGION_CARD = "carsxe-region-card";

export class RegionCard extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant;
  @state() private entity = "";
  @query("carsxe-region-dialog") private dialog!: RegionDialog;

  static override styles = [buttons];

  setConfig({ entity }: CardConfig): void {
    this.entity = typeof entity === "string" ? entity : "";
  }

  getCardSize(): number {
    return 1;
  }

  getGridOptions(): Record<string, unknown> {
    return { columns: "full", rows: "auto" };
  }

  protected override willUpdate(_: PropertyValues<this>): void {
    this.hidden = !mayAct(this.hass);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!mayAct(this.hass)) {
      return nothing;
    }
    return html`<button type="button" @click=${() => this.dialog.show(this.entity)}>
        ${localize(this.hass.language, "region_title")}
      </button>
      <carsxe-region-dialog .hass=${this.hass}></carsxe-region-dialog>`;
  }
}
