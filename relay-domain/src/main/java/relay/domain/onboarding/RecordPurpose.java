package relay.domain.onboarding;

/** What a DNS record of a sending domain is for. */
public enum RecordPurpose {
  /** Proves that the domain is the tenant's. */
  OWNERSHIP,
  /** Publishes a key that signs its mail. */
  DKIM,
  /** Allows the relay to send in its name. */
  SPF,
  /** Says what receivers do with mail that is neither signed nor allowed. */
  DMARC,
  /** Brings bounces back. */
  RETURN_PATH,
  /** Asks others to use TLS for mail to the domain. */
  MTA_STS,
  /** Says where reports about TLS to the domain go. */
  TLS_RPT
}
