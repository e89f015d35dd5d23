// Makes the card and the dashboard known to Home Assistant.

import { CarsXECard } from "./card";
import { CARD, suggestCard, VEHICLES_CARD } from "./config";
import { documentLanguage, loadLanguage, localize } from "./localize";
import { NameDialog } from "./name-dialog";
import { PictureDialog } from "./picture-dialog";
import { Problems, PROBLEMS } from "./problems";
import { REGION_CARD, RegionCard } from "./region-card";
import { RegionDialog } from "./region-dialog";
import { DashboardStrategy, ViewStrategy } from "./strategy";
import { TRIGGER_LOG, TriggerLog } from "./trigger-log";
import { VehicleDialog } from "./vehicle-dialog";
import { VehiclesCard } from "./vehicles-card";
import { ZoomPicture } from "./zoom";
import { ZoomDialog } from "./zoom-dialog";

interface Offers {
  customCards?: Record<string, unknown>[];
  customStrategies?: Record<string, unknown>[];
}

const ELEMENTS: Record<string, CustomElementConstructor> = {
  [CARD]: CarsXECard,
  [PROBLEMS]: Problems,
  [REGION_CARD]: RegionCard,
  [TRIGGER_LOG]: TriggerLog,
  [VEHICLES_CARD]: VehiclesCard,
  "carsxe-name-dialog": NameDialog,
  "carsxe-picture-dialog": PictureDialog,
  "carsxe-region-dialog": RegionDialog,
  "carsxe-vehicle-dialog": VehicleDialog,
  "carsxe-zoom": ZoomPicture,
  "carsxe-zoom-dialog": ZoomDialog,
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
  const vehicles: Record<string, unknown> = { type: VEHICLES_CARD };
  const dashboard: Record<string, unknown> = { type: "carsxe", strategyType: "dashboard" };
  const offers = window as Offers;
  (offers.customCards ??= []).push(card, vehicles);
  (offers.customStrategies ??= []).push(dashboard);
  const describe = (): void => {
    const language = documentLanguage();
    card["name"] = localize(language, "card_name");
    card["description"] = localize(language, "card_description");
    vehicles["name"] = localize(language, "vehicles_card_name");
    dashboard["name"] = localize(language, "dashboard_name");
    dashboard["description"] = localize(language, "dashboard_description");
  };
  describe();
  void loadLanguage(documentLanguage()).then(describe);
}
