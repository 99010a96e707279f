package relay.domain.consent;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.audit.Actor;
import relay.domain.consent.ConsentLink.Confirming;
import relay.domain.contacts.ConfirmationSettings;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentOutcome;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ContactList;
import relay.domain.contacts.Withdrawals;
import relay.domain.unsubscribe.LinkGate;
import relay.domain.unsubscribe.LinkOutcome;

/**
 * Where links to confirm a list come back. What it has answered with {@link LinkOutcome#DONE} to
 * {@link #confirm} is durable, with its proof. Thread-safe.
 */
public final class ConfirmationDoor {
  private static final String ORIGIN = "confirmation mail of ";
  private final ConsentLinks links;
  private final ContactDesk contacts;
  private final OptOuts optOuts;
  private final LinkGate gate;
  private final Supplier<ConfirmationSettings> settings;
  private final InstantSource clock;

  /**
   * What a link leads to.
   *
   * @param list empty unless the outcome is DONE
   */
  public record Answer(LinkOutcome outcome, Optional<ContactList> list) {}

  public ConfirmationDoor(
      ConsentLinks links,
      ContactDesk contacts,
      OptOuts optOuts,
      LinkGate gate,
      Supplier<ConfirmationSettings> settings,
      InstantSource clock) {
    this.links = links;
    this.contacts = contacts;
    this.optOuts = optOuts;
    this.gate = gate;
    this.settings = settings;
    this.clock = clock;
  }

  /** What a click would come to; changes nothing and asks memory only. */
  public Answer look(String word, InetAddress client) {
    Optional<Confirming> link = read(word);
    return link.isEmpty()
        ? refused(LinkOutcome.FORGED, client)
        : isOver(link.get())
            ? refused(LinkOutcome.EXPIRED, client)
            : new Answer(
                list(link.get()).isPresent() ? LinkOutcome.DONE : LinkOutcome.FORGOTTEN,
                list(link.get()));
  }

  /**
   * Confirms the list for the contact whose mail had this link. Doing it again changes nothing.
   *
   * @param client the person's address, for bounds and for the proof
   */
  public Answer confirm(String word, InetAddress client) {
    Answer seen = look(word, client);
    return seen.outcome() == LinkOutcome.DONE
        ? gate.work(
            () -> confirm(read(word).orElseThrow(), seen.list().orElseThrow(), client),
            none(LinkOutcome.LATER))
        : seen;
  }

  private Answer confirm(Confirming link, ContactList list, InetAddress client) {
    Consent wish =
        new Consent(
            list.id(),
            ConsentState.CONFIRMED,
            ConsentSource.LINK,
            clock.instant(),
            Optional.of(client.getHostAddress()),
            link.wording(),
            ORIGIN + link.madeAt());
    Optional<Contact> contact = contacts.find(link.tenant(), link.contact());
    Actor by = Withdrawals.RECIPIENT;
    ConsentOutcome outcome = contacts.consent(link.tenant(), link.contact(), list, wish, by);
    if (contact.isEmpty()
        || outcome instanceof ConsentOutcome.Missing
        || outcome instanceof ConsentOutcome.Refused) {
      return none(LinkOutcome.FORGOTTEN);
    }
    optOuts.comeBack(link.tenant(), contact.get().fields().address(), Set.of(list.id()), by);
    return new Answer(LinkOutcome.DONE, Optional.of(list));
  }

  private Optional<Confirming> read(String word) {
    return links.read(word).filter(Confirming.class::isInstance).map(Confirming.class::cast);
  }

  private boolean isOver(Confirming link) {
    Duration ofSettings = settings.get().lifetime();
    Duration ofKeys = links.lifetime();
    Duration lifetime = ofSettings.compareTo(ofKeys) < 0 ? ofSettings : ofKeys;
    Instant now = clock.instant();
    return now.isAfter(link.madeAt().plus(lifetime));
  }

  private Optional<ContactList> list(Confirming link) {
    return Optional.ofNullable(contacts.schema(link.tenant()).lists().get(link.list()));
  }

  private Answer refused(LinkOutcome outcome, InetAddress client) {
    return none(gate.takeWrong(client) ? outcome : LinkOutcome.TOO_MANY);
  }

  private static Answer none(LinkOutcome outcome) {
    return new Answer(outcome, Optional.empty());
  }
}
