// How things look, in the theme's own colors.

import { css } from "lit";

export const buttons = css`
  button,
  a.button {
    font: inherit;
    font-weight: 500;
    color: var(--primary-text-color);
    background: transparent;
    border: 1px solid var(--secondary-text-color);
    border-radius: 18px;
    min-height: 36px;
    padding: 4px 14px;
    cursor: pointer;
    box-sizing: border-box;
  }
  a.button {
    display: inline-flex;
    align-items: center;
    text-decoration: none;
  }
  button:hover:not(:disabled) {
    background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
  }
  button:focus-visible,
  a:focus-visible,
  input:focus-visible,
  select:focus-visible,
  li:focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: 2px;
  }
  button:disabled {
    opacity: 0.5;
    cursor: default;
  }
  button.main {
    border: 2px solid var(--primary-color);
  }
`;

export const tools = css`
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding: 12px 16px 4px;
  }
  .tools input[type="search"] {
    flex: 1 1 140px;
    min-width: 0;
  }
  .tools input[type="search"],
  .tools select {
    min-height: 36px;
    box-sizing: border-box;
    padding: 4px 14px;
    font: inherit;
    color: inherit;
    background: transparent;
    border: 1px solid var(--secondary-text-color);
    border-radius: 18px;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .filters button {
    padding: 4px 10px;
    font-size: 0.875rem;
  }
  button[aria-pressed="true"] {
    border: 2px solid var(--primary-color);
    background: color-mix(in srgb, var(--primary-color) 15%, transparent);
  }
`;

export const card = css`
  :host {
    display: block;
    height: 100%;
  }
  ha-card {
    height: 100%;
    overflow: hidden;
    container-type: inline-size;
  }
  .content {
    height: 100%;
    box-sizing: border-box;
    display: flex;
    flex-direction: column;
  }
  h2 {
    margin: 0;
    padding: 16px 16px 8px;
    font-size: var(--ha-card-header-font-size, 1.5rem);
    font-weight: var(--ha-font-weight-normal, 400);
    color: var(--ha-card-header-color, var(--primary-text-color));
  }
  ul {
    list-style: none;
    margin: 0;
    padding: 4px 0;
    flex: 1;
    min-height: 0;
    overflow-y: auto;
  }
  .note {
    margin: 0;
    padding: 24px 16px;
    text-align: center;
    color: var(--secondary-text-color);
  }
  .note.error {
    color: var(--primary-text-color);
    border-inline-start: 4px solid var(--error-color);
    text-align: start;
  }
  .said {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

export const row = css`
  li {
    --status: var(--warning-color, #ffa600);
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: start;
    gap: 4px 12px;
    padding: 8px 16px;
  }
  li.waiting {
    position: sticky;
    top: 0;
    height: 0;
    padding: 0;
    border: none;
    justify-items: center;
    grid-template-columns: 1fr;
    z-index: 1;
  }
  li.waiting button {
    background: var(--card-background-color, #fff);
  }
  li + li:not(.waiting + li) {
    border-top: 1px solid var(--divider-color);
  }
  li.known {
    --status: var(--success-color, #43a047);
  }
  li.ignored {
    --status: var(--disabled-color, #8a8a8a);
  }
  .thumbnail {
    width: 96px;
    height: 60px;
    padding: 0;
    border: none;
    border-radius: 8px;
    overflow: hidden;
    background: var(--secondary-background-color);
    color: var(--secondary-text-color);
    display: grid;
    place-items: center;
  }
  .thumbnail img {
    width: 100%;
    height: 100%;
    object-fit: cover;
    display: block;
  }
  .name {
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  .details {
    font-size: 0.875rem;
    color: var(--secondary-text-color);
    overflow-wrap: anywhere;
  }
  .status {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-size: 0.875rem;
  }
  .status::before {
    content: "";
    width: 10px;
    height: 10px;
    border-radius: 50%;
    background: var(--status);
  }
  .actions {
    grid-column: 2 / -1;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .failure {
    grid-column: 1 / -1;
    margin: 0;
    padding-inline-start: 8px;
    border-inline-start: 4px solid var(--error-color);
  }
  .actions button {
    padding: 4px 12px;
    font-size: 0.875rem;
  }
  @container (max-width: 400px) {
    .thumbnail {
      width: 72px;
      height: 48px;
    }
    .actions {
      grid-column: 1 / -1;
      gap: 4px;
    }
    .actions button {
      flex: 1 1 auto;
      padding: 4px 8px;
    }
  }
`;
