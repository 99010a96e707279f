package relay.domain.administration;

import java.util.Map;
import java.util.Optional;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlObject;
import relay.domain.control.Refusal;

/** What became of an operator's wish. */
public sealed interface ChangeResult {
  /**
   * It is done, or, on trial, could be done.
   *
   * @param before empty when the object comes into being
   * @param after empty when it goes; the same as before when there was nothing to change
   * @param shownOnce secrets just made, by field name; they can never be shown again
   */
  record Done(
      Optional<ControlObject> before, Optional<ControlObject> after, Map<String, String> shownOnce)
      implements ChangeResult {

    /** The word for it: create, replace, delete or none. */
    public String action() {
      if (before.equals(after)) {
        return "none";
      }
      return before.isEmpty() ? "create" : after.isEmpty() ? "delete" : "replace";
    }

    /** Says nothing of the secrets. */
    @Override
    public String toString() {
      return "Done[" + action() + "]";
    }
  }

  /** There is no such object. */
  record Missing(ControlKey key) implements ChangeResult {}

  /** It is not in the state that was expected; empty: it is not there. */
  record Unexpected(Optional<ControlObject> current) implements ChangeResult {}

  /** The whole of an object may be replaced only by who names its version. */
  record VersionNeeded(ControlObject current) implements ChangeResult {}

  /** A rule forbids it. */
  record Refused(Refusal why) implements ChangeResult {}
}
