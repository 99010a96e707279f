package relay.rar.session;

import relay.domain.smtp.SmtpReply;

/** What a client can do instead of sending a command, and the answer to it. */
public enum Disorder {
  UNKNOWN_COMMAND(SmtpReply.local(500, "5.5.2", "no such command"), false),
  NOT_UTF8(SmtpReply.local(500, "5.5.2", "a command line is ASCII or UTF-8"), false),
  LINE_TOO_LONG(SmtpReply.local(500, "5.5.2", "the line is too long"), true),
  BARE_LINE_END(SmtpReply.local(500, "5.5.2", "lines end with CR LF and hold neither"), true),
  TIMEOUT(SmtpReply.local(421, "4.4.2", "nothing came for too long"), true),
  SESSION_TOO_LONG(SmtpReply.local(421, "4.4.2", "this session has lasted long enough"), true),
  STOPPING(SmtpReply.local(421, "4.3.2", "the service is stopping, come back soon"), true);

  private final SmtpReply reply;
  private final boolean fatal;

  Disorder(SmtpReply reply, boolean fatal) {
    this.reply = reply;
    this.fatal = fatal;
  }

  public SmtpReply reply() {
    return reply;
  }

  /** Whether the session ends with it. */
  public boolean isFatal() {
    return fatal;
  }
}
