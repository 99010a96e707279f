package relay.rar.session;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import relay.domain.authentication.Mechanism;
import relay.domain.listener.TlsMode;
import relay.domain.reception.ListenerRole;
import relay.domain.reception.ReceptionPolicy;
import relay.domain.smtp.CommandLine;
import relay.domain.smtp.CommandVerb;
import relay.domain.smtp.SessionOffer;
import relay.domain.smtp.SmtpReply;
import relay.rar.wire.Line;
import relay.rar.wire.Wire;

/**
 * One session. Used by its own thread, except {@link #dismiss} and {@link #cut}.
 *
 * <p>After a fatal reply {@link #isClosing} is true and the command that gave it ends the session.
 */
public final class SmtpSession {
  /** The name under which everything that is no command comes to a command of ours. */
  public static final String DISORDER = "DISORDER";

  private static final int AUTH_LINE_OCTETS_MAX = 12_288 + 32; // RFC 4954 4.5.3, and the verb
  private static final SmtpReply TOO_MANY_ERRORS =
      SmtpReply.local(421, "4.7.0", "too many errors in this session");

  private final Service service;
  private final Wire wire;
  private final Peer peer;
  private final IdleMark idleMark = new IdleMark();
  private final long endsAt;
  private MailTransaction transaction;
  private CommandLine current;
  private Disorder disorder;
  private boolean closing;
  private boolean readingContent;
  private int commands;
  private int messages;
  private int errors;
  private int unknownCommands;
  private int loginFailures;

  public SmtpSession(Service service, Wire wire, InetAddress address) {
    this.service = service;
    this.wire = wire;
    this.peer = new Peer(service.listener(), address);
    this.endsAt = nanoTime() + service.settings().times().session().toNanos();
  }

  public Service service() {
    return service;
  }

  public Wire wire() {
    return wire;
  }

  public Peer peer() {
    return peer;
  }

  public long nanoTime() {
    return service.nanoTime().getAsLong();
  }

  public ReceptionPolicy policy() {
    return service.application().policy();
  }

  // --- what the client says

  /**
   * Waits for the next command and answers with its name; null at the end of the session. What the
   * client said is in {@link #argument} or {@link #disorder}.
   */
  String nextToken() throws IOException {
    if (closing) {
      return null;
    }
    boolean interruptible = transaction == null;
    if (interruptible && service.stopping().get()) {
      return disorderly(Disorder.STOPPING);
    }
    long now = nanoTime();
    // A mail that was begun gets one more idle time, or NOOPs could keep the session for ever.
    long grace = interruptible ? 0 : service.settings().times().idle().toNanos();
    if (now - endsAt > grace) {
      return disorderly(Disorder.SESSION_TOO_LONG);
    }
    wire.readBy(now + service.settings().times().idle().toNanos());
    boolean idle = interruptible && !wire.hasInput();
    if (idle && !idleMark.idle()) {
      return null;
    }
    Line line = readLine();
    if (idle && !idleMark.busy()) {
      return null;
    }
    return token(line);
  }

  private Line readLine() throws IOException {
    try {
      return wire.readLine(
          Math.max(AUTH_LINE_OCTETS_MAX, service.settings().session().lineOctets()));
    } catch (SocketTimeoutException e) {
      return Line.TIMEOUT;
    }
  }

  private String token(Line line) {
    return switch (line.kind()) {
      case TEXT -> command(line.text());
      case END -> null;
      case TIMEOUT -> disorderly(Disorder.TIMEOUT);
      case TOO_LONG -> disorderly(Disorder.LINE_TOO_LONG);
      case BARE_LINE_END -> disorderly(Disorder.BARE_LINE_END);
      case NOT_UTF8 -> disorderly(Disorder.NOT_UTF8);
    };
  }

  private String command(String text) {
    current = CommandLine.parse(text);
    if (current.verb().isEmpty()) {
      return disorderly(Disorder.UNKNOWN_COMMAND);
    }
    CommandVerb verb = current.verb().get();
    // Characters, not octets: good enough for a bound that only keeps lines short.
    if (verb != CommandVerb.AUTH && text.length() + 2 > service.settings().session().lineOctets()) {
      return disorderly(Disorder.LINE_TOO_LONG);
    }
    return verb.name();
  }

