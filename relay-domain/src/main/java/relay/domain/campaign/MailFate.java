package relay.domain.campaign;

import relay.domain.control.Fields;

/** What became of one recipient of a campaign. */
public enum MailFate {
  /** His turn has not come. */
  WAITING,
  /** His turn comes when the test of the forms of the mail is decided. */
  RESERVED,
  /** In the lane, or put off before any attempt. */
  QUEUED,
  /** Tried, and to be tried again. */
  DEFERRED,
  DELIVERED,
  /** Refused by his server, at once or later. */
  BOUNCED,
  /** Given up after a time. */
  EXPIRED,
  /** Was not written to, for a reason that stands beside. */
  SKIPPED,
  /** Taken away before it went: somebody stopped the campaign. */
  DISCARDED,
  /** In the lane of a node that does not answer, or perhaps there; nobody else sends it. */
  STRANDED,
  /** That node is gone for good: it may have come or not, and is not sent again. */
  LOST;

  /** Such as {@code waiting}. */
  public String label() {
    return Fields.word(this);
  }

  /** Whether something will still happen. */
  public boolean isOpen() {
    return this == WAITING
        || this == RESERVED
        || this == QUEUED
        || this == DEFERRED
        || this == STRANDED;
  }

  /** The fate of this label; a word of a later version is none that more happens to. */
  public static MailFate labelled(String label) {
    for (MailFate fate : values()) {
      if (fate.label().equals(label)) {
        return fate;
      }
    }
    return SKIPPED;
  }
}
