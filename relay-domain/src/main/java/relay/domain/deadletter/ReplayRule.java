package relay.domain.deadletter;

import java.util.List;
import java.util.Optional;
import relay.domain.mail.Recipient;
import relay.domain.view.MessageStory;
import relay.domain.view.RecipientRow;

/**
 * Whether a dead mail may be given back without anybody getting it twice. What workers remember of
 * an attempt keeps them from a second one in any case, but they remember the newest journal files
 * only; the message view knows all. Pure; thread-safe.
 */
public final class ReplayRule {
  private ReplayRule() {}

  /**
   * Why not; empty when nothing speaks against it.
   *
   * @param story what is on record of the mail; empty when nothing is any more
   */
  public static Optional<String> objection(DeadMail mail, Optional<MessageStory> story) {
    if (mail.isFeedback() || story.isEmpty()) {
      return Optional.empty();
    }
    List<RecipientRow> rows = story.get().message().recipients();
    for (Recipient recipient : mail.envelope().recipients()) {
      Optional<RecipientRow> row =
          rows.stream()
              .filter(r -> r.address().equalsIgnoreCase(recipient.address().toString()))
              .findFirst();
      Optional<String> objection = row.flatMap(r -> objection(mail, r));
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> objection(DeadMail mail, RecipientRow row) {
    if (!row.standing().state().isOpen()) {
      return Optional.of(
          row.address() + " is " + row.standing().state().label() + " already, as the record says");
    }
    if (row.standing().attempts() > mail.entry().attempts()) {
      return Optional.of(
          "attempt "
              + row.standing().attempts()
              + " for "
              + row.address()
              + " is on record, which is later than this copy of the mail");
    }
    return Optional.empty();
  }
}
