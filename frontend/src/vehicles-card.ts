// The known vehicles, with what an administrator can do about them.

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { mayAct, sayWithUndo } from "./actions";
import { type CardConfig, common, type HomeAssistant, messageOf, notify } from "./home-assistant";
import { loadLanguage, localize, type TextKey } from "./localize";
import { buttons, card, row, tools } from "./styles";
import { Subscription } from "./subscription";
import { exactTime, relativeTime, shortTime } from "./time";
import type { Account, Vehicle, VehicleDialog } from "./vehicle-dialog";
import type { ZoomDialog } from "./zoom-dialog";

const TICK_MS = 30_000;
const FILTERS = ["known", "ignored"] as const;

export class VehiclesCard extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant;
  @state() private search = "";
  @state() private which: (typeof FILTERS)[number] = "known";
  @state() private accounts: Account[] = [];
  @state() private failure = "";
  @query("carsxe-vehicle-dialog") private form!: VehicleDialog;
  @query("carsxe-zoom-dialog") private picture!: ZoomDialog;
  @query("input[type=file]") private file!: HTMLInputElement;
  @query("select") private choice?: HTMLSelectElement;

  private readonly feed = new Subscription<{ vehicles: Vehicle[] }>(this);
  private ticking: ReturnType<typeof setInterval> | undefined;

  static override styles = [buttons, tools, card, row];

  static getStubConfig(): Record<string, unknown> {
    return {};
  }

  setConfig(_: CardConfig): void {
    // There is nothing to configure.
  }

  getCardSize(): number {
    return 8;
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
    const shown = ["connection", "language", "locale", "localize", "services", "user"] as const;
    return shown.some((key) => before[key] !== this.hass?.[key]);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.hass) {
      return;
    }
    this.feed.subscribe(this.hass.connection, { type: "carsxe/vehicles/subscribe" });
    if (changed.has("hass") && changed.get("hass")?.language !== this.hass.language) {
      void loadLanguage(this.hass.language).then(() => this.requestUpdate());
    }
    if (changed.has("hass") && !changed.get("hass") && mayAct(this.hass)) {
      void this.hass
        .callWS<Account[]>({ type: "config_entries/get", domain: "carsxe" })
        .then((accounts) => (this.accounts = accounts));
    }
  }

  protected override render(): TemplateResult {
    const { error } = this.feed;
    return html`
      <ha-card>
        <div class="content">
          ${this.renderTools()}
          ${this.failure ? html`<p class="note error" role="alert">${this.failure}</p>` : nothing}
          ${error && !this.vehicles
            ? html`<p class="note error" role="alert">
                ${this.text(error.notLoaded ? "error_not_loaded" : "error_other", { error: error.message })}
              </p>`
            : this.renderList()}
        </div>
      </ha-card>
      <carsxe-vehicle-dialog .hass=${this.hass}></carsxe-vehicle-dialog>
      <carsxe-zoom-dialog .hass=${this.hass}></carsxe-zoom-dialog>
    `;
  }

  private renderTools(): TemplateResult {
    const { hass } = this;
    const search = common(hass, "search");
    return html`<div class="tools">
      <input
        type="search"
        aria-label=${search}
        placeholder=${search}
        autocomplete="off"
        @input=${(event: InputEvent) => (this.search = (event.target as HTMLInputElement).value)}
      />
      <div class="filters" role="group" aria-label=${this.text("view_vehicles")}>
        ${FILTERS.map(
          (which) =>
            html`<button type="button" aria-pressed=${this.which === which} @click=${() => (this.which = which)}>
              ${this.text(`which_${which}`)}
            </button>`,
        )}
      </div>
      ${mayAct(hass) && this.accounts.length > 0 ? this.renderAdministration() : nothing}
    </div>`;
  }

  private renderAdministration(): TemplateResult {
    return html`<div class="filters">
      ${this.accounts.length > 1
        ? html`<select aria-label=${this.text("view_account")}>
            ${this.accounts.map(({ entry_id, title }) => html`<option value=${entry_id}>${title}</option>`)}
          </select>`
        : nothing}
      <button type="button" class="main" @click=${() => this.form.show(this.account)}>${this.text("vehicle_add")}</button>
      <button type="button" @click=${() => this.file.click()}>${this.text("csv_import")}</button>
      <button type="button" @click=${this.exportCsv}>${this.text("csv_export")}</button>
      <input type="file" accept=".csv,text/csv" hidden aria-label=${this.text("csv_import")} @change=${this.importCsv} />
    </div>`;
  }

  private renderList(): TemplateResult {
    if (!this.vehicles) {
      return html`<p class="note">${this.text("loading")}</p>`;
    }
    const wanted = this.search.trim().toLowerCase();
    const plate = wanted.replace(/[^\p{L}\p{N}]/gu, "");
    const vehicles = this.vehicles.filter(
      (vehicle) =>
        vehicle.ignore === (this.which === "ignored") &&
        (!wanted ||
          vehicle.name.toLowerCase().includes(wanted) ||
          (plate !== "" && platesOf(vehicle).some((own) => own.toLowerCase().includes(plate)))),
    );
    if (vehicles.length === 0) {
      const isEmpty = this.vehicles.length === 0;
      return html`<p class="note">${this.text(isEmpty ? "view_no_vehicles" : "empty_search")}</p>`;
    }
    return html`<ul role="list" tabindex="0" aria-label=${this.text("view_vehicles")}>
      ${repeat(
        vehicles,
        ({ vehicle_id: id }) => id,
        (vehicle) => this.renderRow(vehicle),
      )}
    </ul>`;
  }

  private renderRow(vehicle: Vehicle): TemplateResult {
    const { hass } = this;
    const { name, last_seen: seen, camera_name: camera } = vehicle;
    const time = seen ? new Date(seen) : undefined;
    return html`<li class=${vehicle.ignore ? "ignored" : "known"}>
      ${this.renderThumbnail(vehicle)}
      <div>
        <div class="name"><bdi>${name}</bdi></div>
        <div class="details">
          ${platesOf(vehicle).map((plate) => html`<bdi>${plate}</bdi>&nbsp;· `)}
          ${time && hass
            ? html`${camera ? html`<bdi>${camera}</bdi>&nbsp;· ` : nothing}<time
                  datetime=${time.toISOString()}
                  title=${exactTime(time, hass)}
                  ><bdi>${relativeTime(time, hass.language)}</bdi></time
                >`
            : this.text("vehicle_unseen")}
        </div>
        <div class="status">${this.statusOf(vehicle)}</div>
      </div>
      ${mayAct(hass) ? this.renderActions(vehicle) : nothing}
    </li>`;
  }

  private renderThumbnail({ name, thumbnail, picture, plate }: Vehicle): TemplateResult {
    if (!thumbnail || !picture) {
      return html`<div class="thumbnail" role="img" aria-label=${this.text("no_picture")}>–</div>`;
    }
    const label = this.text("show_picture", { name });
    return html`<button
      type="button"
      class="thumbnail"
      aria-label=${label}
      title=${label}
      @click=${() => this.picture.show(name, plate, picture)}
    >
      <img src=${thumbnail} alt="" loading="lazy" />
    </button>`;
  }

  private renderActions(vehicle: Vehicle): TemplateResult {
    const edit = common(this.hass, "edit");
    const remove = common(this.hass, "remove");
    return html`<div class="actions">
      <button
        type="button"
        aria-label="${edit}: ${vehicle.name}"
        @click=${() => this.form.show(vehicle.config_entry_id, vehicle)}
      >
        ${edit}
      </button>
      <button type="button" aria-label="${remove}: ${vehicle.name}" @click=${() => this.removeVehicle(vehicle)}>${remove}</button>
    </div>`;
  }

  /** Returns what a vehicle counts as now. */
  private statusOf({ ignore, valid_from: from, valid_until: until }: Vehicle): string {
    const { hass } = this;
    const now = Date.now();
    if (hass && until) {
      const time = shortTime(new Date(until), hass);
      return this.text(Date.parse(until) > now ? "status_guest" : "vehicle_expired", { time });
    }
    if (hass && from && Date.parse(from) > now) {
      return this.text("vehicle_from", { time: shortTime(new Date(from), hass) });
    }
    return this.text(ignore ? "status_ignored" : "status_known");
  }

  private get vehicles(): Vehicle[] | undefined {
    return this.feed.value?.vehicles;
  }

  /** Returns the account that is chosen, or the only one. */
  private get account(): string {
    return this.choice?.value ?? this.accounts[0]?.entry_id ?? "";
  }

  private async removeVehicle({ config_entry_id, vehicle_id, name }: Vehicle): Promise<void> {
    const { hass } = this;
    await this.attempt(async () => {
      await hass?.callWS({ type: "carsxe/vehicles/remove", config_entry_id, vehicle_id });
      if (hass) {
        sayWithUndo(hass, this, `${name}: ${common(hass, "successfully_deleted")}`, config_entry_id, vehicle_id);
      }
    });
    this.renderRoot.querySelector<HTMLElement>("ul")?.focus({ preventScroll: true });
  }

  private async importCsv(): Promise<void> {
    const file = this.file.files?.[0];
    await this.attempt(async () => {
      const csv = (await file?.text()) ?? "";
      const account = this.account;
      const message = { type: "carsxe/vehicles/import", config_entry_id: account, csv };
      const answer = await this.hass?.callWS<{ count: number; vehicle_id: string | null }>(message);
      const said = this.text("said_imported", { count: `${answer?.count ?? 0}` });
      if (this.hass && answer?.vehicle_id) {
        sayWithUndo(this.hass, this, said, account, answer.vehicle_id);
      } else {
        notify(this, said);
      }
    });
    // The same file can be chosen again, once it is mended.
    this.file.value = "";
  }

  private async exportCsv(): Promise<void> {
    await this.attempt(async () => {
      const message = { type: "carsxe/vehicles/export", config_entry_id: this.account };
      const answer = await this.hass?.callWS<{ csv: string }>(message);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([answer?.csv ?? ""], { type: "text/csv" }));
      link.download = "carsxe_vehicles.csv";
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.failure = "";
    try {
      await work();
    } catch (thrown) {
      this.failure = messageOf(thrown);
    }
  }

  private text(key: TextKey, values?: Record<string, string>): string {
    return localize(this.hass?.language ?? "en", key, values);
  }
}

function platesOf({ plate, more_plates: more }: Vehicle): string[] {
  return [plate, ...more];
}

declare global {
  interface HTMLElementTagNameMap {
    "carsxe-vehicles-card": VehiclesCard;
  }
}