  private String disorderly(Disorder what) {
    disorder = what;
    return DISORDER;
  }

  /** What follows the verb. */
  public String argument() {
    return current.argument();
  }

  public Disorder disorder() {
    return disorder;
  }

  // --- what we say

  /** Answers; a refusal is counted, and too many of them end the session. */
  public void reply(SmtpReply reply) throws IOException {
    if (reply.code() >= 500) {
      errors++;
      service.tarpit().hold(errors);
    }
    wire.reply(reply);
    if (reply.code() == 421) {
      closing = true;
    } else if (errors > service.settings().session().errors()) {
      close(TOO_MANY_ERRORS);
    }
  }

  public void reply(int code, String status, String text) throws IOException {
    if (code >= 400) {
      reply(SmtpReply.local(code, status, text));
    } else {
      wire.text(code, ' ', status, text);
    }
  }

  /** Answers and ends the session. */
  public void close(SmtpReply reply) throws IOException {
    wire.reply(reply);
    closing = true;
  }

  /** Ends the session without a word: there is nobody to hear it. */
  public void abandon() {
    closing = true;
  }

  public boolean isClosing() {
    return closing;
  }

  /** A command begins; false when it is one too many and the session ends. */
  public boolean countCommand() throws IOException {
    commands++;
    if (commands > service.settings().session().commands()) {
      close(SmtpReply.local(421, "4.7.0", "too many commands in this session"));
    }
    return !closing;
  }

  public void countUnknownCommand() throws IOException {
    unknownCommands++;
    if (!closing && unknownCommands > service.settings().session().unknownCommands()) {
      close(SmtpReply.local(421, "4.7.0", "too many unknown commands"));
    }
  }

  public void countLoginFailure() throws IOException {
    loginFailures++;
    if (!closing && loginFailures >= service.settings().session().loginFailures()) {
      close(SmtpReply.local(421, "4.7.0", "too many failed logins"));
    }
  }

  public void countMessage() {
    messages++;
  }

  public boolean mayBeginMessage() {
    return messages < service.settings().session().messages();
  }

  // --- where we are

  /** What EHLO offers now. */
  public SessionOffer offer() {
    ReceptionPolicy policy = policy();
    boolean submission = service.listener().role() == ListenerRole.SUBMISSION;
    return new SessionOffer(
        policy.sizeMax(),
        policy.recipientsMax(),
        service.settings().session().messages(),
        mayStartTls(),
        peer.isEncrypted(),
        logins(),
        submission ? service.settings().content().futureReleaseMax() : Duration.ZERO);
  }

  public boolean mayStartTls() {
    return service.listener().tls() == TlsMode.STARTTLS && !peer.isEncrypted();
  }

  /** AUTH is for users, and passwords do not travel in clear text. */
  public boolean mayLogIn() {
    boolean safe =
        peer.isEncrypted()
            || service.listener().loginInClearFromLoopback() && peer.isOnThisMachine();
    return service.listener().role() == ListenerRole.SUBMISSION && safe && peer.user().isEmpty();
  }

  /** The mechanisms that may be used now; empty where there is no AUTH. */
  public Set<Mechanism> logins() {
    return mayLogIn()
        ? policy().logins().mechanisms(!peer.certificates().isEmpty(), peer.bindings().types())
        : Set.of();
  }

  /** Octets that are no commands are being read, or should be. */
  public boolean isReadingContent() {
    return readingContent;
  }

  public void readingContent(boolean now) {
    readingContent = now;
  }

  /** Null outside of a mail transaction. */
  public MailTransaction transaction() {
    return transaction;
  }

  public void begin(MailTransaction mail) {
    reset();
    transaction = mail;
  }

  /** Ends the mail transaction, if there is one, and frees what it holds. */
  public void reset() {
    if (transaction != null) {
      transaction.close();
      transaction = null;
    }
  }

  // --- how it ends

  /** Tells a client that is doing nothing to come back later; for the thread that stops us. */
  public void dismiss() {
    if (idleMark.dismiss()) {
      wire.farewell(Disorder.STOPPING.reply().toString());
    }
  }

  /** Ends the connection at once, from any thread. */
  public void cut() {
    wire.cut();
  }

  /** The last act of the session's own thread. */
  public void end() {
    reset();
    wire.close();
  }
}
