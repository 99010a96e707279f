package relay.domain.campaign;

import relay.domain.control.Fields;

/** Why the turn of a recipient was put off to a later time. */
public enum WaitReason {
  /** By his clock it is no hour for the campaign. */
  HOURS,
  /** He has had as many mails as the tenant or he himself wants him to get in a time. */
  CAPPED;

  /** Such as {@code capped}. */
  public String label() {
    return Fields.word(this);
  }
}
