package relay.domain.automation;

import relay.domain.control.Fields;

/** Why a contact is no longer inside. */
public enum EntryEnd {
  /** It has done all steps. */
  FINISHED,
  /** A step said so. */
  EXIT,
  /** It has left the list whose mail the next step was to send, or never confirmed it. */
  NO_CONSENT,
  /** It opened the mail in time that it was watched for. */
  OPENED,
  /** The automation ended. */
  STOPPED,
  /** A step asked for what is not declared any more. */
  BROKEN;

  /** Such as {@code no-consent}. */
  public String label() {
    return Fields.word(this);
  }
}
