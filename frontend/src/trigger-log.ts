// What came of a camera's last triggers: what was seen, paid for and read, and why not.

import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { CardConfig, HomeAssistant } from "./home-assistant";
import { loadLanguage, localize, type TextKey } from "./localize";
import { card, row } from "./styles";
import { Subscription } from "./subscription";
import { exactTime, relativeTime } from "./time";

export const TRIGGER_LOG = "carsxe-trigger-log";

interface Plate {
  plate: string;
  score: number | null;
  vehicle: string | null;
  status: "known" | "unknown" | "ignored";
  announced: boolean;
}

interface Unpaid {
  objection: "read" | "cut_off" | "too_small" | "unclear" | "not_called";
  plate: string | null;
  score: number;
  width: number;
  height: number;
}

interface LoggedTrigger {
  at: string;
  trigger: string | null;
  captures: number;
  recognitions: number;
  cost: number;
  reason: string;
  plates: Plate[];
  unpaid: Unpaid | null;
  picture: string | null;
}

export class TriggerLog extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant;
  @state() private entity = "";

  private readonly feed = new Subscription<{ triggers: LoggedTrigger[] }>(this);

  static override styles = [
    card,
    row,
    css`
      ul {
        max-height: 480px;
      }
    `,
  ];

  setConfig(config: CardConfig): void {
    this.entity = String(config["entity"]);
  }

  getCardSize(): number {
    return 4;
  }

  getGridOptions(): Record<string, unknown> {
    return { columns: "full", rows: "auto" };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hass) {
      return;
    }
    this.feed.subscribe(this.hass.connection, { type: "carsxe/triggers/subscribe", entity_id: this.entity });
    if (changed.has("hass") && changed.get("hass")?.language !== this.hass.language) {
      void loadLanguage(this.hass.language).then(() => this.requestUpdate());
    }
  }

  protected override render(): TemplateResult {
    return html`<ha-card>${this.renderContent()}</ha-card>`;
  }

  private renderContent(): TemplateResult {
    const { error, value } = this.feed;
    if (error) {
      return html`<p class="note error" role="alert">${this.text("error_other", { error: error.message })}</p>`;
    }
    if (!value?.triggers.length) {
      return html`<p class="note">${this.text(value ? "log_empty" : "loading")}</p>`;
    }
    return html`<ul role="list" tabindex="0" aria-label=${this.text("log_title")}>
      ${value.triggers.map((logged) => this.renderRow(logged))}
    </ul>`;
  }

  private renderRow(logged: LoggedTrigger): TemplateResult {
    const { at, captures, plates, reason, unpaid } = logged;
    const time = new Date(at);
    return html`<li>
      ${this.renderPicture(logged)}
      <div>
        <div class="name">${reason}</div>
        ${plates.map((plate) => html`<div>${this.plateText(plate)}</div>`)}
        ${unpaid ? html`<div>${this.unpaidText(unpaid)}</div>` : nothing}
        <div class="details">
          ${this.triggerName(logged)} · ${this.text("log_captures", { count: `${captures}` })} · ${this.costText(logged)} ·
          <time datetime=${at} title=${this.hass ? exactTime(time, this.hass) : ""}
            >${relativeTime(time, this.hass?.language ?? "en")}</time
          >
        </div>
      </div>
    </li>`;
  }

  private renderPicture({ picture, recognitions }: LoggedTrigger): TemplateResult {
    const label = this.text(picture ? (recognitions ? "log_sent" : "log_not_sent") : "no_picture");
    return html`<div class="thumbnail" role="img" aria-label=${label} title=${label}>
      ${picture ? html`<img src="data:image/jpeg;base64,${picture}" alt="" />` : "–"}
    </div>`;
  }

  private triggerName({ trigger }: LoggedTrigger): string {
    const name = trigger && this.hass?.states[trigger]?.attributes["friendly_name"];
    return typeof name === "string" ? name : (trigger ?? this.text("log_scan"));
  }

  private costText({ cost, recognitions }: LoggedTrigger): string {
    if (!recognitions) {
      return this.text("log_free");
    }
    const money = new Intl.NumberFormat(this.hass?.language, { style: "currency", currency: "USD" });
    return this.text("log_paid", { count: `${recognitions}`, cost: money.format(cost) });
  }

  private plateText({ plate, score, vehicle, status, announced }: Plate): string {
    const name = [vehicle && vehicle !== plate ? `${vehicle} (${plate})` : plate];
    if (score !== null) {
      name.push(this.text("score", { score: this.percent(score) }));
    }
    const outcome = announced ? "announced" : status === "ignored" ? "ignored" : "not_new";
    return `${name.join(", ")}: ${this.text(`log_${outcome}`)}`;
  }

  private unpaidText({ objection, plate, score, width, height }: Unpaid): string {
    return this.text(`objection_${objection}`, {
      plate: plate ?? "",
      score: this.percent(score),
      width: `${width}`,
      height: `${height}`,
    });
  }

  private percent(share: number): string {
    return new Intl.NumberFormat(this.hass?.language, { style: "percent" }).format(share);
  }

  private text(key: TextKey, values?: Record<string, string>): string {
    return localize(this.hass?.language ?? "en", key, values);
  }
}
