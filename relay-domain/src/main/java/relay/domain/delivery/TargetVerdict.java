package relay.domain.delivery;

import java.time.Duration;
import java.util.List;
import relay.domain.routing.TargetExperience;

/** What an attempt tells about the target of a route, and whether another may have the mail. */
public final class TargetVerdict {
  private TargetVerdict() {}

  /**
   * Good is a target that took the mail for somebody, or refused recipients or the mail for good:
   * it works. Bad is one that could not be talked to, or put everybody off. Nothing is learned
   * where no connection could be made for reasons of ours, such as a source address that is gone.
   */
  public static TargetExperience of(TransmissionReport report, Duration took) {
    List<RecipientReply> replies = report.replies();
    boolean anyWorks =
        replies.stream()
            .anyMatch(r -> !r.inDoubt() && (r.reply().isPositive() || r.reply().isPermanent()));
    if (anyWorks) {
      return new TargetExperience(true, true, took, "");
    }
    if (replies.stream().allMatch(TargetVerdict::isOurFault)) {
      return TargetExperience.NONE;
    }
    RecipientReply first = replies.get(0);
    return new TargetExperience(true, false, took, first.reply().toString());
  }

  private static boolean isOurFault(RecipientReply said) {
    return said.stage() == Stage.CONNECT
        && said.reply().local()
        && said.reply().status().filter(s -> s.toString().equals(Origin.OUR_FAULT)).isPresent();
  }

  /** Recipients that the target took, or may have taken: what is in doubt is paid for. */
  public static int taken(TransmissionReport report) {
    int taken = 0;
    for (RecipientReply said : report.replies()) {
      taken += said.inDoubt() || said.reply().isPositive() ? 1 : 0;
    }
    return taken;
  }

  /**
   * Whether nothing of the mail was given to anybody, so that another target may have it at once:
   * nobody could be talked to. What is in doubt is never given to another.
   */
  public static boolean mayGoElsewhere(TransmissionReport report) {
    return report.replies().stream()
        .allMatch(
            r -> !r.inDoubt() && r.reply().isTemporary() && r.stage().compareTo(Stage.AUTH) <= 0);
  }
}
