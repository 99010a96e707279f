package relay.domain.tenancy;

/** In whose hands a mail is on its way, from the nearest to the farthest. */
public enum Residency {
  /** Machines of our own, and the recipients' own servers. */
  OWN,
  /** Services inside the European Union. */
  EU,
  /** Everybody else, and everybody of whom nothing is said. */
  OUTSIDE;

  /** Whether mail that is bound to this may be given to such hands. */
  public boolean allows(Residency hands) {
    return hands.compareTo(this) <= 0;
  }
}
