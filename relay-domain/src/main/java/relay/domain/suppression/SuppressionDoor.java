package relay.domain.suppression;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.Recipient;
import relay.domain.smtp.SmtpReply;
import relay.domain.suppression.SuppressionBook.Match;
import relay.domain.suppression.SuppressionSettings.AtDoor;

/**
 * What the suppression list says about mail: at the door, and at each touch after it. Mail from the
 * null path is nobody's sending but a report, and is never held back. Thread-safe.
 */
public final class SuppressionDoor {
  /** Holds nobody back. */
  public static final SuppressionDoor OPEN =
      new SuppressionDoor(Suppressions.NONE, null, InstantSource.system());

  private final Suppressions suppressions;
  private final SuppressionRules rules;
  private final InstantSource clock;

  /**
   * @param rules not asked while nobody is suppressed
   */
  public SuppressionDoor(Suppressions suppressions, SuppressionRules rules, InstantSource clock) {
    this.suppressions = suppressions;
    this.rules = rules;
    this.clock = clock;
  }

  /** A recipient who is held back. */
  public record HeldBack(Recipient recipient, Match match) {}

  /** True when there is nothing to ask: the usual case, one volatile read. */
  public boolean isOpen() {
    return suppressions.current().isEmpty();
  }

  /** Why this recipient is refused before the stream of the mail is known; empty: go on. */
  public Optional<Match> refusal(String tenant, EmailAddress recipient) {
    SuppressionBook book = suppressions.current();
    return book.isEmpty() || !rules.refusesEverywhere(tenant)
        ? Optional.empty()
        : book.find(tenant, recipient, clock.instant());
  }

  /**
   * Why a whole mail is refused: its stream refuses, and nobody would get it. A mail that somebody
   * may have is taken for him.
   */
  public Optional<Match> refusal(
      MailOwner owner, Lane lane, List<Recipient> recipients, Instant now) {
    if (isOpen() || rules.of(owner.tenant(), owner.stream()).atDoor() != AtDoor.REFUSE) {
      return Optional.empty();
    }
    List<HeldBack> heldBack = heldBack(owner, lane, recipients, now);
    return heldBack.isEmpty() || heldBack.size() < recipients.size()
        ? Optional.empty()
        : Optional.of(heldBack.get(0).match());
  }

  /** Those of the recipients to whom this mail does not go now. */
  public List<HeldBack> heldBack(
      MailOwner owner, Lane lane, List<Recipient> recipients, Instant now) {
    SuppressionBook book = suppressions.current();
    if (book.isEmpty()) {
      return List.of();
    }
    boolean fullCounts =
        lane == Lane.BULK || !rules.of(owner.tenant(), owner.stream()).urgentOverridesFull();
    List<HeldBack> heldBack = new ArrayList<>(0);
    for (Recipient recipient : recipients) {
      book.find(owner, lane, recipient.address(), now, fullCounts)
          .ifPresent(match -> heldBack.add(new HeldBack(recipient, match)));
    }
    return heldBack;
  }

  /** RFC 3463 3.8: delivery not authorized, by a rule of ours. */
  public static SmtpReply reply(Match match) {
    return SmtpReply.local(550, "5.7.1", match.sentence());
  }
}
