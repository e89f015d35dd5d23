// The dialogs: a picture at its full size, and the name of a vehicle that is added.

import { css, html, LitElement, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { Detection } from "./detection";
import type { HomeAssistant } from "./home-assistant";
import { localize, type TextKey } from "./localize";
import { buttons } from "./styles";
import { exactTime } from "./time";

/** A modal dialog about a detection; focus goes back by itself when it closes. */
abstract class DetectionDialog extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant;
  @state() protected detection: Detection | undefined;
  @query("dialog") private dialog!: HTMLDialogElement;

  async show(detection: Detection): Promise<void> {
    this.detection = detection;
    await this.updateComplete;
    this.dialog.showModal();
  }

  protected close(): void {
    this.dialog.close();
  }

  protected closed(): void {
    this.detection = undefined;
  }

  /** Closes on a click beside the dialog, as Home Assistant's own do. */
  protected clicked(event: MouseEvent): void {
    if (event.target === this.dialog) {
      this.close();
    }
  }

  protected text(key: TextKey, values?: Record<string, string>): string {
    return localize(this.hass?.language ?? "en", key, values);
  }
}

const dialogStyles = css`
  dialog {
    border: none;
    border-radius: var(--ha-dialog-border-radius, 24px);
    padding: 24px;
    color: var(--primary-text-color);
    background: var(--ha-dialog-surface-background, var(--card-background-color, #fff));
    max-width: min(1280px, calc(100vw - 48px));
    max-height: calc(100vh - 48px);
    box-sizing: border-box;
    overflow: auto;
  }
  dialog::backdrop {
    background: rgba(0, 0, 0, 0.6);
  }
  h2 {
    margin: 0 0 16px;
    font-size: 1.25rem;
    font-weight: 500;
  }
  .buttons {
    display: flex;
    justify-content: flex-end;
    gap: 8px;
    margin-top: 24px;
  }
`;

export class PictureDialog extends DetectionDialog {
  static override styles = [
    buttons,
    dialogStyles,
    css`
      img {
        display: block;
        max-width: 100%;
        max-height: calc(100vh - 220px);
        margin: auto;
        border-radius: 8px;
      }
      p {
        margin: 12px 0 0;
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @close=${this.closed} @click=${this.clicked}>
      ${this.detection && this.hass ? this.renderPicture(this.detection, this.hass) : nothing}
    </dialog>`;
  }

  private renderPicture(detection: Detection, hass: HomeAssistant): TemplateResult {
    const name = detection.vehicle ?? detection.plate;
    const time = exactTime(new Date(detection.detected_at), hass);
    const values = { name, camera: detection.camera_name, time };
    return html`
      <h2 id="title">${name}</h2>
      <img src=${detection.picture ?? detection.thumbnail ?? ""} alt=${this.text("picture_label", values)} />
      <p>${detection.plate} · ${detection.camera_name} · ${time}</p>
      <div class="buttons">
        <button type="button" @click=${this.close}>${this.text("close")}</button>
      </div>
    `;
  }
}

export class NameDialog extends DetectionDialog {
  @query("input") private input!: HTMLInputElement;

  static override styles = [
    buttons,
    dialogStyles,
    css`
      dialog {
        width: 400px;
      }
      label {
        display: block;
        margin-bottom: 4px;
      }
      input {
        width: 100%;
        box-sizing: border-box;
        padding: 12px;
        font: inherit;
        color: inherit;
        background: transparent;
        border: 1px solid var(--secondary-text-color);
        border-radius: 8px;
      }
      p {
        margin: 4px 0 0;
        font-size: 0.875rem;
        color: var(--secondary-text-color);
      }
    `,
  ];

  override async show(detection: Detection): Promise<void> {
    await super.show(detection);
    this.input.value = "";
    this.input.focus();
  }

  protected override render(): TemplateResult {
    const plate = this.detection?.plate ?? "";
    return html`<dialog aria-labelledby="title" @close=${this.closed} @click=${this.clicked}>
      <form @submit=${this.submitted}>
        <h2 id="title">${this.text("add_title", { plate })}</h2>
        <label for="name">${this.text("add_name")}</label>
        <input
          id="name"
          name="vehicle-name"
          autocomplete="off"
          required
          maxlength="100"
          pattern=".*\\S.*"
          aria-describedby="help"
        />
        <p id="help">${this.text("add_name_help")}</p>
        <div class="buttons">
          <button type="button" @click=${this.close}>${this.text("cancel")}</button>
          <button type="submit" class="main">${this.text("action_add")}</button>
        </div>
      </form>
    </dialog>`;
  }

  private submitted(event: SubmitEvent): void {
    event.preventDefault();
    const detail = { detection: this.detection, name: this.input.value.trim() };
    this.close();
    this.dispatchEvent(new CustomEvent("carsxe-named", { detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "carsxe-picture-dialog": PictureDialog;
    "carsxe-name-dialog": NameDialog;
  }
}
