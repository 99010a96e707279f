package relay.ejb.campaign;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.audit.Actor;
import relay.domain.campaign.CampaignDesk;
import relay.domain.campaign.CampaignGate;
import relay.domain.campaign.CampaignGuards;
import relay.domain.campaign.CampaignHandover;
import relay.domain.campaign.CampaignLedger;
import relay.domain.campaign.CampaignMails;
import relay.domain.campaign.CampaignPace;
import relay.domain.campaign.CampaignSending;
import relay.domain.campaign.CampaignSupply;
import relay.domain.campaign.CampaignTests;
import relay.domain.campaign.LetterWriter;
import relay.domain.campaign.RepermissionRound;
import relay.domain.campaign.SeriesDesk;
import relay.domain.campaign.report.CampaignReport;
import relay.domain.campaign.report.ConversionBook;
import relay.domain.campaign.report.RepermissionReport;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.consent.ConsentAddresses;
import relay.domain.contacts.ContactDesk;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.delivery.RetrySchedule;
import relay.domain.fault.FaultPoint;
import relay.domain.frequency.FrequencyGate;
import relay.domain.identity.ReturnPaths;
import relay.domain.queue.MailQueues;
import relay.domain.queue.QueueGauge;
import relay.domain.quota.QuotaDesk;
import relay.domain.retention.AgingRows;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.template.TemplateDesk;
import relay.domain.template.Templates;
import relay.domain.tracking.MailTracking;
import relay.ejb.database.Database;
import relay.ejb.journal.JournalReader;

/** Makes what sends campaigns. */
@ApplicationScoped
public class CampaignProducer {
  @Inject RelayConfiguration configuration;
  @Inject CurrentConfiguration current;
  @Inject ControlSource control;
  @Inject InstantSource clock;

  /** Injected as Follower, too. */
  @Produces
  @Singleton
  CampaignFollower follower(JournalReader journal, Database database) {
    return new CampaignFollower(
        journal, database, configuration.node().hostName(), configuration.database());
  }

  @Produces
  @Singleton
  CampaignLedger ledger(Database database, CampaignFollower follower) {
    return new DatabaseCampaignLedger(database, control, follower::isUpToDate, clock);
  }

  @Produces
  @Singleton
  CampaignReport report(Database database) {
    return new DatabaseCampaignReport(database, control, clock);
  }

  @Produces
  @Singleton
  ConversionBook conversions(Database database) {
    return new DatabaseConversions(database);
  }

  @Produces
  @Singleton
  CampaignTests tests(CampaignLedger ledger, CampaignReport report) {
    return new CampaignTests(ledger, report);
  }

  @Produces
  @Singleton
  LetterWriter letters(
      Templates templates, ReturnPaths paths, MailTracking tracking, ConsentAddresses addresses) {
    return new LetterWriter(templates, paths, tracking, addresses, configuration.node().hostName());
  }

  @Produces
  @Singleton
  AgingRows oldRecipients(Database database) {
    return new OldRecipients(database, control, () -> current.get().retention().campaigns());
  }

  @Produces
  @Singleton
  CampaignMails mails(LetterWriter letters) {
    return new CampaignMails(control, letters);
  }

  @Produces
  @Singleton
  CampaignPace pace(CampaignLedger ledger, QueueGauge gauge) {
    return new CampaignPace(
        ledger, gauge, configuration.queue().laneMails(), () -> current.get().campaign());
  }

  @Produces
  @Singleton
  CampaignGate gate(SuppressionDoor suppressions, QuotaDesk quotas, RetrySchedule schedule) {
    return new CampaignGate(suppressions, quotas, schedule);
  }

  @Produces
  @Singleton
  CampaignGuards guards(CampaignLedger ledger) {
    return new CampaignGuards(ledger, () -> current.get().campaign());
  }

  @Produces
  @Singleton
  CampaignSupply supply(
      CampaignLedger ledger, CampaignPace pace, CampaignGate gate, CampaignHandover handover) {
    return new CampaignSupply(control, ledger, pace, gate, handover, clock);
  }

  @Produces
  @Singleton
  CampaignSending sending(
      MailQueues queues, CampaignLedger ledger, FrequencyGate frequencies, FaultPoint faults) {
    return new CampaignSending(queues, ledger, frequencies, faults, clock);
  }

  @Produces
  @Singleton
  CampaignDesk desk(ControlStore store, TemplateDesk templates) {
    return new CampaignDesk(control, store, templates, configuration.node().hostName(), clock);
  }

  @Produces
  @Singleton
  SeriesDesk series(ControlStore store) {
    return new SeriesDesk(control, store, clock);
  }

  @Produces
  @Singleton
  RepermissionReport repermissionReport(Database database) {
    return new DatabaseRepermissionReport(database);
  }

  @Produces
  @Singleton
  RepermissionRound repermissions(Database database, ContactDesk contacts) {
    return new RepermissionRound(
        control,
        new DatabaseUnanswered(database),
        contacts,
        Actor.system(configuration.node().hostName()),
        clock);
  }
}
