package relay.domain.traffic;

import java.util.List;
import java.util.Optional;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;

/**
 * A mail that would like to go.
 *
 * @param hop name of the next hop
 * @param site the servers behind it; empty while they are not known, then only the next hop counts
 * @param wasPutOff whether the mail comes at a time it was given; it goes before newcomers
 * @param recipients what it counts in rates
 * @param octets of the content
 * @param owner whose share it is when others wait, too
 * @param sources where it may leave from, at least one; the first of them that has room is taken
 */
public record Wish(
    String hop,
    Optional<Site> site,
    Lane lane,
    boolean wasPutOff,
    int recipients,
    long octets,
    MailOwner owner,
    List<Source> sources) {
  private static final List<Source> DEFAULT = List.of(Source.DEFAULT);

  /** Of a mail that names nobody, from the source of the settings. */
  public Wish(
      String hop, Optional<Site> site, Lane lane, boolean wasPutOff, int recipients, long octets) {
    this(hop, site, lane, wasPutOff, recipients, octets, MailOwner.of(lane), DEFAULT);
  }

  /** Of a small mail to one recipient, where only the next hop is known. */
  static Wish of(String hop, Lane lane, boolean wasPutOff) {
    return new Wish(hop, Optional.empty(), lane, wasPutOff, 1, 0);
  }

  /** The same, the servers being known. */
  public Wish at(Site found) {
    return new Wish(hop, Optional.of(found), lane, wasPutOff, recipients, octets, owner, sources);
  }

  /** The same, as if it had been given no time. */
  Wish asNewcomer() {
    return wasPutOff ? new Wish(hop, site, lane, false, recipients, octets, owner, sources) : this;
  }

  /** The same, of somebody else. */
  public Wish of(MailOwner other) {
    return new Wish(hop, site, lane, wasPutOff, recipients, octets, other, sources);
  }

  /** The same, from one of these. */
  public Wish from(List<Source> others) {
    return new Wish(hop, site, lane, wasPutOff, recipients, octets, owner, others);
  }
}
