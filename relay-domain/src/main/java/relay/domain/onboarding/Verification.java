package relay.domain.onboarding;

import java.util.List;
import relay.domain.control.ControlOutcome;
import relay.domain.tenancy.SendingDomain;

/** What came of looking for the proof of a domain. */
public sealed interface Verification {

  /** The proof is there; the domain may be sent from within two seconds. */
  record Verified(SendingDomain domain) implements Verification {}

  /**
   * The DNS answered, and the proof is not in it.
   *
   * @param name of the TXT record to publish
   * @param text of the TXT record to publish
   * @param found the TXT records that are there
   */
  record NotSeen(String name, String text, List<String> found) implements Verification {
    public NotSeen {
      found = List.copyOf(found);
    }
  }

  /** The DNS did not answer; ask again later. */
  record NoAnswer(String reason) implements Verification {}

  /**
   * The proof is there, but the domain could not be changed: gone, changed, or another tenant's.
   */
  record NotChanged(ControlOutcome outcome) implements Verification {}
}
