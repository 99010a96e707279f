package relay.domain.explain;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import relay.domain.brake.MailTraits;
import relay.domain.control.ControlJson;
import relay.domain.journal.EventField;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.ReversePath;
import relay.domain.routing.MailFacts;
import relay.domain.view.MessageStory;
import relay.domain.view.RecipientChange;

/**
 * A mail that is ours, as far as it matters for what comes next.
 *
 * @param facts what routes can tell it by
 * @param expiresAt where the journal told it; empty: as the rules say now
 */
public record StoredMail(
    MailTraits traits,
    MailFacts facts,
    MailOwner owner,
    Lane lane,
    Optional<Instant> expiresAt,
    List<StoredRecipient> recipients) {
  public StoredMail {
    recipients = List.copyOf(recipients);
  }

  /**
   * As the message view tells it.
   *
   * @throws IllegalArgumentException when an address on record is none
   */
  public static StoredMail of(MessageStory story) {
    var reception = story.message().reception();
    String senderDomain =
        reception.sender().isEmpty()
            ? ""
            : MailTraits.domainOf(EmailAddress.parse(reception.sender()));
    var traits =
        new MailTraits(
            reception.owner().tenant(),
            reception.owner().stream(),
            reception.owner().campaign(),
            senderDomain,
            story.message().id(),
            reception.acceptedAt());
    Lane lane = Lane.valueOf(reception.lane().toUpperCase(Locale.ROOT));
    var facts =
        MailFacts.without(
            reception.owner(),
            lane,
            ReversePath.parse(reception.sender()),
            reception.size(),
            story.message().id().text());
    return new StoredMail(
        traits,
        facts,
        reception.owner(),
        lane,
        expiry(story.events()),
        story.message().recipients().stream()
            .map(r -> new StoredRecipient(EmailAddress.parse(r.address()), r.standing()))
            .toList());
  }

  /** The newest event that tells it. */
  private static Optional<Instant> expiry(List<String> events) {
    Optional<Instant> told = Optional.empty();
    for (String line : events) {
      String text = ControlJson.read(line).getString(EventField.EXPIRES, "");
      told = text.isEmpty() ? told : Optional.of(Instant.parse(text));
    }
    return told;
  }

  /** So many of the recipients, those first with whom something is still going to happen. */
  List<StoredRecipient> openFirst(int most) {
    return recipients.stream()
        .sorted(Comparator.comparing(r -> !r.standing().state().isOpen()))
        .limit(most)
        .toList();
  }

  /** One of its recipients and where it stands. */
  public record StoredRecipient(EmailAddress address, RecipientChange standing) {}
}
