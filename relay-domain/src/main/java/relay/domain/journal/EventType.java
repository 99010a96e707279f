package relay.domain.journal;

/** The vocabulary of the journal; logs, metrics, API and tests use these words. */
public enum EventType {
  /** A mail was committed; one event a mail, with all its recipients. */
  RECEIVED,
  /** A mail or recipient was refused at the door. */
  REJECTED,
  /**
   * The octets of a mail are about to end with the final dot; no later event of this attempt means
   * in doubt.
   */
  ATTEMPTED,
  DELIVERED,
  DEFERRED,
  BOUNCED,
  EXPIRED,
  /** A recipient is on the suppression list; no attempt was made. */
  SUPPRESSED,
  /** A delay notice went to the sender. */
  DELAYED,
  /**
   * A recipient's attempt was cut off after the final dot was under way; says what the policy
   * decided.
   */
  IN_DOUBT,
  HELD,
  RELEASED,
  /** A mail for several next hops went on as one copy for each. */
  SPLIT,
  /** A report of ours was queued for a sender. */
  REPORTED,
  /**
   * A server that had taken the mail reported later, by mail, that a recipient did not get it. A
   * DELIVERED event of the recipient stands before it and stays true.
   */
  OUT_OF_BAND_BOUNCE,
  /** A recipient complained, through a feedback loop. */
  COMPLAINED,
  /** A recipient wants no more mail of this stream. */
  UNSUBSCRIBED,
  /**
   * Something else came back from a recipient: an automatic answer, a challenge, a new address, a
   * delay notice, a report of success, a person's answer. Never counts as a bounce.
   */
  ANSWERED,
  /**
   * A mail came to one of our feedback addresses that proves no mail of ours: token forged, expired
   * or missing. It changed nothing.
   */
  FEEDBACK_IGNORED,
  /** A mail was shown: its picture was asked for. Says whether by a person or by a machine. */
  OPENED,
  /** A link of a mail was followed; says the same. */
  CLICKED,
  /** A report of another server about a domain of ours came by mail and counts. */
  REPORT_RECEIVED,
  /** A report of ours about how safely mail reached another domain was handed over. */
  REPORT_SENT,
  /** A message that could not be read as a mail went to the dead-letter queue. */
  MALFORMED,
  /** A login failed. */
  LOGIN_FAILED,
  /** An account or address has failed so often that it has to wait the longest time. */
  LOCKED_OUT,
  /** An operator let a locked-out account or address try again. */
  UNLOCKED,
  /** A login over POP3 lets its address send without a login for a time. */
  ADDRESS_OPENED,
  /** Far more of a stream's mail than usual fails there: it goes slowly from now on. */
  STREAM_SLOWED,
  /** So much of it fails that no more is sent there for a time. */
  STREAM_SUSPENDED,
  /** It goes as before. */
  STREAM_RESUMED,
  /** Too much of what a campaign sent went wrong: it goes on slowly. */
  CAMPAIGN_SLOWED,
  /** So much of it went wrong that it waits for somebody. */
  CAMPAIGN_PAUSED,
  /** A campaign that was slowed goes as before. */
  CAMPAIGN_RESUMED,
  /** A step of an automation tells its tenant of a contact; about no mail. */
  AUTOMATION_TOLD,
  /** Too much of what an automation sent went wrong: it sends slowly. */
  AUTOMATION_SLOWED,
  /** So much of it went wrong that it waits for somebody. */
  AUTOMATION_PAUSED,
  /** An automation that was slowed goes as before. */
  AUTOMATION_RESUMED,
  /** Something an operator must look at: dead letters, disk, broker. */
  ALARM
}
