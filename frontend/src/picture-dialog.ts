// A detection's picture, large, with its neighbors and what can be done about its plate.

import { css, html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { type Action, actionsOf, mayAct, wordsOf } from "./actions";
import { type Detection, nameOf } from "./detection";
import { dialogStyles, ModalDialog } from "./dialog";
import { common, type HomeAssistant } from "./home-assistant";
import { buttons } from "./styles";
import { dayOf, exactTime } from "./time";
import type { ZoomPicture } from "./zoom";

const STEP = 1.5;

export class PictureDialog extends ModalDialog {
  /** All that can be stepped through, the latest first. */
  @property({ attribute: false }) detections: Detection[] = [];
  @property({ type: Boolean }) actions = false;
  @property() failure = "";
  @state() private shown: Detection | undefined;
  @query("carsxe-zoom") private picture!: ZoomPicture;

  static override styles = [
    buttons,
    dialogStyles,
    css`
      dialog {
        width: 100vw;
      }
      .tools,
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-top: 12px;
        justify-content: flex-start;
        align-items: center;
      }
      .end {
        margin-inline-start: auto;
      }
      p {
        margin: 12px 0 0;
      }
      @media (max-width: 600px) {
        dialog {
          max-width: none;
          max-height: none;
          height: 100vh;
          height: 100dvh;
          border-radius: 0;
          padding: 12px;
        }
      }
    `,
  ];

  async show(detection: Detection): Promise<void> {
    this.shown = detection;
    await this.open();
  }

  protected override willUpdate(): void {
    // What has become of the one that is shown; it may have left the list.
    this.shown = this.detections.find(({ id }) => id === this.shown?.id) ?? this.shown;
  }

  protected override render(): TemplateResult {
    return html`<dialog
      aria-labelledby="title"
      @close=${() => (this.shown = undefined)}
      @click=${this.clicked}
      @keydown=${this.typed}
    >
      ${this.shown && this.hass ? this.renderPicture(this.shown, this.hass) : nothing}
    </dialog>`;
  }

  private renderPicture(detection: Detection, hass: HomeAssistant): TemplateResult {
    const name = nameOf(detection);
    const time = exactTime(new Date(detection.detected_at), hass);
    const alt = this.text("picture_label", { name, camera: detection.camera_name, time });
    return html`
      <h2 id="title"><bdi>${name}</bdi></h2>
      <carsxe-zoom
        .src=${detection.picture ?? detection.thumbnail ?? ""}
        .alt=${alt}
        @carsxe-swipe=${(event: CustomEvent<number>) => this.step(event.detail)}
      ></carsxe-zoom>
      ${this.renderTools(detection, hass)}
      <p>
        <bdi>${detection.plate}</bdi> · <bdi>${detection.camera_name}</bdi> ·
        ${detection.score === null ? nothing : html`${this.scoreText(detection.score)} · `}<bdi>${time}</bdi>
      </p>
      ${detection.candidates.length > 0
        ? html`<p>${this.text("also_read", { plates: detection.candidates.join(", ") })}</p>`
        : nothing}
      ${this.failure ? html`<p class="failure" role="alert">${this.failure}</p>` : nothing}
      <div class="buttons">
        ${this.actions && mayAct(hass) ? actionsOf(detection).map((action) => this.renderAction(action, detection)) : nothing}
        <button type="button" class="end" @click=${this.close}>${common(hass, "close")}</button>
      </div>
    `;
  }

  private renderTools(detection: Detection, hass: HomeAssistant): TemplateResult {
    const place = this.place;
    const file = `${detection.plate}_${dayOf(new Date(detection.detected_at), hass)}.jpg`;
    return html`<div class="tools">
      <button type="button" ?disabled=${place <= 0} @click=${() => this.step(-1)}>${common(hass, "previous")}</button>
      <span aria-live="polite">${place + 1} / ${this.detections.length}</span>
      <button type="button" ?disabled=${place >= this.detections.length - 1} @click=${() => this.step(1)}>
        ${common(hass, "next")}
      </button>
      <button
        type="button"
        class="end"
        aria-label=${this.text("zoom_out")}
        title=${this.text("zoom_out")}
        @click=${() => this.picture.zoom(1 / STEP)}
      >
        −
      </button>
      <button
        type="button"
        aria-label=${this.text("zoom_in")}
        title=${this.text("zoom_in")}
        @click=${() => this.picture.zoom(STEP)}
      >
        +
      </button>
      ${detection.picture
        ? html`<a class="button" href=${detection.picture} download=${file}>${common(hass, "download")}</a>`
        : nothing}
    </div>`;
  }

  private renderAction(action: Action, detection: Detection): TemplateResult {
    const [text, label] = wordsOf(this.hass!, action, detection);
    const pressed = (): boolean =>
      this.dispatchEvent(new CustomEvent("carsxe-action", { detail: { action, detection } }));
    return html`<button type="button" aria-label=${label} title=${label} @click=${pressed}>${text}</button>`;
  }

  private get place(): number {
    return this.detections.findIndex(({ id }) => id === this.shown?.id);
  }

  private step(by: number): void {
    this.shown = this.detections[this.place + by] ?? this.shown;
  }

  private typed(event: KeyboardEvent): void {
    const forward = getComputedStyle(this).direction === "rtl" ? -1 : 1;
    const does: Record<string, () => void> = {
      ArrowRight: () => this.step(forward),
      ArrowLeft: () => this.step(-forward),
      "+": () => this.picture.zoom(STEP),
      "-": () => this.picture.zoom(1 / STEP),
    };
    if (does[event.key]) {
      event.preventDefault();
      does[event.key]?.();
    }
  }

  private scoreText(score: number): string {
    const percent = new Intl.NumberFormat(this.hass?.language, { style: "percent" });
    return this.text("score", { score: percent.format(score) });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "carsxe-picture-dialog": PictureDialog;
  }
}
