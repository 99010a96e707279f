package relay.domain.suppression;

import java.util.Locale;
import java.util.Optional;

/** Why nothing goes to an address. */
public enum SuppressionReason {
  /** Servers say that the mailbox is not there. */
  HARD_BOUNCE("mail to it bounced for good"),
  /** Mail failed too often on too many days. */
  SOFT_BOUNCE("mail to it failed too often"),
  /** The mailbox has been full for weeks. */
  MAILBOX_FULL("its mailbox has been full for a long time"),
  /** The domain does not exist or takes no mail. */
  DOMAIN_INVALID("its domain takes no mail"),
  /** The recipient called mail of the tenant spam. */
  COMPLAINT("its owner complained about mail"),
  /** The recipient wants no more mail of the stream. */
  UNSUBSCRIBED("its owner unsubscribed"),
  /** Somebody put it on the list by hand or with a file. */
  MANUAL("somebody put it on the list");

  private final String sentence;

  SuppressionReason(String sentence) {
    this.sentence = sentence;
  }

  /** The word in API, files and database: {@code hard-bounce}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For people: goes on after "no mail goes to this address: ". */
  public String sentence() {
    return sentence;
  }

  /** The reason of this word; empty when there is none. */
  public static Optional<SuppressionReason> labelled(String label) {
    for (SuppressionReason reason : values()) {
      if (reason.label().equals(label)) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }
}
