package relay.domain.consent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import relay.domain.consent.ConfirmationLetters.Letter;
import relay.domain.contacts.ConfirmationSettings;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ContactList;
import relay.domain.journal.JournalUnavailable;
import relay.domain.queue.QueueUnavailable;

/**
 * Sends the mails that ask contacts to confirm. A crash in between has one made again after the
 * hold, with the same id, so that the same broker queues it once. Several nodes may do this at a
 * time. Thread-safe.
 */
public final class ConfirmationRound {
  /** Longer than one takes. */
  private static final Duration HOLD = Duration.ofMinutes(10);

  /** Until something is mended that stands in the way of all. */
  private static final Duration RETRY = Duration.ofMinutes(5);

  private final Confirmations orders;
  private final ContactDesk contacts;
  private final ConfirmationLetters letters;
  private final ConfirmationOutlet outlet;
  private final Supplier<ConfirmationSettings> settings;
  private final InstantSource clock;

  public ConfirmationRound(
      Confirmations orders,
      ContactDesk contacts,
      ConfirmationLetters letters,
      ConfirmationOutlet outlet,
      Supplier<ConfirmationSettings> settings,
      InstantSource clock) {
    this.orders = orders;
    this.contacts = contacts;
    this.letters = letters;
    this.outlet = outlet;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Goes through those that are due.
   *
   * @param most how many at most
   * @param isStopped whether the end was asked for meanwhile
   * @return how many were looked at
   */
  public int go(int most, BooleanSupplier isStopped) {
    int done = 0;
    while (done < most && !isStopped.getAsBoolean()) {
      Optional<Confirmation> due = orders.take(clock.instant(), HOLD);
      if (due.isEmpty()) {
        break;
      }
      orders.keep(after(due.get()));
      done++;
    }
    return done;
  }

  private Confirmation after(Confirmation order) {
    Instant now = clock.instant();
    Optional<Contact> contact = contacts.find(order.tenant(), order.contact());
    ContactList list = contacts.schema(order.tenant()).lists().get(order.list());
    if (contact.isEmpty() || list == null) {
      return order.givenUp((list == null ? "the list" : "the contact") + " was removed");
    }
    if (!list.asksToConfirm()) {
      return order.givenUp("the list does not ask to confirm any more");
    }
    if (contact.get().consents().get(list.id()) != ConsentState.PENDING) {
      return order.givenUp("the contact is not pending any more");
    }
    if (now.isAfter(order.askedAt().plus(settings.get().lifetime()))) {
      return order.givenUp("it waited too long: " + order.problem());
    }
    Letter letter =
        letters.write(order, contact.get(), list, list.confirmation().orElseThrow(), now);
    if (letter instanceof Letter.GivenUp givenUp) {
      return order.givenUp(givenUp.why());
    } else if (letter instanceof Letter.NotNow notNow) {
      return order.later(notNow.why(), now.plus(RETRY));
    }
    var written = (Letter.Written) letter;
    try {
      outlet.put(written.mail(), written.subject());
      return order.sent(written.mail().entry().mail(), now);
    } catch (JournalUnavailable | QueueUnavailable e) {
      return order.later("it could not be queued: " + e.getMessage(), now.plus(RETRY));
    }
  }
}
