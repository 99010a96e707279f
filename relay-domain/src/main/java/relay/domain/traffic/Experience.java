package relay.domain.traffic;

import java.util.Optional;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.TransmissionReport;
import relay.domain.smtp.SmtpReply;

/**
 * What one attempt tells about its flow.
 *
 * @param taken recipients that the server took
 * @param deferred recipients that it deferred for a reason that may lie with us
 * @param rule the first rule that a reply matched
 * @param sample a deferring reply; the one that the rule matched where there is one
 */
public record Experience(
    Reach reach, int taken, int deferred, Optional<ReplyRule> rule, String sample) {
  /** Nothing was learned. */
  public static final Experience NONE = new Experience(Reach.UNKNOWN);

  /** Nothing was said about the pace. */
  public Experience(Reach reach) {
    this(reach, 0, 0, Optional.empty(), "");
  }

  static Experience of(TransmissionReport report, ReplyRules rules, Optional<String> provider) {
    int taken = 0;
    int deferred = 0;
    Optional<ReplyRule> first = Optional.empty();
    String sample = "";
    for (RecipientReply said : report.replies()) {
      SmtpReply reply = said.reply();
      taken += reply.isPositive() ? 1 : 0;
      Optional<ReplyRule> rule = rules.match(reply, provider);
      boolean counts = rule.map(r -> r.reaction() != Reaction.NOTHING).orElse(isAboutUs(reply));
      deferred += counts && reply.isTemporary() ? 1 : 0;
      if (counts && (sample.isEmpty() || first.isEmpty() && rule.isPresent())) {
        sample = reply.toString();
        first = rule;
      }
    }
    return new Experience(Reach.of(report), taken, deferred, first, sample);
  }

  /** A deferral by a server, unless its status says that it is about the mailbox (RFC 3463). */
  private static boolean isAboutUs(SmtpReply reply) {
    return !reply.local()
        && reply.isTemporary()
        && reply.status().map(s -> s.subject() != 1 && s.subject() != 2).orElse(true);
  }
}
