package relay.domain.journal;

/** Names of the details in journal lines; one name means the same thing in every event. */
public final class EventField {
  /** Reverse path; empty text for the null path. */
  public static final String SENDER = "sender";

  /** All recipients of the mail or part, as a list. */
  public static final String RECIPIENTS = "recipients";

  public static final String SIZE = "size";
  public static final String LANE = "lane";
  public static final String SUBJECT = "subject";
  public static final String MESSAGE_ID = "message_id";
  public static final String ENVELOPE_ID = "envelope_id";
  public static final String LISTENER = "listener";
  public static final String PROTOCOL = "protocol";
  public static final String CLIENT = "client";
  public static final String HELO = "helo";
  public static final String USER = "user";

  /** How somebody tried to log in: the SASL mechanism. */
  public static final String MECHANISM = "mechanism";

  /** Protocol and cipher of the connection the event is about. */
  public static final String TLS = "tls";

  /** What demanded how the connection is protected: none, may, encrypt, verify, dane ... */
  public static final String TLS_POLICY = "tls_policy";

  /** The name or TLSA record by which the server proved who it is; absent: it was not asked to. */
  public static final String TLS_VERIFIED_BY = "tls_verified_by";

  /** Name of the next hop: domain, smarthost name, sandbox. */
  public static final String HOP = "hop";

  /** Host name and address we spoke to, and our own address. */
  public static final String HOST = "host";

  public static final String HOST_ADDRESS = "host_address";
  public static final String SOURCE_ADDRESS = "source_address";

  /** Name of the egress source it left from; absent: the one of the settings. */
  public static final String EGRESS_SOURCE = "egress_source";

  /**
   * Whole reply, with code and enhanced status; LOCAL_REPLY is true when we made it up ourselves.
   */
  public static final String REPLY = "reply";

  public static final String LOCAL_REPLY = "local_reply";
  public static final String STATUS = "status";

  /** How far the conversation had come when a server refused; absent in lines of old versions. */
  public static final String STAGE = "stage";

  /** Word for the cause, for people and figures. */
  public static final String REASON = "reason";

  /** Instant (ISO 8601) of the next attempt. */
  public static final String NEXT_ATTEMPT = "next_attempt";

  public static final String EXPIRES = "expires";

  /** Milliseconds of the phases of an attempt and of its whole. */
  public static final String CONNECT_MILLIS = "connect_ms";

  public static final String TLS_MILLIS = "tls_ms";
  public static final String DIALOGUE_MILLIS = "dialogue_ms";
  public static final String DATA_MILLIS = "data_ms";
  public static final String ATTEMPT_MILLIS = "attempt_ms";

  /** Milliseconds from acceptance to this event. */
  public static final String AGE_MILLIS = "age_ms";

  public static final String REUSED = "connection_reused";

  /** Domains and selectors that signed. */
  public static final String SIGNED_BY = "signed_by";

  /** Queue id of a report that this event caused, or of the mail that a report is about. */
  public static final String REPORT = "report";

  public static final String DECISION = "decision";

  /** How often the entry went back to a waiting room without an attempt; absent when never. */
  public static final String WAITS = "waits";

  /** JMS queue that wants to hear of this mail. */
  public static final String REPLY_TO = "reply_to";

  /** Id of the tenant whose mail it is; absent: {@code default}. */
  public static final String TENANT = "tenant";

  /** Name of the tenant's stream; absent: the name of the lane. */
  public static final String STREAM = "stream";

  /** Id of the credential, or name of the user of the settings file, that handed the mail in. */
  public static final String CREDENTIAL = "credential";

  /** Name of the campaign that the mail belongs to; absent for mail of none. */
  public static final String CAMPAIGN = "campaign";

  /** Id of the list that the mail was sent to, and that its recipient left by it. */
  public static final String LIST = "list";

  /** Name of the form of the campaign's mail that it has; absent where there is one for all. */
  public static final String VARIANT = "variant";

  /** Id of the brake that caused this, its kind, why and by whom it was set. */
  public static final String BRAKE = "brake";

  /** Since when it has been held, where that was before the event. */
  public static final String HELD_SINCE = "held_since";

  public static final String BRAKE_KIND = "brake_kind";
  public static final String BRAKE_REASON = "brake_reason";
  public static final String BRAKE_AUTHOR = "brake_author";

  /** What is gone that the mail should have gone by, and what it went by instead, in words. */
  public static final String FALLBACK = "fallback";

  /**
   * The recipients of each part of a split by their places in the mail, as a list of numbers with
   * commas; absent in lines of versions that wrote it for brakes only.
   */
  public static final String PARTS = "parts";

  /**
   * Of a split: the feedback domain at which each recipient's mail has a return path of its own.
   */
  public static final String RETURN_DOMAIN = "return_domain";

  /** Of a mail that is forwarded: the address that it was written to. */
  public static final String WRITTEN_TO = "written_to";

  /** What feedback is: bounce, feedback, delay, auto-reply, challenge, address-change, other. */
  public static final String KIND = "kind";

  /** One of the classes of replies by name, such as RECIPIENT_UNKNOWN. */
  public static final String CLASS = "class";

  /** Whether no mail will reach this address, by evidence: true or false. */
  public static final String HARD = "hard";

  /** What the other server wrote, on one line. */
  public static final String DIAGNOSTIC = "diagnostic";

  /** Id of an automation, and the name of one of its steps. */
  public static final String AUTOMATION = "automation";

  public static final String STEP = "step";

  /** What a step was asked to tell. */
  public static final String NOTE = "note";

  /** Number of an entry of a contact into an automation: with the step it tells repeats. */
  public static final String ENTRY = "entry";

  /** Of a complaint: abuse, auth-failure ... */
  public static final String FEEDBACK_TYPE = "feedback_type";

  /** The address that feedback names, where it is not the recipient's own. */
  public static final String REPORTED_ADDRESS = "reported_address";

  /** The identity token that proves which mail feedback is about. */
  public static final String TOKEN = "token";

  /** By what way feedback came: mail, http, simulator. */
  public static final String SOURCE = "source";

  /** Queue id of the mail in which feedback came; absent when it came by another way. */
  public static final String FEEDBACK = "feedback";

  /** What SPF, DKIM and DMARC say of who sent feedback, as in Authentication-Results (RFC 8601). */
  public static final String AUTHENTICATION = "authentication";

  /** Of a report about a domain of ours: the domain, who reports, and how we name the report. */
  public static final String DOMAIN = "domain";

  public static final String REPORTER = "reporter";
  public static final String REPORT_KEY = "report_key";

  /** Id of the entry of the suppression list that this rests on, and why it is there. */
  public static final String SUPPRESSION = "suppression";

  public static final String SUPPRESSION_REASON = "suppression_reason";

  /** Of a spike: the id of the provider at which it is. */
  public static final String PROVIDER = "provider";

  /** Of a spike: how many failed, of how many, and replies without addresses, as a list. */
  public static final String FAILED = "failed";

  public static final String COUNTED = "counted";
  public static final String SAMPLES = "samples";

  /** Of an open or click: the link without what stands behind its question mark, and its number. */
  public static final String LINK = "link";

  public static final String LINK_NUMBER = "link_number";

  /** Of an open or click: whether a machine asked; {@link #REASON} says how that shows. */
  public static final String MACHINE = "machine";

  /** Of an open or click that was told as a person's before: true, it was none. */
  public static final String REVISED = "revised";

  private EventField() {}
}
