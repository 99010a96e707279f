package relay.domain.contacts;

/** What became of a wish to change a consent. */
public sealed interface ConsentOutcome {
  /** It stands so now; it may be pending where confirmed was asked for. */
  record Changed(Consent consent) implements ConsentOutcome {}

  /** It stood so already, and the older proof counts. */
  record Kept(ConsentState state) implements ConsentOutcome {}

  /**
   * It must not be.
   *
   * @param why for people, what to do instead
   */
  record Refused(String why) implements ConsentOutcome {}

  /** There is no such contact. */
  record Missing() implements ConsentOutcome {}
}
