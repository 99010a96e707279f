package relay.domain.feedback.event;

/** What is asked about who sends feedback. */
public enum SenderCheck {
  /** Nothing: no DNS questions. */
  OFF,
  /** SPF, DKIM and DMARC, and their answers stand in the event. */
  RECORD,
  /**
   * The same; and where a token within the mail is all that proves it, a sender who is forged by
   * the word of the domain in From proves nothing.
   */
  REFUSE_FORGED
}
