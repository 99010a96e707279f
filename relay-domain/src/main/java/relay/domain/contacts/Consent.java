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
 * @param origin where it was given, for people; empty text: not told
 */
public record Consent(
    String list,
    ConsentState state,
    ConsentSource source,
    Instant at,
    Optional<String> ip,
    String wording,
    String origin) {
  /** Of the wording's version. */
  public static final int WORDING_CHARS_MAX = 200;

  Consent in(ConsentState other) {
    return new Consent(list, other, source, at, ip, wording, origin);
  }

  /** The same, come by another way. */
  public Consent by(ConsentSource other) {
    return new Consent(list, state, other, at, ip, wording, origin);
  }
}
