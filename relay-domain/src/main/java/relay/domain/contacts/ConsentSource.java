package relay.domain.contacts;

import java.util.Optional;
import relay.domain.control.Fields;

/** By what a consent was given or taken back. */
public enum ConsentSource {
  /** A program or a person of the tenant said so. */
  API,
  /** A form on the tenant's pages, handed on by a program. */
  FORM,
  IMPORT,
  /** The signed link of a confirmation mail. */
  LINK,
  /** The page on which a contact chooses. */
  PREFERENCES,
  /** The unsubscribe button of a mailbox provider, or mail to the unsubscribe address. */
  ONE_CLICK,
  /** The signed link of a mail that asks who is inactive whether he still wants the list. */
  RENEWAL,
  /** Nobody followed that link in time. */
  NO_ANSWER;

  /** Whether only somebody who reads the mailbox can have done it. */
  public boolean isThePersonOnly() {
    return this == LINK || this == PREFERENCES || this == ONE_CLICK || this == RENEWAL;
  }

  /** Whether the person may have done it: else a tenant says something of somebody. */
  boolean mayBeThePerson() {
    return isThePersonOnly() || this == FORM;
  }

  /** Such as {@code one-click}. */
  public String label() {
    return Fields.word(this);
  }

  public static Optional<ConsentSource> labelled(String label) {
    for (ConsentSource source : values()) {
      if (source.label().equals(label)) {
        return Optional.of(source);
      }
    }
    return Optional.empty();
  }
}
