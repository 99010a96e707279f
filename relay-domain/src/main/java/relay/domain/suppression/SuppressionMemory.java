package relay.domain.suppression;

import java.time.Instant;

/**
 * What the mail path of this node knows (port): an entry that is already on its way to the list, by
 * the journal, is in force at once. Thread-safe; never waits.
 */
public interface SuppressionMemory {

  /** Whether there is an entry of exactly this scope and reason. */
  boolean holds(
      SuppressionSubject subject, SuppressionScope scope, SuppressionReason reason, Instant now);

  /** Holds mail back from now on; whoever calls this has it in the journal already. */
  void hold(SuppressionSubject subject, SuppressionScope scope, SuppressionReason reason);
}
