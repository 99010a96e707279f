package relay.domain.explain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;

/**
 * Everything that decides about a mail at one moment.
 *
 * @param owner whose mail it is; empty when it does not come so far
 * @param door what is said when it is handed in; empty for a mail that is there already
 * @param recipients those that go on from the door
 */
public record Explanation(
    Instant at,
    Optional<MailOwner> owner,
    Optional<Lane> lane,
    List<Step> door,
    List<RecipientExplanation> recipients) {
  public Explanation {
    door = List.copyOf(door);
    recipients = List.copyOf(recipients);
  }

  /** The worst of what the door says to the mail as a whole, or what is next for the recipients. */
  public Effect effect() {
    boolean refused = recipients.isEmpty() || isRefused();
    if (refused && !door.isEmpty()) {
      return Effect.END;
    }
    Effect atDoor = effectOf(door.stream().filter(s -> s.topic() != Topic.RECIPIENT).toList());
    return recipients.stream()
        .map(RecipientExplanation::effect)
        .reduce(atDoor, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }

  /** Whether nothing of the mail would be taken. */
  public boolean isRefused() {
    return door.stream().anyMatch(s -> s.effect() == Effect.END && s.topic() != Topic.RECIPIENT);
  }

  /** The step that keeps it, or puts an end to it; empty when it goes. */
  public Optional<Step> deciding() {
    return Stream.concat(door.stream(), recipients.stream().flatMap(r -> r.steps().stream()))
        .filter(s -> s.effect() != Effect.GO)
        .findFirst();
  }

  /** One sentence that says it all. */
  public String summary() {
    Optional<Step> deciding = deciding();
    if (deciding.isEmpty()) {
      return recipients.isEmpty() ? "nothing is to be done" : "it goes now";
    }
    Step step = deciding.get();
    String what =
        switch (effect()) {
          case END -> isRefused() || owner.isEmpty() ? "it is refused: " : "it comes to its end: ";
          case WAIT -> "it waits" + step.until().map(at -> " until " + at).orElse("") + ": ";
          // some recipients are refused, the others go
          case GO -> "it goes, but not to everybody: ";
        };
    return what + step.says();
  }

  static Effect effectOf(List<Step> steps) {
    return steps.stream()
        .map(Step::effect)
        .filter(effect -> effect != Effect.GO)
        .findFirst()
        .orElse(Effect.GO);
  }
}
