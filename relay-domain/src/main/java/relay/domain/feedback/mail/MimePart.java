package relay.domain.feedback.mail;

/**
 * A part of a mail that is no multipart.
 *
 * @param header its own fields
 * @param type such as {@code text/plain}, in small letters; that when it has none
 * @param body as it stands there, an octet a character
 */
record MimePart(Fields header, String type, String body) {

  boolean isReturnedMail() {
    return type.startsWith("message/rfc822")
        || type.equals("text/rfc822-headers")
        || type.equals("text/rfc822")
        || type.equals("message/global")
        || type.equals("message/global-headers")
        || type.equals("message/partial");
  }

  boolean isStatusReport() {
    return type.endsWith("/delivery-status") || type.equals("message/global-delivery-status");
  }

  boolean isFeedbackReport() {
    return type.endsWith("/feedback-report");
  }

  boolean isPlain() {
    // A multipart of which no boundary was found is read as it stands.
    return type.startsWith("text/plain")
        || type.equals("text")
        || type.isEmpty()
        || type.startsWith("multipart/");
  }

  boolean isHtml() {
    return type.startsWith("text/html");
  }
}
