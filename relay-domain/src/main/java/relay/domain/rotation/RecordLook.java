package relay.domain.rotation;

import java.util.List;
import java.util.Optional;
import relay.domain.signing.DkimKeyLookup;
import relay.domain.signing.PublishedKey;
import relay.domain.tenancy.DomainKey;
import relay.domain.tenancy.KeySight;

/**
 * One look at the record of a key.
 *
 * @param seen empty when the DNS gave no answer
 * @param found the texts that are there
 * @param problem why there was no answer; else empty
 */
public record RecordLook(Optional<KeySight.Seen> seen, List<String> found, String problem) {
  public RecordLook {
    found = List.copyOf(found);
  }

  /** Asks the DNS now. */
  public static RecordLook at(DomainKey key, DkimKeyLookup dns) {
    DkimKeyLookup.Answer answer = dns.textsOf(key.recordName());
    if (answer instanceof DkimKeyLookup.Answer.Unavailable unavailable) {
      return new RecordLook(Optional.empty(), List.of(), unavailable.reason());
    }
    if (!(answer instanceof DkimKeyLookup.Answer.Found records)) {
      return new RecordLook(Optional.of(KeySight.Seen.MISSING), List.of(), "");
    }
    List<String> texts = records.texts();
    // RFC 6376 3.6.2.2: of several records a verifier may take any.
    boolean isOk = texts.size() == 1 && PublishedKey.isIn(texts.get(0), key.record());
    return new RecordLook(Optional.of(isOk ? KeySight.Seen.OK : KeySight.Seen.WRONG), texts, "");
  }

  public boolean isOk() {
    return seen.filter(KeySight.Seen.OK::equals).isPresent();
  }
}
