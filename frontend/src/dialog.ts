// What the dialogs have in common.

import { css, LitElement } from "lit";
import { property, query } from "lit/decorators.js";
import type { HomeAssistant } from "./home-assistant";
import { localize, type TextKey } from "./localize";

/** A modal dialog; focus goes back by itself when it closes. */
export abstract class ModalDialog extends LitElement {
  @property({ attribute: false }) hass?: HomeAssistant;
  @query("dialog") protected dialog!: HTMLDialogElement;

  protected async open(): Promise<void> {
    await this.updateComplete;
    if (!this.dialog.open) {
      this.dialog.showModal();
    }
  }

  protected close(): void {
    this.dialog.close();
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

export const dialogStyles = css`
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
    overflow-wrap: anywhere;
  }
  label {
    display: block;
    margin: 12px 0 4px;
  }
  input:not([type="checkbox"]):not([type="file"]) {
    width: 100%;
    box-sizing: border-box;
    padding: 12px;
    font: inherit;
    color: inherit;
    background: transparent;
    border: 1px solid var(--secondary-text-color);
    border-radius: 8px;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 8px;
    margin-top: 24px;
  }
  .failure {
    margin: 12px 0 0;
    padding-inline-start: 8px;
    border-inline-start: 4px solid var(--error-color);
    white-space: pre-line;
  }
`;
