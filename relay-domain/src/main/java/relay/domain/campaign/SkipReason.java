package relay.domain.campaign;

import relay.domain.control.Fields;

/** Why a recipient of a frozen audience was not written to. */
public enum SkipReason {
  /** He is no contact any more. */
  GONE,
  /** He has left the list since, or never confirmed. */
  NO_CONSENT,
  /** He has had mails for long, and opened and clicked nothing. */
  SUNSET,
  /** The campaign asks the inactive alone, and he is none, or none any more. */
  ACTIVE,
  /** He is on the suppression list. */
  SUPPRESSED,
  /** His data are more than a message holds. */
  TOO_LARGE,
  /** He has had as many mails as the tenant or he himself wants him to get in a time. */
  CAPPED,
  /** The campaign was stopped before his turn. */
  STOPPED;

  /** Such as {@code no-consent}. */
  public String label() {
    return Fields.word(this);
  }
}
