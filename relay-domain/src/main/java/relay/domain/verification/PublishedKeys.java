package relay.domain.verification;

import relay.domain.routing.LookupResult;
import relay.domain.signing.DkimKeyLookup;

/** The keys of signatures, found by the same questions as everything else. Thread-safe. */
public record PublishedKeys(RecordLookup dns) implements DkimKeyLookup {

  @Override
  public Answer textsOf(String name) {
    LookupResult<String> found = dns.texts(name);
    if (found instanceof LookupResult.TemporaryFailure<String> failure) {
      return new Answer.Unavailable(failure.problem());
    }
    return found instanceof LookupResult.Found<String> texts
        ? new Answer.Found(texts.records())
        : new Answer.Missing();
  }
}
