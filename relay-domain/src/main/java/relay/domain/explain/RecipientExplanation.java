package relay.domain.explain;

import java.util.List;
import relay.domain.mail.EmailAddress;

/**
 * What is said about one recipient of a mail.
 *
 * @param steps in the order of the path
 */
public record RecipientExplanation(EmailAddress recipient, List<Step> steps) {
  public RecipientExplanation {
    steps = List.copyOf(steps);
  }

  /** What becomes of it next: the first rule that does not let it go decides. */
  public Effect effect() {
    return Explanation.effectOf(steps);
  }
}
