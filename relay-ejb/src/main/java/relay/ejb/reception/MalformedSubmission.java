package relay.ejb.reception;

/** A message from a producer that is no mail; the text tells the producer what to mend. */
final class MalformedSubmission extends Exception {
  MalformedSubmission(String reason) {
    super(reason);
  }

  MalformedSubmission(String reason, Throwable cause) {
    super(reason, cause);
  }
}
