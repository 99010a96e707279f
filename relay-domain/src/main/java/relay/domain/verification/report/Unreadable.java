package relay.domain.verification.report;

/** Why octets are no report. */
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1;

  Unreadable(String reason) {
    super(reason);
  }
}
