package relay.domain.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import relay.domain.mail.QueueId;
import relay.domain.mail.Recipient;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.EnhancedStatus;
import relay.domain.smtp.SmtpReply;

/**
 * What a sender is to be told by mail (RFC 3461, RFC 3464): one kind of news about one or more
 * recipients of one mail. Its sender is never the null path.
 *
 * @param id of the mail that will carry it; always the same for the same news of the same entry
 * @param about the mail as it was when this happened
 * @param at when it happened
 * @param willRetryUntil for delays
 * @param onRecord whether the journal has the beginning of its story already: it was made before a
 *     crash and has been worked on
 */
public record Report(
    Kind kind,
    QueueId id,
    QueuedMail about,
    List<Item> items,
    Instant at,
    Optional<Instant> willRetryUntil,
    boolean onRecord) {

  public enum Kind {
    FAILURE,
    DELAY,
    /** Handed to a server that sends no reports of its own. */
    SUCCESS;

    /** The word in journal lines. */
    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The news about one recipient.
   *
   * @param status for the Status field
   * @param reply the last one, of a server or ours
   * @param host who gave the reply; empty when it was us
   * @param attemptedAt when there was an attempt
   */
  public record Item(
      Recipient recipient,
      Cause cause,
      EnhancedStatus status,
      SmtpReply reply,
      String host,
      Optional<Instant> attemptedAt) {}

  public Report {
    items = List.copyOf(items);
  }
}
