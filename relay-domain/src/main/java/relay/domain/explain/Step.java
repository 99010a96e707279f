package relay.domain.explain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import relay.domain.control.Responsible;
import relay.domain.routing.DnssecTrail;

/**
 * What one rule says to a mail.
 *
 * @param says a sentence; where the mail is refused, the very words that its client would read
 * @param until when the rule makes it wait: for how long, where that is known
 * @param by what the verdict rests on, the deciding thing first; empty where it is nobody's choice
 * @param answers of the DNS that it rests on, where it is about how far they can be believed
 */
public record Step(
    Topic topic,
    Effect effect,
    String says,
    Optional<Instant> until,
    List<Responsible> by,
    List<DnssecTrail.Answer> answers) {
  public Step {
    by = List.copyOf(by);
    answers = List.copyOf(answers);
  }

  Step(Topic topic, Effect effect, String says, Optional<Instant> until, List<Responsible> by) {
    this(topic, effect, says, until, by, List.of());
  }

  static Step go(Topic topic, String says, Responsible... by) {
    return new Step(topic, Effect.GO, says, Optional.empty(), List.of(by));
  }

  static Step waits(Topic topic, String says, Optional<Instant> until, Responsible... by) {
    return new Step(topic, Effect.WAIT, says, until, List.of(by));
  }

  static Step end(Topic topic, String says, Optional<Responsible> by) {
    return new Step(topic, Effect.END, says, Optional.empty(), by.stream().toList());
  }
}
