package relay.domain.pop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import relay.domain.smtp.SmtpReply;

/**
 * One POP3 session of a mailbox that is always empty: lines in, steps out. For one thread.
 *
 * <p>Whatever a client says before TLS, it is told to say STLS first; so no password that travelled
 * in clear text is ever judged, and none opens an address.
 */
public final class PopSession {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");
  private static final String NOT_NOW = "-ERR not now";
  private static final String NO_MESSAGE =
      "-ERR no such message; this mailbox is always empty, logging in is all that it is for";

  private final PopLimits limits;
  private boolean encrypted;
  private boolean loggedIn;
  private String user = "";
  private int commands;
  private int errors;
  private int failures;

  /**
   * @param encrypted whether TLS is on from the first octet
   */
  public PopSession(PopLimits limits, boolean encrypted) {
    this.limits = limits;
    this.encrypted = encrypted;
  }

  /** Without the time stamp that would invite APOP, whose secret we would have to know in clear. */
  public String greeting() {
    return "+OK log in and your address may send mail for a while; there is no mail here";
  }

  /** The client said a line. */
  public PopStep hear(String line) {
    commands++;
    if (commands > limits.commands()) {
      return new PopStep.Farewell("-ERR too many commands in one session");
    }
    int space = line.indexOf(' ');
    String word = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
    String argument = space < 0 ? "" : line.substring(space + 1);
    return switch (word) {
      case "QUIT" -> new PopStep.Farewell("+OK bye");
      case "CAPA" -> argument.isEmpty() ? say(capabilities()) : refuse("-ERR CAPA stands alone");
      default -> loggedIn ? transaction(word, argument) : authorization(word, argument);
    };
  }

  /** What came was no line; the session ends, since nobody knows where the next one begins. */
  public PopStep broken(String why) {
    return new PopStep.Farewell("-ERR " + why);
  }

  /** TLS is on now; what was said before is forgotten (RFC 2595 4). */
  public void encrypted() {
    encrypted = true;
    user = "";
  }

  /** Name and password were right and the address is open. */
  public PopStep granted(Duration openFor) {
    loggedIn = true;
    return say(
        List.of("+OK your address may send mail for " + openFor.toSeconds() + " seconds from now"));
  }

  /** They were not, or it is not. */
  public PopStep denied(SmtpReply reason) {
    user = "";
    failures++;
    String line = "-ERR [" + code(reason) + "] " + String.join(" ", reason.lines());
    return failures >= limits.loginFailures() ? new PopStep.Farewell(line) : refuse(line);
  }

  /** RFC 3206: AUTH makes clients ask their user for another password, the others do not. */
  private static String code(SmtpReply reason) {
    if (!reason.isPermanent()) {
      return "SYS/TEMP";
    }
    return reason.code() == 535 ? "AUTH" : "SYS/PERM";
  }

  private PopStep authorization(String word, String argument) {
    return switch (word) {
      case "STLS" -> startTls(argument);
      case "USER" -> encrypted ? named(argument) : refuse("-ERR say STLS first");
      case "PASS" -> encrypted ? proven(argument) : refuse("-ERR say STLS first");
      case "APOP", "AUTH" -> refuse("-ERR log in with USER and PASS");
      case "STAT", "LIST", "UIDL", "RETR", "DELE", "TOP", "NOOP", "RSET" ->
          refuse("-ERR log in first");
      default -> refuse("-ERR unknown command");
    };
  }

  private PopStep startTls(String argument) {
    if (encrypted) {
      return refuse("-ERR TLS is on already");
    }
    return argument.isEmpty()
        ? new PopStep.Encrypt("+OK go on with TLS")
        : refuse("-ERR STLS stands alone");
  }

  private PopStep named(String argument) {
    user = argument;
    return argument.isEmpty() ? refuse("-ERR USER needs a name") : say(List.of("+OK and PASS"));
  }

  /** A password may hold spaces, so all that follows the first one is the password (RFC 1939 7). */
  private PopStep proven(String argument) {
    if (user.isEmpty()) {
      return refuse("-ERR say USER first");
    }
    return argument.isEmpty()
        ? refuse("-ERR PASS needs a password")
        : new PopStep.Verify(user, argument);
  }

  private PopStep transaction(String word, String argument) {
    return switch (word) {
      case "STAT" -> say(List.of("+OK 0 0"));
      case "NOOP" -> say(List.of("+OK"));
      case "RSET" -> say(List.of("+OK no messages"));
      case "LIST", "UIDL" -> listing(argument);
      case "RETR", "DELE" ->
          refuse(NUMBER.matcher(argument).matches() ? NO_MESSAGE : "-ERR name one message");
      case "TOP" ->
          refuse(argument.indexOf(' ') > 0 ? NO_MESSAGE : "-ERR name a message and lines");
      case "STLS", "USER", "PASS", "APOP", "AUTH" -> refuse(NOT_NOW + ", you are logged in");
      default -> refuse("-ERR unknown command");
    };
  }

  private PopStep listing(String argument) {
    return argument.isEmpty() ? say(List.of("+OK no messages", ".")) : refuse(NO_MESSAGE);
  }

  /** RFC 2595 4: STLS while there is no TLS, USER only when it works. */
  private List<String> capabilities() {
    List<String> lines = new ArrayList<>(List.of("+OK", "UIDL", "TOP", "RESP-CODES"));
    lines.addAll(List.of("AUTH-RESP-CODE", "PIPELINING"));
    if (encrypted) {
      lines.add("USER");
    } else {
      lines.add("STLS");
    }
    lines.add(".");
    return lines;
  }

  private static PopStep say(List<String> lines) {
    return new PopStep.Say(lines);
  }

  private PopStep refuse(String line) {
    errors++;
    return errors > limits.errors()
        ? new PopStep.Farewell("-ERR too many errors in one session")
        : say(List.of(line));
  }
}
