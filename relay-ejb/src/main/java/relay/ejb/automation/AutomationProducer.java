package relay.ejb.automation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.audit.Actor;
import relay.domain.automation.AutomationDesk;
import relay.domain.automation.AutomationGuards;
import relay.domain.automation.AutomationLedger;
import relay.domain.automation.AutomationMails;
import relay.domain.automation.AutomationPost;
import relay.domain.automation.AutomationRound;
import relay.domain.automation.AutomationTriggers;
import relay.domain.automation.AutomationWatch;
import relay.domain.automation.ContactGround;
import relay.domain.automation.ContactSearch;
import relay.domain.automation.MailReactions;
import relay.domain.campaign.AutomationSettings;
import relay.domain.campaign.LetterWriter;
import relay.domain.campaign.UnwrittenMails;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.contacts.ContactDesk;
import relay.domain.control.ControlSource;
import relay.domain.control.ControlStore;
import relay.domain.delivery.RetrySchedule;
import relay.domain.fault.FaultPoint;
import relay.domain.frequency.FrequencyGate;
import relay.domain.journal.Journal;
import relay.domain.queue.MailQueues;
import relay.domain.quota.QuotaDesk;
import relay.domain.retention.AgingRows;
import relay.domain.secret.ContentSeal;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.template.TemplateDesk;
import relay.ejb.database.Database;
import relay.ejb.journal.JournalReader;
import relay.ejb.queues.DeadLetters;
import relay.ejb.queues.ProducerBody;

/** Makes what moves automations. */
@ApplicationScoped
public class AutomationProducer {
  @Inject RelayConfiguration configuration;
  @Inject CurrentConfiguration current;
  @Inject ControlSource control;
  @Inject InstantSource clock;

  private AutomationSettings settings() {
    return current.get().campaign().automation();
  }

  private String node() {
    return configuration.node().hostName();
  }

  @Produces
  @Singleton
  AutomationLedger ledger(Database database) {
    return new DatabaseAutomationLedger(database, control);
  }

  @Produces
  @Singleton
  AutomationDesk desk(ControlStore store, AutomationLedger ledger) {
    return new AutomationDesk(control, store, ledger, this::settings, clock);
  }

  /** Injected as Follower, too. */
  @Produces
  @Singleton
  AutomationFollower follower(
      JournalReader journal, Database database, AutomationDesk desk, ContactDesk contacts) {
    return new AutomationFollower(
        journal,
        database,
        new MailReactions(desk, contacts),
        control,
        node(),
        configuration.database(),
        clock);
  }

  @Produces
  @Singleton
  EventDoor eventDoor(
      AutomationDesk desk, ContactDesk contacts, ContentSeal seal, DeadLetters deadLetters) {
    return new EventDoor(desk, contacts, new ProducerBody(seal), deadLetters);
  }

  @Produces
  @Singleton
  AutomationMails mails(LetterWriter letters) {
    return new AutomationMails(control, letters);
  }

  @Produces
  @Singleton
  AutomationPost post(
      TemplateDesk templates,
      SuppressionDoor suppressions,
      QuotaDesk quotas,
      RetrySchedule schedule,
      FrequencyGate frequencies) {
    return new AutomationPost(
        control, templates, suppressions, quotas, new UnwrittenMails(schedule), frequencies);
  }

  @Produces
  @Singleton
  AutomationRound.Outlets outlets(MailQueues queues, Journal journal, FaultPoint faults) {
    return new AutomationRound.Outlets(queues, journal, faults, node());
  }

  @Produces
  @Singleton
  AutomationRound round(
      AutomationLedger ledger,
      ContactSearch search,
      ContactDesk contacts,
      AutomationPost post,
      AutomationRound.Outlets outlets) {
    return new AutomationRound(
        control,
        ledger,
        new AutomationTriggers(ledger, search, this::settings),
        new ContactGround(contacts, search, Actor.system(node())),
        post,
        outlets,
        this::settings,
        clock);
  }

  @Produces
  @Singleton
  AutomationGuards guards(AutomationLedger ledger) {
    return new AutomationGuards(ledger, () -> current.get().campaign(), clock);
  }

  @Produces
  @Singleton
  AutomationWatch watch(ControlStore store, AutomationGuards guards, Journal journal) {
    return new AutomationWatch(
        control,
        store,
        guards,
        journal,
        Actor.system(node()),
        () -> current.get().campaign(),
        clock);
  }

  @Produces
  @Singleton
  AgingRows oldPaths(Database database) {
    return OldEntries.of(database, () -> settings().retention());
  }
}
