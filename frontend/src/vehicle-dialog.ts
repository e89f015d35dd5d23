// The form of a known vehicle, new or not.

import { css, html, nothing, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import { sayWithUndo } from "./actions";
import { dialogStyles, ModalDialog } from "./dialog";
import { common, messageOf } from "./home-assistant";
import { buttons } from "./styles";

const GUEST_MS = 24 * 3_600_000;
// What the fields are called, the integration's own form says.
const FORM = "component.carsxe.config_subentries.vehicle.step.user";

export interface Account {
  entry_id: string;
  title: string;
}

export interface Vehicle {
  vehicle_id: string;
  config_entry_id: string;
  device_id: string | null;
  name: string;
  plate: string;
  more_plates: string[];
  valid_from: string | null;
  valid_until: string | null;
  ignore: boolean;
  last_seen: string | null;
  camera_name: string | null;
  thumbnail: string | null;
  picture: string | null;
}

export class VehicleDialog extends ModalDialog {
  @state() private vehicle: Vehicle | undefined;
  @state() private failure = "";
  @state() private label: (key: string) => string = (key) => key;
  @query("form") private form!: HTMLFormElement;
  private account = "";

  static override styles = [
    buttons,
    dialogStyles,
    css`
      dialog {
        width: 440px;
      }
      .until {
        display: flex;
        gap: 8px;
      }
      .check {
        display: flex;
        gap: 8px;
        align-items: center;
        min-height: 36px;
      }
      input[type="checkbox"] {
        width: 20px;
        height: 20px;
      }
    `,
  ];

  async show(account: string, vehicle?: Vehicle): Promise<void> {
    this.account = account;
    this.vehicle = vehicle;
    this.failure = "";
    const localize = await this.hass?.loadBackendTranslation?.("config_subentries", "carsxe");
    this.label = (key) => localize?.(`${FORM}.${key}`) || key;
    await this.open();
    this.form.reset();
    this.fill("plate", vehicle?.plate ?? "");
    this.fill("name", vehicle?.name ?? "");
    this.fill("valid_from", toLocal(vehicle?.valid_from));
    this.fill("valid_until", toLocal(vehicle?.valid_until));
    this.field("ignore").checked = vehicle?.ignore ?? false;
    this.field(vehicle ? "name" : "plate").focus();
  }

  protected override render(): TemplateResult {
    const { hass, vehicle } = this;
    const text = (name: string, label: string, type = "text"): TemplateResult =>
      html`<label for=${name}>${this.label(label)}</label>
        <input id=${name} type=${type} autocomplete="off" maxlength="100" ?required=${type === "text"} />`;
    return html`<dialog aria-labelledby="title" @click=${this.clicked}>
      <form @submit=${this.submitted}>
        <h2 id="title">${vehicle ? `${common(hass, "edit")}: ${vehicle.name}` : this.text("vehicle_add")}</h2>
        ${text("plate", "data.plate")} ${text("name", "data.name")}
        ${text("valid_from", "sections.advanced.data.valid_from", "datetime-local")}
        <label for="valid_until">${this.label("sections.advanced.data.valid_until")}</label>
        <div class="until">
          <input id="valid_until" type="datetime-local" />
          <button type="button" title=${this.text("action_guest")} @click=${this.makeGuest}>
            ${this.text("action_guest")}
          </button>
        </div>
        <label class="check"
          ><input id="ignore" type="checkbox" />${this.label("sections.advanced.data.ignore")}</label
        >
        ${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing}
        <div class="buttons">
          <button type="button" @click=${this.close}>${common(hass, "cancel")}</button>
          <button type="submit" class="main">${common(hass, "save")}</button>
        </div>
      </form>
    </dialog>`;
  }

  private field(name: string): HTMLInputElement {
    return this.form.querySelector<HTMLInputElement>(`#${name}`)!;
  }

  private fill(name: string, value: string): void {
    this.field(name).value = value;
  }

  /** Fills in the end of a guest's day. */
  private makeGuest(): void {
    this.fill("valid_until", toLocal(new Date(Date.now() + GUEST_MS).toISOString()));
  }

  private async submitted(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const { hass, vehicle: before } = this;
    if (!hass) {
      return;
    }
    const name = this.field("name").value;
    const vehicle = {
      plate: this.field("plate").value,
      name,
      valid_from: fromLocal(this.field("valid_from").value),
      valid_until: fromLocal(this.field("valid_until").value),
      ignore: this.field("ignore").checked,
    };
    const config_entry_id = this.account;
    try {
      const { vehicle_id } = await hass.callWS<{ vehicle_id: string }>({
        type: "carsxe/vehicles/save",
        config_entry_id,
        vehicle,
        ...(before ? { vehicle_id: before.vehicle_id } : {}),
      });
      this.close();
      sayWithUndo(hass, this, `${name}: ${common(hass, "successfully_saved")}`, config_entry_id, vehicle_id);
    } catch (thrown) {
      this.failure = messageOf(thrown);
    }
  }
}

/** Returns a moment as a field for local time takes it. */
function toLocal(moment: string | null | undefined): string {
  if (!moment) {
    return "";
  }
  const time = new Date(moment);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function fromLocal(value: string): string | null {
  return value ? new Date(value).toISOString() : null;
}

declare global {
  interface HTMLElementTagNameMap {
    "carsxe-vehicle-dialog": VehicleDialog;
  }
}
