package relay.domain.consent;

import static relay.domain.contacts.Withdrawals.RECIPIENT;

import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import relay.domain.consent.ConsentLink.Choosing;
import relay.domain.contacts.Consent;
import relay.domain.contacts.ConsentSource;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactChoice;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ContactList;
import relay.domain.contacts.ContactSchema;
import relay.domain.unsubscribe.LinkGate;
import relay.domain.unsubscribe.LinkOutcome;

/**
 * Where people choose what a tenant sends them. What it has answered with {@link LinkOutcome#DONE}
 * to {@link #save} is durable and in force on this node at once, on others within seconds.
 * Thread-safe.
 */
public final class PreferenceDoor {
  private static final String ORIGIN = "preference page";
  private final ConsentLinks links;
  private final ContactDesk contacts;
  private final OptOuts optOuts;
  private final Departures departures;
  private final LinkGate gate;
  private final InstantSource clock;

  /**
   * What a link leads to.
   *
   * @param view empty unless the outcome is DONE
   */
  public record Answer(LinkOutcome outcome, Optional<PreferenceView> view) {}

  public PreferenceDoor(
      ConsentLinks links,
      ContactDesk contacts,
      OptOuts optOuts,
      Departures departures,
      LinkGate gate,
      InstantSource clock) {
    this.links = links;
    this.contacts = contacts;
    this.optOuts = optOuts;
    this.departures = departures;
    this.gate = gate;
    this.clock = clock;
  }

  /** The page as it is now; changes nothing. */
  public Answer look(String word, InetAddress client) {
    return answer(word, client, link -> contact(link).map(contact -> view(link, contact)));
  }

  /**
   * Does what somebody chose, and tells how it stands then. Doing it again changes nothing.
   *
   * @param client the person's address, for bounds and for the proofs
   */
  public Answer save(String word, PreferenceWish wish, InetAddress client) {
    return answer(
        word, client, link -> contact(link).flatMap(contact -> saved(link, contact, wish, client)));
  }

  private Optional<PreferenceView> saved(
      Choosing link, Contact before, PreferenceWish wish, InetAddress client) {
    List<Consent> wishes = wishes(before, wish, client);
    // first, for whoever has to press again, or does not, is counted once all the same
    departures.note(link, wishes, client);
    if (wish.isAllOff()) {
      optOuts.leave(link.tenant(), link.address(), RECIPIENT);
    }
    ContactChoice choice = new ContactChoice(wishes, wish.frequency());
    Optional<Contact> after = contacts.choose(link.tenant(), before.id(), choice, RECIPIENT);
    if (!wish.isAllOff() && !wish.on().isEmpty()) {
      optOuts.comeBack(link.tenant(), link.address(), wish.on(), RECIPIENT);
    }
    return after.map(contact -> view(link, contact));
  }

  private List<Consent> wishes(Contact before, PreferenceWish wish, InetAddress client) {
    ContactSchema schema = contacts.schema(before.tenant());
    Map<String, ConsentState> now = before.consents();
    List<Consent> wishes = new ArrayList<>();
    for (ContactList list : schema.lists().values()) {
      ConsentState state = now.get(list.id());
      boolean isMeant = wish.isAllOff() || list.isPublic() && wish.shown().contains(list.id());
      boolean isWanted = !wish.isAllOff() && wish.on().contains(list.id());
      if (isMeant && isWanted && state != ConsentState.CONFIRMED) {
        wishes.add(consent(list, ConsentState.CONFIRMED, client));
      } else if (isMeant && !isWanted && state != null && state != ConsentState.UNSUBSCRIBED) {
        wishes.add(consent(list, ConsentState.UNSUBSCRIBED, client));
      }
    }
    return wishes;
  }

  /** The proof names the version of the list, for its title and description were on the page. */
  private Consent consent(ContactList list, ConsentState state, InetAddress client) {
    return new Consent(
        list.id(),
        state,
        ConsentSource.PREFERENCES,
        clock.instant(),
        Optional.of(client.getHostAddress()),
        "list " + list.id() + " version " + list.version(),
        ORIGIN);
  }

  private Optional<Contact> contact(Choosing link) {
    return contacts.of(link.tenant(), link.address());
  }

  private PreferenceView view(Choosing link, Contact contact) {
    return PreferenceView.of(
        contacts.schema(link.tenant()),
        contact,
        on -> optOuts.isAnyLeft(link.tenant(), link.address(), on));
  }

  private Answer answer(
      String word, InetAddress client, Function<Choosing, Optional<PreferenceView>> work) {
    Optional<Choosing> link =
        links.read(word).filter(Choosing.class::isInstance).map(Choosing.class::cast);
    if (link.isEmpty() || isOver(link.get())) {
      LinkOutcome wrong = link.isEmpty() ? LinkOutcome.FORGED : LinkOutcome.EXPIRED;
      return none(gate.takeWrong(client) ? wrong : LinkOutcome.TOO_MANY);
    }
    return gate.work(
        () ->
            work.apply(link.get())
                .map(view -> new Answer(LinkOutcome.DONE, Optional.of(view)))
                .orElse(none(LinkOutcome.FORGOTTEN)),
        none(LinkOutcome.LATER));
  }

  private boolean isOver(Choosing link) {
    Instant end = link.madeAt().plus(links.lifetime());
    return clock.instant().isAfter(end);
  }

  private static Answer none(LinkOutcome outcome) {
    return new Answer(outcome, Optional.empty());
  }
}
