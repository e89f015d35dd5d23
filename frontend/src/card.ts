// The card: a row for each vehicle and day.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { act, type Action, actionsOf, mayAct, wordsOf } from "./actions";
import { type CarsXECardConfig, configForm, MAX_LIMIT, readConfig } from "./config";
import { type Detection, type Group, groupByDay, nameOf, type Which, WHICH } from "./detection";
import { DetectionFeed } from "./feed";
import { type CardConfig, common, type HomeAssistant, messageOf } from "./home-assistant";
import { loadLanguage, localize, type TextKey } from "./localize";
import type { NameDialog } from "./name-dialog";
import type { PictureDialog } from "./picture-dialog";
import { buttons, card, row, tools } from "./styles";
import { dayName, dayOf, exactTime, relativeTime, shortTime } from "./time";

const TICK_MS = 30_000;
const TYPING_MS = 300;
const HOUR_MS = 3_600_000;

export class CarsXECard extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant;
  @state() private config?: CarsXECardConfig;
  @state() private which?: Which;
  @state() private search = "";
  @state() private said = "";
  @state() private busy = new Set<string>();
  @state() private failed: { id: string; message: string } | undefined;
  /** Tells that the list is being used: its rows stay where they are. */
  @state() private inUse = false;
  @query("carsxe-picture-dialog") private picture!: PictureDialog;
  @query("carsxe-name-dialog") private naming!: NameDialog;

  private readonly feed = new DetectionFeed(this, (before, now) => this.announce(before, now));
  private groups: Group[] | undefined;
  private waiting = 0;
  private ticking: ReturnType<typeof setInterval> | undefined;
  private typing: ReturnType<typeof setTimeout> | undefined;

  static override styles = [buttons, tools, card, row];

  static getConfigForm(): Record<string, unknown> {
    return configForm();
  }

  static getStubConfig(): Record<string, unknown> {
    return { which: "any", limit: 10 };
  }

  setConfig(config: CardConfig): void {
    this.config = readConfig(config);
    this.which = this.config.which;
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
    clearTimeout(this.typing);
  }

  /** Ignores what changes in Home Assistant at every moment and isn't shown here. */
  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    const before = changed.get("hass");
    if (changed.size !== 1 || !changed.has("hass") || !before || !this.hass) {
      return true;
    }
    const shown = ["connection", "language", "locale", "localize", "services", "user"] as const;
    return shown.some((key) => before[key] !== this.hass?.[key]);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hass || !this.config) {
      return;
    }
    const { entities, which } = this.config;
    // Rows are grouped here: it takes more detections than there are rows.
    this.feed.follow(this.hass.connection, { entities, which: this.which ?? which, search: this.search, limit: MAX_LIMIT });
    this.arrange(this.hass);
    if (changed.has("hass") && changed.get("hass")?.language !== this.hass.language) {
      void loadLanguage(this.hass.language).then(() => this.requestUpdate());
    }
  }

  /** Groups what there is into rows; while the list is used, they stay, and new ones wait. */
  private arrange(hass: HomeAssistant): void {
    const now = this.recent();
    const groups = now && groupByDay(now, (time) => dayOf(time, hass)).slice(0, this.config?.limit);
    this.waiting = 0;
    if (!groups || !this.groups || !this.inUse) {
      this.groups = groups;
      return;
    }
    const byDetection = new Map(groups.flatMap((group) => group.detections.map(({ id }) => [id, group] as const)));
    const shown = new Set<Group>();
    this.groups = this.groups.flatMap((before) => {
      const group = byDetection.get(before.id);
      if (group && shown.has(group)) {
        return [];
      }
      if (group) {
        shown.add(group);
      }
      return [{ ...(group ?? before), id: before.id }];
    });
    this.waiting = groups.filter((group) => !shown.has(group)).length;
  }

  protected override render(): TemplateResult {
    const title = this.config?.title;
    return html`
      <ha-card>
        <div class="content">
          ${title ? html`<h2>${title}</h2>` : nothing} ${this.renderTools()} ${this.renderContent()}
          <div class="said" role="status" aria-live="polite">${this.said}</div>
        </div>
      </ha-card>
      <carsxe-picture-dialog
        .hass=${this.hass}
        .detections=${(this.groups ?? []).flatMap(({ detections }) => detections)}
        .actions=${this.config?.actions ?? false}
        .failure=${this.failed?.message ?? ""}
        @carsxe-action=${this.pressed}
      ></carsxe-picture-dialog>
      <carsxe-name-dialog .hass=${this.hass}></carsxe-name-dialog>
    `;
  }

  /** Renders the search and the filters, where the card isn't for one kind of plates alone. */
  private renderTools(): TemplateResult | typeof nothing {
    if (this.config?.which !== "any") {
      return nothing;
    }
    const search = common(this.hass, "search");
    return html`<div class="tools">
      <input type="search" aria-label=${search} placeholder=${search} autocomplete="off" @input=${this.searched} />
      <div class="filters" role="group" aria-label=${this.text("form_which")}>
        ${WHICH.map(
          (which) =>
            html`<button type="button" aria-pressed=${this.which === which} @click=${() => (this.which = which)}>
              ${this.text(`which_${which}`)}
            </button>`,
        )}
      </div>
    </div>`;
  }

  private renderContent(): TemplateResult {
    const { error } = this.feed;
    if (error && (error.notLoaded || !this.groups)) {
      const text = this.text(error.notLoaded ? "error_not_loaded" : "error_other", { error: error.message });
      return html`<p class="note error" role="alert">${text}</p>`;
    }
    if (!this.groups) {
      return html`<p class="note">${this.text("loading")}</p>`;
    }
    if (this.groups.length === 0) {
      return html`<p class="note">${this.emptyText()}</p>`;
    }
    // Safari takes the role from a list without bullets; a list that scrolls must be in reach of the keyboard.
    return html`<ul
      role="list"
      tabindex="0"
      aria-label=${this.config?.title ?? this.text("list_label")}
      @pointerenter=${this.used}
      @pointerleave=${this.used}
      @focusin=${this.used}
      @focusout=${this.used}
    >
      ${this.waiting ? this.renderWaiting() : nothing}
      ${repeat(
        this.groups,
        ({ id }) => id,
        (group) => this.renderRow(group),
      )}
    </ul>`;
  }

  private renderWaiting(): TemplateResult {
    const show = (): void => void (this.inUse = false);
    return html`<li class="waiting">
      <button type="button" @click=${show}>${this.text("waiting", { count: `${this.waiting}` })}</button>
    </li>`;
  }

  /** Returns the detections that aren't too old to be shown. */
  private recent(): Detection[] | undefined {
    const { hours = Infinity } = this.config ?? {};
    const since = Date.now() - hours * HOUR_MS;
    return this.feed.detections?.filter(({ detected_at: time }) => new Date(time).getTime() > since);
  }

  private emptyText(): string {
    const { hours } = this.config ?? {};
    if (this.search) {
      return this.text("empty_search");
    }
    return hours ? this.text("empty_recent", { hours: `${hours}` }) : this.text(`empty_${this.which ?? "any"}`);
  }

  private renderRow({ id, detections }: Group): TemplateResult {
    const [latest] = detections;
    const { plate, vehicle, score, status } = latest;
    const cameras = [...new Set(detections.map(({ camera_name: camera }) => camera))];
    const details = [vehicle && vehicle !== plate ? plate : undefined, ...cameras];
    return html`<li id="row-${id}" class=${status} tabindex="-1">
      ${this.renderThumbnail(latest)}
      <div>
        <div class="name"><bdi>${nameOf(latest)}</bdi></div>
        <div class="details">
          ${details.filter(Boolean).map((detail) => html`<bdi>${detail}</bdi>&nbsp;· `)}
          ${score === null ? nothing : html`<bdi>${this.scoreText(score)}</bdi>&nbsp;· `}
          ${this.renderTime(detections)}
        </div>
        <div class="status">${this.statusText(latest)}</div>
      </div>
      ${this.renderActions(id, latest)}
      ${this.failed?.id === id ? html`<p class="failure" role="alert">${this.failed.message}</p>` : nothing}
    </li>`;
  }

  private renderTime(detections: Group["detections"]): TemplateResult | typeof nothing {
    if (!this.hass) {
      return nothing;
    }
    const time = new Date(detections[0].detected_at);
    const day = html`<bdi>${detections.length} × ${dayName(time, this.hass)}</bdi>&nbsp;· `;
    return html`${detections.length > 1 ? day : nothing}<time
        datetime=${time.toISOString()}
        title=${exactTime(time, this.hass)}
        ><bdi>${relativeTime(time, this.hass.language)}</bdi></time
      >`;
  }

  private renderThumbnail(detection: Detection): TemplateResult {
    const { thumbnail } = detection;
    if (!thumbnail) {
      return html`<div class="thumbnail" role="img" aria-label=${this.text("no_picture")}>–</div>`;
    }
    const label = this.text("show_picture", { name: nameOf(detection) });
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

  private renderActions(id: string, detection: Detection): TemplateResult | typeof nothing {
    const { hass } = this;
    if (!this.config?.actions || !mayAct(hass)) {
      return nothing;
    }
    return html`<div class="actions" aria-busy=${this.busy.has(id)}>
      ${actionsOf(detection).map((action) => {
        const [text, label] = wordsOf(hass, action, detection);
        return html`<button
          type="button"
          class=${action}
          aria-label=${label}
          title=${label}
          ?disabled=${this.busy.has(id)}
          @click=${() => this.act(id, detection, action)}
        >
          ${text}
        </button>`;
      })}
    </div>`;
  }

  private used(event: Event): void {
    const list = event.currentTarget as HTMLElement;
    const next = event instanceof FocusEvent && event.type === "focusout" ? event.relatedTarget : undefined;
    const hasFocus = event.type === "focusout" ? list.contains(next as Node | null) : list.matches(":focus-within");
    this.inUse = hasFocus || list.matches(":hover");
  }

  private searched(event: InputEvent): void {
    clearTimeout(this.typing);
    const { value } = event.target as HTMLInputElement;
    this.typing = setTimeout(() => (this.search = value.trim()), TYPING_MS);
  }

  private pressed(event: CustomEvent<{ action: Action; detection: Detection }>): void {
    const { action, detection } = event.detail;
    const group = this.groups?.find(({ detections }) => detections.some(({ id }) => id === detection.id));
    void this.act(group?.id ?? detection.id, detection, action);
  }

  private async act(id: string, detection: Detection, action: Action): Promise<void> {
    const { hass } = this;
    if (!hass) {
      return;
    }
    const { plate } = detection;
    const name = await this.nameFor(hass, detection, action);
    if (name === undefined) {
      return;
    }
    this.failed = undefined;
    this.inUse = true;
    this.busy = new Set([...this.busy, id]);
    try {
      this.patch(id, await act(hass, this, detection, action, name));
    } catch (thrown) {
      this.failed = { id, message: this.text("error_action", { plate, error: messageOf(thrown) }) };
    }
    this.busy = new Set([...this.busy].filter((other) => other !== id));
    await this.updateComplete;
    this.keepFocus(id);
  }

  /** Returns the name that an action needs, undefined where the user thinks better of it. */
  private async nameFor(hass: HomeAssistant, detection: Detection, action: Action): Promise<string | undefined> {
    const { plate, vehicle } = detection;
    if (action === "add") {
      return this.naming.ask(this.text("add_title", { plate }), this.text("action_add"));
    }
    if (action === "rename") {
      return this.naming.ask(`${common(hass, "rename")}: ${vehicle}`, common(hass, "save"), vehicle ?? "");
    }
    return plate;
  }

  /** Shows what has become of a row that the filter doesn't show any more. */
  private patch(id: string, change: Partial<Detection>): void {
    const patched = (each: Detection): Detection => ({ ...each, ...change });
    this.groups = this.groups?.map((group) => {
      const [latest, ...others] = group.detections;
      return group.id === id ? { id, detections: [patched(latest), ...others.map(patched)] } : group;
    });
  }

  /** Lets whoever uses the keyboard go on from where the buttons were, without moving the page. */
  private keepFocus(id: string): void {
    if (this.renderRoot.querySelector("carsxe-picture-dialog")?.matches(":focus-within")) {
      return;
    }
    const row = this.renderRoot.querySelector<HTMLElement>(`#row-${CSS.escape(id)}`);
    (row ?? this.renderRoot.querySelector<HTMLElement>("ul"))?.focus({ preventScroll: true });
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
      name: nameOf(newest),
      camera: newest.camera_name,
      status: this.text(`status_${newest.status}`),
    });
  }

  private statusText({ status, valid_until: until }: Detection): string {
    if (status === "known" && until && this.hass) {
      return this.text("status_guest", { time: shortTime(new Date(until), this.hass) });
    }
    return this.text(`status_${status}`);
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
