// Asks what a vehicle is called.

import { css, html, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import { dialogStyles, ModalDialog } from "./dialog";
import { common } from "./home-assistant";
import { buttons } from "./styles";

export class NameDialog extends ModalDialog {
  @state() private heading = "";
  @state() private button = "";
  @query("input") private input!: HTMLInputElement;
  private answer: (name: string | undefined) => void = () => undefined;

  static override styles = [
    buttons,
    dialogStyles,
    css`
      dialog {
        width: 400px;
      }
      p {
        margin: 4px 0 0;
        font-size: 0.875rem;
        color: var(--secondary-text-color);
      }
    `,
  ];

  /** Returns the name, undefined where the dialog was closed without one. */
  async ask(heading: string, button: string, name = ""): Promise<string | undefined> {
    this.heading = heading;
    this.button = button;
    await this.open();
    this.input.value = name;
    this.input.select();
    return new Promise((resolve) => (this.answer = resolve));
  }

  protected override render(): TemplateResult {
    return html`<dialog aria-labelledby="title" @close=${() => this.answer(undefined)} @click=${this.clicked}>
      <form @submit=${this.submitted}>
        <h2 id="title">${this.heading}</h2>
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
          <button type="button" @click=${this.close}>${common(this.hass, "cancel")}</button>
          <button type="submit" class="main">${this.button}</button>
        </div>
      </form>
    </dialog>`;
  }

  private submitted(event: SubmitEvent): void {
    event.preventDefault();
    this.answer(this.input.value.trim());
    this.close();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "carsxe-name-dialog": NameDialog;
  }
}
