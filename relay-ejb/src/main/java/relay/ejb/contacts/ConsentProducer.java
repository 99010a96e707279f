package relay.ejb.contacts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import relay.domain.automation.MailingLists;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.consent.ConfirmationDesk;
import relay.domain.consent.ConfirmationDoor;
import relay.domain.consent.ConfirmationLetters;
import relay.domain.consent.ConfirmationRound;
import relay.domain.consent.Confirmations;
import relay.domain.consent.ConsentAddresses;
import relay.domain.consent.ConsentLinks;
import relay.domain.consent.Departures;
import relay.domain.consent.OptOuts;
import relay.domain.consent.PreferenceDoor;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.Withdrawals;
import relay.domain.control.ControlSource;
import relay.domain.delivery.RetrySchedule;
import relay.domain.feedback.event.SentMails;
import relay.domain.identity.TokenSource;
import relay.domain.journal.Journal;
import relay.domain.queue.MailQueues;
import relay.domain.retention.AgingRows;
import relay.domain.suppression.SuppressionDesk;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.template.Templates;
import relay.domain.tenancy.CurrentTenancy;
import relay.domain.unsubscribe.LinkGate;
import relay.ejb.database.Database;
import relay.ejb.database.OldRows;
import relay.ejb.queues.OwnMails;

/** Makes what asks people for their consent and takes their answers. */
@ApplicationScoped
public class ConsentProducer {
  private static final OldRows.Statements OLD =
      new OldRows.Statements(
          "select id from confirmation where asked_at < ? and id > ? order by id limit ?",
          "delete from confirmation where id = ?");

  @Inject RelayConfiguration configuration;
  @Inject CurrentConfiguration current;
  @Inject InstantSource clock;

  @Produces
  @Singleton
  ConsentLinks links(TokenSource tokens) {
    return new ConsentLinks(tokens);
  }

  @Produces
  @Singleton
  ConsentAddresses addresses(ConsentLinks links) {
    return new ConsentAddresses(links, () -> current.get().unsubscribe());
  }

  @Produces
  @Singleton
  Confirmations confirmations(Database database) {
    return new DatabaseConfirmations(
        database, () -> current.get().contacts().confirmations(), clock);
  }

  @Produces
  @Singleton
  ConfirmationDesk desk(ContactDesk contacts, Confirmations confirmations) {
    return new ConfirmationDesk(contacts, confirmations);
  }

  /** Found by the prune job as rows that age. */
  @Produces
  @Singleton
  AgingRows oldConfirmations(Database database) {
    return OldRows.numbered(
        database, "confirmation", () -> current.get().contacts().confirmations().retention(), OLD);
  }

  @Produces
  @Singleton
  ConfirmationLetters letters(
      Templates templates,
      ConsentAddresses addresses,
      SuppressionDoor suppressions,
      RetrySchedule schedule) {
    return new ConfirmationLetters(
        templates, addresses, suppressions, schedule, configuration.node().hostName());
  }

  @Produces
  @Singleton
  ConfirmationRound round(
      Confirmations confirmations,
      ContactDesk contacts,
      ConfirmationLetters letters,
      Journal journal,
      MailQueues queues) {
    var outlet = new OwnMails(journal, queues);
    return new ConfirmationRound(
        confirmations,
        contacts,
        letters,
        (mail, subject) -> outlet.put(mail, subject, Map.of()),
        () -> current.get().contacts().confirmations(),
        clock);
  }

  @Produces
  @Singleton
  MailingLists lists(ControlSource control) {
    return new MailingLists(control);
  }

  @Produces
  @Singleton
  Withdrawals withdrawals(ContactDesk contacts) {
    return new Withdrawals(contacts);
  }

  @Produces
  @Singleton
  OptOuts optOuts(SuppressionDesk suppressions, CurrentTenancy tenancy, MailingLists lists) {
    return new OptOuts(suppressions, tenancy, lists::in, clock);
  }

  @Produces
  @Singleton
  ConfirmationDoor confirmationDoor(
      ConsentLinks links, ContactDesk contacts, OptOuts optOuts, LinkGate gate) {
    return new ConfirmationDoor(
        links, contacts, optOuts, gate, () -> current.get().contacts().confirmations(), clock);
  }

  @Produces
  @Singleton
  PreferenceDoor preferenceDoor(
      ConsentLinks links,
      ContactDesk contacts,
      OptOuts optOuts,
      SentMails sent,
      Journal journal,
      LinkGate gate) {
    var departures = new Departures(sent, journal, clock);
    return new PreferenceDoor(links, contacts, optOuts, departures, gate, clock);
  }
}
