package relay.domain.routing;

import java.time.Duration;

/**
 * What one attempt tells about a target.
 *
 * @param isAboutTarget false when nothing was learned: the mail itself was refused
 * @param isGood whether it took the mail, or said no to the mail alone
 * @param took from the beginning to the last reply
 * @param trouble what went wrong, in words
 */
public record TargetExperience(
    boolean isAboutTarget, boolean isGood, Duration took, String trouble) {
  /** Nothing was learned. */
  public static final TargetExperience NONE = new TargetExperience(false, true, Duration.ZERO, "");
}
