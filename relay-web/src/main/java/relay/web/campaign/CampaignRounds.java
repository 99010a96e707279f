package relay.web.campaign;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import relay.domain.brake.BrakeDesk;
import relay.domain.campaign.CampaignJobs;
import relay.domain.campaign.CampaignLedger;
import relay.domain.campaign.CampaignPace;
import relay.domain.campaign.CampaignRound;
import relay.domain.campaign.CampaignTakeOver;
import relay.domain.campaign.SeriesRound;
import relay.domain.campaign.report.CampaignReport;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.journal.Journal;
import relay.domain.template.TemplateDesk;
import relay.domain.timer.RelayTimer;
import relay.domain.timer.Repeated;

/**
 * Looks at the campaigns again and again; the first looks go on with what a crash cut off. It
 * stands in the web module because libraries of an EAR, where the jobs are, have no start-up beans.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CampaignRounds {
  // The server's batch runtime is not up while the application is being deployed.
  private static final Duration AFTER_START = Duration.ofSeconds(5);

  @Inject RelayTimer timer;
  @Inject RelayConfiguration configuration;
  @Inject CurrentConfiguration current;
  @Inject ControlSource control;
  @Inject ControlStore store;
  @Inject CampaignLedger ledger;
  @Inject Journal journal;
  @Inject CampaignReport report;
  @Inject CampaignJobs jobs;
  @Inject CampaignPace pace;
  @Inject BrakeDesk brakes;
  @Inject TemplateDesk templates;
  @Inject CampaignTakeOver takeOver;
  @Inject InstantSource clock;
  private Repeated looking;

  @PostConstruct
  void start() {
    var round =
        new CampaignRound(
            new CampaignRound.Stores(control, store, ledger, report, journal),
            jobs,
            pace,
            brakes,
            templates,
            () -> current.get().campaign(),
            configuration.node().hostName(),
            clock);
    var series = new SeriesRound(control, store, journal, configuration.node().hostName(), clock);
    looking =
        Repeated.start(
            "the look at campaigns",
            timer,
            AFTER_START,
            configuration.campaign().interval(),
            () -> {
              takeOver.look();
              round.look();
              series.look();
            });
  }

  @PreDestroy
  void stop() {
    looking.stop();
  }
}
