package relay.domain.contacts;

import java.time.ZoneId;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import relay.domain.mail.EmailAddress;
import relay.domain.suppression.SuppressionSubject;

/**
 * What a tenant says of a contact.
 *
 * @param address as written
 * @param attributes by name, each of the type that is declared
 * @param zone where the contact's clock is; empty: not known
 */
public record ContactFields(
    EmailAddress address,
    Map<String, AttributeValue> attributes,
    Optional<Locale> locale,
    Optional<ZoneId> zone) {

  public ContactFields {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
  }

  /** The one form of the address in which contacts are compared. */
  public SuppressionSubject subject() {
    return SuppressionSubject.of(address);
  }
}
