package relay.domain.smtp;

/** The commands a session knows by name. */
public enum CommandVerb {
  HELO,
  EHLO,
  MAIL,
  RCPT,
  DATA,
  BDAT,
  RSET,
  NOOP,
  QUIT,
  VRFY,
  EXPN,
  HELP,
  AUTH,
  STARTTLS,
  XCLIENT,
  /** From here on the verbs of HTTP: a browser was tricked into talking to us. */
  GET,
  POST,
  PUT,
  CONNECT,
  OPTIONS;

  public boolean isHttp() {
    return compareTo(GET) >= 0;
  }
}
