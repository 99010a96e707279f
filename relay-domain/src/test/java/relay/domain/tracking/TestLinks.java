package relay.domain.tracking;

import java.time.Instant;
import java.util.Optional;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;

/** Links of a newsletter of acme's to Bob. */
public final class TestLinks {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  public static final MailOwner NEWS = new MailOwner("acme", "news", "", "spring");
  public static final QueueId MAIL = QueueId.of(NOON.toEpochMilli(), 77);
  public static final EmailAddress BOB = EmailAddress.parse("bob@example.org");

  private TestLinks() {}

  /** A link that tells Bob. */
  public static TrackedLink click(int number, String target) {
    return new TrackedLink(VisitKind.CLICK, NEWS, NOON, number, bob(), target);
  }

  /** A link that tells nobody. */
  public static TrackedLink aggregateClick(int number, String target) {
    return new TrackedLink(VisitKind.CLICK, NEWS, NOON, number, Optional.empty(), target);
  }

  /** The picture in Bob's mail. */
  public static TrackedLink open() {
    return new TrackedLink(VisitKind.OPEN, NEWS, NOON, 0, bob(), "");
  }

  /** What no person sees in Bob's mail. */
  public static TrackedLink trap() {
    return new TrackedLink(VisitKind.TRAP, NEWS, NOON, 0, bob(), "");
  }

  private static Optional<TrackedRecipient> bob() {
    return Optional.of(new TrackedRecipient(MAIL, BOB));
  }
}
