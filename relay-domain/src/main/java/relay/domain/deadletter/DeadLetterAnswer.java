package relay.domain.deadletter;

/** What became of an operator's wish. */
public sealed interface DeadLetterAnswer {

  /**
   * It was done.
   *
   * @param queue where the letter stands now; empty text when it is gone
   */
  record Done(DeadLetter letter, String queue) implements DeadLetterAnswer {}

  /** There is no such letter, or somebody else was faster. */
  record Unknown() implements DeadLetterAnswer {}

  /** It was not done. */
  record Refused(String why) implements DeadLetterAnswer {}
}
