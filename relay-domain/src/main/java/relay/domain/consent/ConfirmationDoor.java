package relay.domain.consent;

import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import relay.domain.audit.Actor;
import relay.domain.consent.ConsentLink.Confirming;
import relay.domain.consent.ConsentLink.Renewing;
import relay.domain.contacts.ConfirmationSettings;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentOutcome;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ContactList;
import relay.domain.contacts.Withdrawals;
import relay.domain.mail.EmailAddress;
import relay.domain.unsubscribe.LinkGate;
import relay.domain.unsubscribe.LinkOutcome;

/**
 * Where links to confirm a list come back: those of the mails that ask whoever joins it, and those
 * of campaigns that ask the inactive. What it has answered with {@link LinkOutcome#DONE} to {@link
 * #confirm} is durable, with its proof. Thread-safe.
 */
public final class ConfirmationDoor {
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

  /**
   * What a link asks.
   *
   * @param contact id; empty where the address says who it is
   */
  private record Asked(
      String tenant,
      Optional<String> contact,
      Optional<EmailAddress> address,
      String list,
      ConsentSource source,
      String wording,
      String origin,
      Instant end) {}

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
    Optional<Asked> link = read(word);
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

  private Answer confirm(Asked link, ContactList list, InetAddress client) {
    Optional<Contact> contact = contact(link);
    if (contact.isEmpty()) {
      return none(LinkOutcome.FORGOTTEN);
    }
    Consent wish =
        new Consent(
            list.id(),
            ConsentState.CONFIRMED,
            link.source(),
            clock.instant(),
            Optional.of(client.getHostAddress()),
            link.wording(),
            link.origin());
    Actor by = Withdrawals.RECIPIENT;
    if (!isRenewed(link, contact.get())) {
      ConsentOutcome outcome = contacts.consent(link.tenant(), contact.get().id(), list, wish, by);
      if (outcome instanceof ConsentOutcome.Missing || outcome instanceof ConsentOutcome.Refused) {
        return none(LinkOutcome.FORGOTTEN);
      }
    }
    optOuts.comeBack(link.tenant(), contact.get().fields().address(), Set.of(list.id()), by);
    return new Answer(LinkOutcome.DONE, Optional.of(list));
  }

  private Optional<Contact> contact(Asked link) {
    return link.contact().isPresent()
        ? contacts.find(link.tenant(), link.contact().get())
        : contacts.of(link.address().orElseThrow()).stream()
            .filter(contact -> contact.tenant().equals(link.tenant()))
            .findFirst();
  }

  /** Whether the very link made its proof before, and nothing happened since. */
  private boolean isRenewed(Asked link, Contact contact) {
    if (link.source() != ConsentSource.RENEWAL
        || contact.consents().get(link.list()) != ConsentState.CONFIRMED) {
      return false;
    }
    return contacts.proofs(link.tenant(), contact.id()).stream()
        .flatMap(List::stream)
        .anyMatch(
            proof ->
                proof.list().equals(link.list())
                    && proof.source() == link.source()
                    && proof.origin().equals(link.origin()));
  }

  private Optional<Asked> read(String word) {
    return links.read(word).flatMap(this::asked);
  }

  /** What a link asks, whichever mail it stood in; empty for one that confirms nothing. */
  private Optional<Asked> asked(ConsentLink link) {
    if (link instanceof Confirming confirming) {
      return Optional.of(
          new Asked(
              link.tenant(),
              Optional.of(confirming.contact()),
              Optional.empty(),
              confirming.list(),
              ConsentSource.LINK,
              confirming.wording(),
              "confirmation mail of " + link.madeAt(),
              end(link, link.madeAt().plus(settings.get().lifetime()))));
    } else if (link instanceof Renewing renewing) {
      return Optional.of(
          new Asked(
              link.tenant(),
              Optional.empty(),
              Optional.of(renewing.address()),
              renewing.list(),
              ConsentSource.RENEWAL,
              renewing.wording(),
              "campaign " + renewing.campaign() + " of " + link.madeAt(),
              end(link, renewing.until())));
    }
    return Optional.empty();
  }

  /** No link can be read for longer than its key is kept. */
  private Instant end(ConsentLink link, Instant wanted) {
    Instant ofKeys = link.madeAt().plus(links.lifetime());
    return ofKeys.isBefore(wanted) ? ofKeys : wanted;
  }

  private boolean isOver(Asked link) {
    return clock.instant().isAfter(link.end());
  }

  private Optional<ContactList> list(Asked link) {
    return Optional.ofNullable(contacts.schema(link.tenant()).lists().get(link.list()));
  }

  private Answer refused(LinkOutcome outcome, InetAddress client) {
    return none(gate.takeWrong(client) ? outcome : LinkOutcome.TOO_MANY);
  }

  private static Answer none(LinkOutcome outcome) {
    return new Answer(outcome, Optional.empty());
  }
}
