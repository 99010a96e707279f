package relay.ejb.contacts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import relay.domain.automation.ContactSearch;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.contacts.ContactAttribute;
import relay.domain.contacts.ContactAttributeKind;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ContactList;
import relay.domain.contacts.ContactListKind;
import relay.domain.contacts.Segment;
import relay.domain.contacts.SegmentDesk;
import relay.domain.contacts.SegmentKind;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlSource;
import relay.domain.privacy.PersonalStore;
import relay.domain.retention.AgingRows;
import relay.ejb.database.Database;
import relay.ejb.journal.JournalReader;

/** Makes what keeps contacts. */
@ApplicationScoped
public class ContactProducer {

  /** Joins the other control objects. */
  @Produces
  @Singleton
  ControlKind<ContactAttribute> attributes() {
    return ContactAttributeKind.ATTRIBUTE;
  }

  @Produces
  @Singleton
  ControlKind<ContactList> lists() {
    return ContactListKind.LIST;
  }

  @Produces
  @Singleton
  ContactDesk desk(
      Database database, ControlSource source, CurrentConfiguration current, InstantSource clock) {
    return new DatabaseContactDesk(
        database, source, () -> current.get().contacts().confirmations(), clock);
  }

  @Produces
  @Singleton
  ControlKind<Segment> segments() {
    return SegmentKind.SEGMENT;
  }

  @Produces
  @Singleton
  SegmentDesk segmentDesk(Database database, ControlSource source, InstantSource clock) {
    return new DatabaseSegmentDesk(database, source, clock);
  }

  /** For automations. */
  @Produces
  @Singleton
  ContactSearch search(Database database, ControlSource source, InstantSource clock) {
    return new DatabaseContactSearch(database, source, clock);
  }

  @Produces
  @Singleton
  PersonalStore personal(Database database, InstantSource clock) {
    return new ErasedContacts(database, clock);
  }

  @Produces
  @Singleton
  AgingRows oldProofs(Database database, CurrentConfiguration current) {
    return OldProofs.of(database, () -> current.get().contacts().proofRetention());
  }

  /** Asked as a Follower, too. */
  @Produces
  @Singleton
  BehaviourFollower behaviour(
      JournalReader journal,
      Database database,
      RelayConfiguration configuration,
      CurrentConfiguration current,
      InstantSource clock) {
    return new BehaviourFollower(
        journal,
        database,
        configuration.node().hostName(),
        configuration.database(),
        () -> current.get().tracking().keep(),
        clock);
  }
}
