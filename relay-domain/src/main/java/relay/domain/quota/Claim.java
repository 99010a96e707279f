package relay.domain.quota;

import java.util.Locale;
import relay.domain.control.Responsible;
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
    TENANT("the tenant"),
    OTP("one-time passwords of the tenant");

    private final String words;

    Holder(String words) {
      this.words = words;
    }

    /** For replies. */
    public String words() {
      return words;
    }
  }

  /** The object or setting that has the limits. */
  public Responsible responsible() {
    return holder == Holder.CLIENT
        ? Responsible.setting("quota.client-*")
        : new Responsible(holder.name().toLowerCase(Locale.ROOT), id);
  }

  String key() {
    return holder.name() + " " + id;
  }
}
