package relay.domain.consent;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import relay.domain.consent.ConsentLink.Confirming;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactList;
import relay.domain.contacts.ListConfirmation;
import relay.domain.delivery.RetrySchedule;
import relay.domain.mail.Content;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailDate;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.queue.EntryId;
import relay.domain.queue.Progress;
import relay.domain.queue.QueuedMail;
import relay.domain.reception.document.MailDocument;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.suppression.SuppressionDoor.HeldBack;
import relay.domain.template.RecipientLinks;
import relay.domain.template.Rendering;
import relay.domain.template.Templates;

/**
 * Makes the mail that asks to confirm a list: of the transactional lane, never tracked, with an id
 * that follows from its order, so that it is queued once however often it is made. Asks memory
 * only; thread-safe.
 */
public final class ConfirmationLetters {
  private static final Lane LANE = Lane.TRANSACTIONAL;
  private final ConfirmationWords words;
  private final ConsentAddresses addresses;
  private final SuppressionDoor suppressions;
  private final RetrySchedule schedule;
  private final String hostName;

  /** What came of making one. */
  public sealed interface Letter {
    /** The mail, ready for its queue. */
    record Written(QueuedMail mail, String subject) implements Letter {}

    /** This contact gets none. */
    record GivenUp(String why) implements Letter {}

    /** Nobody does, until somebody mends something. */
    record NotNow(String why) implements Letter {}
  }

  /**
   * @param hostName of this node, for Message-IDs
   */
  public ConfirmationLetters(
      Templates templates,
      ConsentAddresses addresses,
      SuppressionDoor suppressions,
      RetrySchedule schedule,
      String hostName) {
    this.words = new ConfirmationWords(templates);
    this.addresses = addresses;
    this.suppressions = suppressions;
    this.schedule = schedule;
    this.hostName = hostName;
  }

  /** The mail of an order. */
  public Letter write(
      Confirmation order, Contact contact, ContactList list, ListConfirmation asks, Instant now) {
    Optional<ConfirmationWords.Text> text = words.of(list);
    if (text.isEmpty()) {
      return new Letter.NotNow("template " + asks.template().orElse("") + " is not published");
    }
    Optional<String> url =
        addresses.confirm(
            new Confirming(list.tenant(), contact.id(), list.id(), now, text.get().wording()));
    if (url.isEmpty()) {
      return new Letter.NotNow("unsubscribe.public-url is not set, or there is no identity key");
    }
    QueueId id = QueueId.derived(order.askedAt(), "confirmation " + order.id());
    var to = new Recipient(contact.fields().address(), Set.of(), Optional.empty());
    RecipientLinks links = addresses.of(list.tenant(), id, List.of(to), now);
    Rendering rendering = words.write(text.get(), contact, list, url.get(), links);
    if (rendering instanceof Rendering.Refused refused) {
      return new Letter.GivenUp(text.get().wording() + ": " + refused.why());
    }
    Rendering.Rendered rendered = (Rendering.Rendered) rendering;
    if (!rendered.text().contains(url.get())
        || rendered.html().filter(html -> !html.contains(url.get())).isPresent()) {
      return new Letter.GivenUp(
          text.get().wording() + " does not show {{" + ConfirmationWords.URL + "}}");
    }
    return mail(id, contact.fields().address(), list, asks, rendered, now);
  }

  private Letter mail(
      QueueId id,
      EmailAddress to,
      ContactList list,
      ListConfirmation asks,
      Rendering.Rendered words,
      Instant now) {
    MailOwner owner = new MailOwner(list.tenant(), LANE.label(), "");
    MailDocument document =
        MailDocument.toOne(asks.from(), Optional.empty(), to)
            .filled(words.subject(), words.html(), words.text());
    Envelope envelope = document.envelope();
    List<HeldBack> held = suppressions.heldBack(owner, LANE, envelope.recipients(), now);
    if (!held.isEmpty()) {
      return new Letter.GivenUp(held.get(0).match().sentence());
    }
    String fields =
        "Date: "
            + MailDate.of(now)
            + "\r\nMessage-ID: <"
            + id
            + "@"
            + hostName
            // RFC 3834 5: nobody's automatic answer shall answer this
            + ">\r\nAuto-Submitted: auto-generated\r\n";
    Content content =
        document
            .compose(new SplittableRandom(id.chance()))
            .withHeader(fields.getBytes(StandardCharsets.US_ASCII), 0);
    return new Letter.Written(
        new QueuedMail(
            new EntryId(id, 0, 0),
            LANE,
            owner,
            envelope,
            now,
            schedule.expiryOf(owner, LANE, now, envelope),
            Progress.NONE,
            Optional.empty(),
            content),
        words.subject());
  }
}
