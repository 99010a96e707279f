package relay.domain.quota;

import relay.domain.tenancy.SendingLimits;

/**
 * Somebody's limits that a mail is counted in.
 *
 * @param holder whose
 * @param id which one
 */
public record Claim(Holder holder, String id, SendingLimits limits) {

  /** Who may have limits. Meters are always taken in this order, so that nobody waits in a ring. */
  public enum Holder {
    CLIENT("the client address"),
    CREDENTIAL("the credential"),
    STREAM("the stream"),
    TENANT("the tenant");

    private final String words;

    Holder(String words) {
      this.words = words;
    }

    /** For replies. */
    public String words() {
      return words;
    }
  }

  String key() {
    return holder.name() + " " + id;
  }
}
