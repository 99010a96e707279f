package relay.domain.contacts;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of a contact's consent to one list, and by what: the proof of it.
 *
 * @param list id of the list
 * @param at when it was given or taken back, which may be long before it was told to us
 * @param ip of the person, where it is known; gone once the address was erased
 * @param wording version of the text that the person agreed to; empty text: not known
 */
public record Consent(
    String list,
    ConsentState state,
    ConsentSource source,
    Instant at,
    Optional<String> ip,
    String wording) {
  /** Of the wording's version. */
  public static final int WORDING_CHARS_MAX = 200;

  Consent in(ConsentState other) {
    return new Consent(list, other, source, at, ip, wording);
  }
}
