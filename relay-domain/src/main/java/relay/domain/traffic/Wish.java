package relay.domain.traffic;

import java.util.Optional;
import relay.domain.mail.Lane;

/**
 * A mail that would like to go.
 *
 * @param hop name of the next hop
 * @param site the servers behind it; empty while they are not known, then only the next hop counts
 * @param wasPutOff whether the mail comes at a time it was given; it goes before newcomers
 * @param recipients what it counts in rates
 * @param octets of the content
 */
public record Wish(
    String hop, Optional<Site> site, Lane lane, boolean wasPutOff, int recipients, long octets) {

  /** Of a small mail to one recipient, where only the next hop is known. */
  static Wish of(String hop, Lane lane, boolean wasPutOff) {
    return new Wish(hop, Optional.empty(), lane, wasPutOff, 1, 0);
  }

  /** The same, the servers being known. */
  public Wish at(Site found) {
    return new Wish(hop, Optional.of(found), lane, wasPutOff, recipients, octets);
  }
}
