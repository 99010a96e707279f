package relay.domain.feedback.mail;

/**
 * One recipient as the machine-readable part of a report has it (RFC 3464 2.3). Texts are empty
 * where a field is missing.
 *
 * @param action in small letters: failed, delayed, delivered, relayed, expanded, or what programs
 *     write instead
 * @param status as written
 * @param diagnostic without its type
 * @param remoteHost who refused; who reports when nobody else is named
 */
record ReportedRecipient(
    String address, String action, String status, String diagnostic, String remoteHost) {

  boolean isDelayed() {
    return action.startsWith("delay");
  }

  boolean isDelivered() {
    return action.startsWith("deliver")
        || action.startsWith("success")
        || action.startsWith("relay")
        || action.startsWith("expand")
        || action.isEmpty() && status.startsWith("2.");
  }
}
