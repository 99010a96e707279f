package relay.domain.smtp;

/**
 * Inside the parsers of this package only: carries the refusal from the parameter that caused it to
 * the command that answers.
 */
final class BadParameter extends RuntimeException {
  private final transient SmtpReply reply;

  private BadParameter(SmtpReply reply) {
    super(reply.toString(), null, false, false);
    this.reply = reply;
  }

  SmtpReply reply() {
    return reply;
  }

  static BadParameter malformed(String text) {
    return new BadParameter(SmtpReply.local(501, "5.5.4", text));
  }

  static BadParameter unknown(String keyword) {
    return new BadParameter(
        SmtpReply.local(555, "5.5.4", keyword + " parameter not recognised or not offered here"));
  }

  static BadParameter refused(int code, String status, String text) {
    return new BadParameter(SmtpReply.local(code, status, text));
  }
}
