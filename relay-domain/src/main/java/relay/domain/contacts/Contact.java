package relay.domain.contacts;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Somebody a tenant writes to.
 *
 * @param id given by the relay, of digits
 * @param consents state by id of list; without those that there are no lists for any more
 * @param frequency how often he wants to be written to; his own choice, which no change of the
 *     fields by the tenant undoes
 * @param version 1 when it was made, one more with each change; for ETag
 */
public record Contact(
    String tenant,
    String id,
    ContactFields fields,
    Map<String, ConsentState> consents,
    ContactFrequency frequency,
    Instant createdAt,
    Instant changedAt,
    long version) {

  public Contact {
    consents = Collections.unmodifiableMap(new TreeMap<>(consents));
  }
}
