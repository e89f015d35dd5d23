// The card: a row for each detected plate.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { act, type Action, ACTIONS, mayAct, SAID } from "./actions";
import { type CarsXECardConfig, configForm, readConfig } from "./config";
import type { Detection } from "./detection";
import { type NameDialog, type PictureDialog } from "./dialogs";
import { DetectionFeed } from "./feed";
import { type CardConfig, type HomeAssistant, messageOf } from "./home-assistant";
import { loadLanguage, localize, type TextKey } from "./localize";
import { buttons, card, row } from "./styles";
import { exactTime, relativeTime } from "./time";

const TICK_MS = 30_000;
const HOUR_MS = 3_600_000;

export class CarsXECard extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant;
  @state() private config?: CarsXECardConfig;
  @state() private said = "";
  @state() private busy = new Set<string>();
  @state() private failed: { id: string; message: string } | undefined;
  @query("carsxe-picture-dialog") private picture!: PictureDialog;
  @query("carsxe-name-dialog") private naming!: NameDialog;

  private readonly feed = new DetectionFeed(this, (before, now) => this.announce(before, now));
  private ticking: ReturnType<typeof setInterval> | undefined;

  static override styles = [buttons, card, row];

  static getConfigForm(): Record<string, unknown> {
    return configForm();
  }

  static getStubConfig(): Record<string, unknown> {
    return { which: "any", limit: 10 };
  }

  setConfig(config: CardConfig): void {
    this.config = readConfig(config);
  }

  getCardSize(): number {
    return 1 + Math.min(this.config?.limit ?? 1, 10);
  }

  getGridOptions(): Record<string, unknown> {
    return { columns: 12, min_columns: 6, min_rows: 2 };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.ticking = setInterval(() => this.requestUpdate(), TICK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.ticking);
  }

  /** Ignores what changes in Home Assistant at every moment and isn't shown here. */
  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    const before = changed.get("hass");
    if (changed.size !== 1 || !changed.has("hass") || !before || !this.hass) {
      return true;
    }
    const shown = ["connection", "language", "locale", "services", "user"] as const;
    return shown.some((key) => before[key] !== this.hass?.[key]);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hass || !this.config) {
      return;
    }
    const { entities, which, limit } = this.config;
    this.feed.follow(this.hass.connection, { entities, which, limit });
    if (changed.has("hass") && changed.get("hass")?.language !== this.hass.language) {
      void loadLanguage(this.hass.language).then(() => this.requestUpdate());
    }
  }

  protected override render(): TemplateResult {
    return html`
      <ha-card>
        <div class="content">
          ${this.config?.title ? html`<h2>${this.config.title}</h2>` : nothing} ${this.renderContent()}
          <div class="said" role="status" aria-live="polite">${this.said}</div>
        </div>
      </ha-card>
      <carsxe-picture-dialog .hass=${this.hass}></carsxe-picture-dialog>
      <carsxe-name-dialog .hass=${this.hass} @carsxe-named=${this.named}></carsxe-name-dialog>
    `;
  }

  private renderContent(): TemplateResult {
    const { error } = this.feed;
    const detections = this.recent();
    if (error && (error.notLoaded || !detections)) {
      const text = this.text(error.notLoaded ? "error_not_loaded" : "error_other", { error: error.message });
      return html`<p class="note error" role="alert">${text}</p>`;
    }
    if (!detections) {
      return html`<p class="note">${this.text("loading")}</p>`;
    }
    if (detections.length === 0) {
      return html`<p class="note">${this.emptyText()}</p>`;
    }
    // Safari takes the role from a list without bullets; a list that scrolls must be in reach of the keyboard.
    return html`<ul role="list" tabindex="0" aria-label=${this.config?.title ?? this.text("list_label")}>
      ${repeat(
        detections,
        ({ id }) => id,
        (detection) => this.renderRow(detection),
      )}
    </ul>`;
  }

  /** Returns the detections that aren't too old to be shown. */
  private recent(): Detection[] | undefined {
    const { hours = Infinity } = this.config ?? {};
    const since = Date.now() - hours * HOUR_MS;
    return this.feed.detections?.filter(({ detected_at: time }) => new Date(time).getTime() > since);
  }

  private emptyText(): string {
    const { hours, which = "any" } = this.config ?? {};
    return hours ? this.text("empty_recent", { hours: `${hours}` }) : this.text(`empty_${which}`);
  }

  private renderRow(detection: Detection): TemplateResult {
    const { id, plate, vehicle, camera_name: camera, score, status } = detection;
    const details = [vehicle && vehicle !== plate ? plate : undefined, camera, score === null ? undefined : this.scoreText(score)];
    const time = new Date(detection.detected_at);
    return html`<li id="row-${id}" class=${status} tabindex="-1">
      ${this.renderThumbnail(detection)}
      <div>
        <div class="name">${vehicle ?? plate}</div>
        <div class="details">
          ${details.filter(Boolean).map((detail) => html`<span>${detail}</span>&nbsp;· `)}
          ${this.renderTime(time)}
        </div>
      </div>
      <span class="status">${this.text(`status_${status}`)}</span>
      ${this.isOpen(detection) ? this.renderActions(detection) : nothing}
      ${this.failed?.id === id ? html`<p class="failure" role="alert">${this.failed.message}</p>` : nothing}
    </li>`;
  }

  private renderTime(time: Date): TemplateResult | typeof nothing {
    if (!this.hass) {
      return nothing;
    }
    return html`<time datetime=${time.toISOString()} title=${exactTime(time, this.hass)}
      >${relativeTime(time, this.hass.language)}</time
    >`;
  }

  private renderThumbnail(detection: Detection): TemplateResult {
    const { thumbnail } = detection;
    if (!thumbnail) {
      return html`<div class="thumbnail" role="img" aria-label=${this.text("no_picture")}>–</div>`;
    }
    const label = this.text("show_picture", { name: detection.vehicle ?? detection.plate });
    return html`<button
      type="button"
      class="thumbnail"
      aria-label=${label}
      title=${label}
      @click=${() => this.picture.show(detection)}
    >
      <img src=${thumbnail} alt="" loading="lazy" />
    </button>`;
  }

  private renderActions(detection: Detection): TemplateResult {
    const { id, plate } = detection;
    return html`<div class="actions" aria-busy=${this.busy.has(id)}>
      ${ACTIONS.map((action) => {
        const label = this.text(`action_${action}_label`, { plate });
        return html`<button
          type="button"
          class=${action}
          aria-label=${label}
          title=${label}
          ?disabled=${this.busy.has(id)}
          @click=${() => (action === "add" ? this.naming.show(detection) : this.act(detection, action))}
        >
          ${this.text(`action_${action}`)}
        </button>`;
      })}
    </div>`;
  }

  /** Tells whether the user can still say what an unknown plate is. */
  private isOpen(detection: Detection): boolean {
    const mayBe = detection.status === "unknown" && this.config?.actions;
    return Boolean(mayBe && this.hass && mayAct(this.hass));
  }

  private named(event: CustomEvent<{ detection: Detection; name: string }>): void {
    void this.act(event.detail.detection, "add", event.detail.name);
  }

  private async act(detection: Detection, action: Action, name?: string): Promise<void> {
    if (!this.hass) {
      return;
    }
    const { id, plate } = detection;
    this.failed = undefined;
    this.busy = new Set([...this.busy, id]);
    try {
      await act(this.hass, detection, action, name);
      this.said = this.text(SAID[action], { plate });
    } catch (thrown) {
      this.failed = { id, message: this.text("error_action", { plate, error: messageOf(thrown) }) };
    }
    this.busy = new Set([...this.busy].filter((other) => other !== id));
    await this.updateComplete;
    this.keepFocus(id);
  }

  /** Lets whoever uses the keyboard go on from where the buttons were. */
  private keepFocus(id: string): void {
    const row = this.renderRoot.querySelector<HTMLElement>(`#row-${CSS.escape(id)}`);
    if (!row?.querySelector(".actions")) {
      (row ?? this.renderRoot.querySelector<HTMLElement>("[tabindex]"))?.focus();
    }
  }

  /** Says what is new to those who don't see it. */
  private announce(before: Detection[] | undefined, now: Detection[]): void {
    const [newest] = now;
    // What makes way for another one brings older rows into sight: those aren't news.
    const last = before?.[0];
    if (!before || !newest || newest.id === last?.id || (last && newest.detected_at < last.detected_at)) {
      return;
    }
    this.said = this.text("said_new", {
      name: newest.vehicle ?? newest.plate,
      camera: newest.camera_name,
      status: this.text(`status_${newest.status}`),
    });
  }

  private scoreText(score: number): string {
    const percent = new Intl.NumberFormat(this.hass?.language, { style: "percent" });
    return this.text("score", { score: percent.format(score) });
  }

  private text(key: TextKey, values?: Record<string, string>): string {
    return localize(this.hass?.language ?? "en", key, values);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "carsxe-card": CarsXECard;
  }
}
