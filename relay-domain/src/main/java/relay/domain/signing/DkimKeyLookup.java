package relay.domain.signing;

import java.util.List;

/** Asks the DNS for public keys (port). Thread-safe; bounded in time; never throws. */
@FunctionalInterface
public interface DkimKeyLookup {

  /** The TXT records of this name, the strings of each record joined without blanks. */
  Answer textsOf(String name);

  /** What the DNS said. */
  sealed interface Answer {
    /** At least one record. */
    record Found(List<String> texts) implements Answer {}

    /** No such name, or no TXT record there. */
    record Missing() implements Answer {}

    /** No answer, or one that a later question may change. */
    record Unavailable(String reason) implements Answer {}
  }
}
