// Makes the card and the dashboard known to Home Assistant.

import { CarsXECard } from "./card";
import { CARD, suggestCard } from "./config";
import { documentLanguage, loadLanguage, localize } from "./localize";
import { NameDialog } from "./name-dialog";
import { PictureDialog } from "./picture-dialog";
import { Problems, PROBLEMS } from "./problems";
import { DashboardStrategy, ViewStrategy } from "./strategy";
import { TRIGGER_LOG, TriggerLog } from "./trigger-log";
import { ZoomPicture } from "./zoom";

interface Offers {
  customCards?: Record<string, unknown>[];
  customStrategies?: Record<string, unknown>[];
}

const ELEMENTS: Record<string, CustomElementConstructor> = {
  [CARD]: CarsXECard,
  [PROBLEMS]: Problems,
  [TRIGGER_LOG]: TriggerLog,
  "carsxe-name-dialog": NameDialog,
  "carsxe-picture-dialog": PictureDialog,
  "carsxe-zoom": ZoomPicture,
  "ll-strategy-dashboard-carsxe": DashboardStrategy,
  "ll-strategy-view-carsxe": ViewStrategy,
};

// After an update, a page that is still open loads the new file beside the old one.
if (!customElements.get(CARD)) {
  Object.entries(ELEMENTS).forEach(([tag, element]) => customElements.define(tag, element));
  offer();
}

function offer(): void {
  const card: Record<string, unknown> = { type: CARD, preview: true, getEntitySuggestion: suggestCard };
  const dashboard: Record<string, unknown> = { type: "carsxe", strategyType: "dashboard" };
  const offers = window as Offers;
  (offers.customCards ??= []).push(card);
  (offers.customStrategies ??= []).push(dashboard);
  const describe = (): void => {
    const language = documentLanguage();
    card["name"] = localize(language, "card_name");
    card["description"] = localize(language, "card_description");
    dashboard["name"] = localize(language, "dashboard_name");
    dashboard["description"] = localize(language, "dashboard_description");
  };
  describe();
  void loadLanguage(documentLanguage()).then(describe);
}
