// One picture, large.

import { css, html, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import { dialogStyles, ModalDialog } from "./dialog";
import { common } from "./home-assistant";
import { buttons } from "./styles";

export class ZoomDialog extends ModalDialog {
  @state() private name = "";
  @state() private plate = "";
  @state() private picture = "";

  static override styles = [
    buttons,
    dialogStyles,
    css`
      dialog {
        width: 100vw;
      }
    `,
  ];

  async show(name: string, plate: string, picture: string): Promise<void> {
    Object.assign(this, { name, plate, picture });
    await this.open();
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @click=${this.clicked}>
      <h2 id="title"><bdi>${this.name}</bdi></h2>
      <carsxe-zoom .src=${this.picture} .alt=${this.plate}></carsxe-zoom>
      <div class="buttons">
        <a class="button" href=${this.picture} download="${this.plate}.jpg">${common(this.hass, "download")}</a>
        <button type="button" @click=${this.close}>${common(this.hass, "close")}</button>
      </div>
    </dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "carsxe-zoom-dialog": ZoomDialog;
  }
}
