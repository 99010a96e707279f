package relay.ejb.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.campaign.CampaignGate;
import relay.domain.campaign.CampaignHandover;
import relay.domain.campaign.CampaignLedger;
import relay.domain.campaign.CampaignRound;
import relay.domain.campaign.CampaignSending;
import relay.domain.campaign.CampaignTakeOver;
import relay.domain.campaign.report.CampaignReport;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.journal.Journal;
import relay.ejb.database.Database;

/** Makes what hands campaigns over among nodes. */
@ApplicationScoped
public class HandoverProducer {
  @Inject RelayConfiguration configuration;
  @Inject CurrentConfiguration current;
  @Inject ControlSource control;
  @Inject InstantSource clock;

  @Produces
  @Singleton
  CampaignHandover handover(Database database) {
    return new DatabaseCampaignHandover(
        database,
        control,
        new DatabaseCampaignHandover.Where(
            configuration.node().hostName(),
            !configuration.database().isBuiltIn(),
            !configuration.broker().isEmbedded()));
  }

  @Produces
  @Singleton
  CampaignTakeOver takeOver(
      ControlStore store,
      CampaignLedger ledger,
      CampaignReport report,
      CampaignHandover handover,
      CampaignGate gate,
      CampaignSending sending,
      Journal journal) {
    return new CampaignTakeOver(
        new CampaignRound.Stores(control, store, ledger, report, journal),
        handover,
        gate,
        sending,
        () -> current.get().campaign(),
        configuration.node().hostName(),
        clock);
  }
}
