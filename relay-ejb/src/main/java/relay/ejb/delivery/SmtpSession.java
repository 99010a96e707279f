package relay.ejb.delivery;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import relay.domain.delivery.Confusion;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.IdleRoom;
import relay.domain.delivery.ServerExtensions;
import relay.domain.delivery.TransmissionTimeouts;
import relay.domain.routing.HostAddress;
import relay.domain.smtp.SmtpReply;

/**
 * A conversation with one server: commands out, replies in, and what is known about the other side.
 * Every accident becomes a {@link SessionEnded} with the reply to report. One thread at a time.
 */
final class SmtpSession {
  // A server that refused in the middle of the content has said so before it reset the connection.
  private static final Duration LAST_WORDS = Duration.ofMillis(250);

  private final HostAddress host;
  private final SessionKey key;
  private final SmtpConnection connection;
  private final TransmissionTimeouts timeouts;
  private ServerExtensions extensions = ServerExtensions.NONE;
  private Optional<String> tls = Optional.empty();
  private Optional<String> verifiedBy = Optional.empty();
  private Duration connectTook = Duration.ZERO;
  private Duration handshakeTook = Duration.ZERO;
  private String source = "";
  private String greeting = "";
  private int mails;
  private boolean reused;
  private boolean opened;
  private boolean heard;
  private boolean transactionOpen;
  private boolean over;
  private boolean broken;
  private long idleSince;
  private Optional<IdleRoom> room = Optional.empty();

  SmtpSession(
      HostAddress host, SessionKey key, SmtpConnection connection, TransmissionTimeouts timeouts) {
    this.host = host;
    this.key = key;
    this.connection = connection;
    this.timeouts = timeouts;
  }

  HostAddress host() {
    return host;
  }

  SessionKey key() {
    return key;
  }

  SmtpConnection connection() {
    return connection;
  }

  ServerExtensions extensions() {
    return extensions;
  }

  boolean isEncrypted() {
    return tls.isPresent();
  }

  /** Greeted, encrypted and logged in as its key demands: mail can be sent. */
  void opened() {
    opened = true;
  }

  boolean isOpen() {
    return opened;
  }

  /** Encrypted, and the server proved who it is. */
  boolean isVerified() {
    return isEncrypted() && key.protection().isVerifying();
  }

  void connected(Duration took) {
    connectTook = took;
    source = connection.sourceAddress();
  }

  void greeted(SmtpReply reply) {
    greeting = reply.toString();
  }

  /** The address that the connection was made from, known when it is closed, too. */
  String source() {
    return source;
  }

  /** What the server said first; empty: nothing yet. */
  String greeting() {
    return greeting;
  }

  void encrypted(String protocolAndSuite, Optional<String> proof, Duration took) {
    tls = Optional.of(protocolAndSuite);
    verifiedBy = proof;
    handshakeTook = took;
    extensions = ServerExtensions.NONE;
  }

  void offers(ServerExtensions offered) {
    extensions = offered;
  }

  /** One command and its reply. */
  SmtpReply ask(String command, Step step) throws SessionEnded {
    connection.queue(command);
    flush(step);
    return reply(step);
  }

  /** Adds a command to the group that goes out with the next flush. */
  void queue(String command) {
    connection.queue(command);
  }

  void flush(Step step) throws SessionEnded {
    beginStep(step);
    try {
      connection.flush();
    } catch (IOException e) {
      throw broken(step, e, true);
    }
  }

  void send(byte[] octets, int offset, int length) throws SessionEnded {
    beginStep(Step.CONTENT);
    try {
      connection.send(octets, offset, length);
    } catch (IOException e) {
      throw broken(Step.CONTENT, e, true);
    }
  }

  /** The next reply; never a 421, which ends the session (RFC 5321 3.8). */
  SmtpReply reply(Step step) throws SessionEnded {
    beginStep(step);
    SmtpReply reply;
    try {
      reply = connection.reply();
    } catch (IOException e) {
      throw broken(step, e, false);
    }
    if (reply.code() == 421) {
      broken = true;
      throw new SessionEnded(step, reply, reused && !heard);
    }
    heard = true;
    return reply;
  }

  /** Ends the session because the server broke the rules of the conversation. */
  SessionEnded garbled(Step step, String what) {
    broken = true;
    return new SessionEnded(step, Accident.garbled(step, what), false);
  }

  /** Ends the session for a reason of ours or of the server's. */
  SessionEnded ended(Step step, SmtpReply reply) {
    over = true;
    // In the middle of the content there is no place for QUIT.
    broken = step == Step.CONTENT;
    return new SessionEnded(step, reply, false);
  }

  /** Ends the session before it had a connection, for a reason of ours. */
  SessionEnded unopened(SmtpReply reply) {
    broken = true;
    return new SessionEnded(Step.CONNECT, reply, false);
  }

  /** Ends the session because the server has lost the thread ({@link Confusion}). */
  SessionEnded confused(Step step, SmtpReply reply) {
    over = true;
    return SessionEnded.confused(step, reply);
  }

  SessionEnded broken(Step step, IOException cause, boolean writing) {
    boolean overdue = connection.isOverdue() || cause instanceof java.net.SocketTimeoutException;
    broken = true;
    if (writing && !overdue) {
      Optional<SmtpReply> said = lastWords();
      if (said.isPresent()) {
        return new SessionEnded(step, said.get(), reused && !heard && said.get().code() == 421);
      }
    }
    boolean dropped = cause instanceof EOFException || cause instanceof SocketException;
    return new SessionEnded(
        step, Accident.reply(step, cause, overdue), reused && !heard && dropped && !overdue);
  }

  private Optional<SmtpReply> lastWords() {
    connection.beginStep(LAST_WORDS);
    try {
      return Optional.of(connection.reply()).filter(r -> r.code() >= 400);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void beginStep(Step step) {
    connection.beginStep(step.limit(timeouts));
  }

  /** A mail transaction was begun and not ended: RSET must come before the next one. */
  void transactionIsOpen(boolean open) {
    transactionOpen = open;
  }

  boolean isTransactionOpen() {
    return transactionOpen;
  }

  void carriedMail() {
    mails++;
  }

  /** A mail begins on a connection that carried others before. */
  void reuse() {
    reused = true;
    heard = false;
  }

  /** Whether another transaction may follow. */
  boolean isUsable(int mailsMax) {
    return !broken
        && !over
        && mails < Math.min(mailsMax, extensions.mailsMax())
        && !connection.hasUnread();
  }

  /**
   * @param within what it counts for while it is idle
   */
  void idleFrom(long nanos, Optional<IdleRoom> within) {
    idleSince = nanos;
    room = within;
    connection.rest();
  }

  /** What it counts for while it is idle; empty where nothing limits that. */
  Optional<IdleRoom> room() {
    return room;
  }

  boolean isIdleLongerThan(Duration limit, long nowNanos) {
    return nowNanos - idleSince > limit.toNanos();
  }

  HostTrace trace(Duration dialogue, Duration data) {
    return new HostTrace(
        host.host(),
        host.address().getHostAddress(),
        source,
        tls,
        key.protection().policy(),
        verifiedBy,
        reused,
        reused ? Duration.ZERO : connectTook,
        reused ? Duration.ZERO : handshakeTook,
        dialogue,
        data);
  }

  /** Says QUIT where that is still possible, and closes without waiting for an answer. */
  void close() {
    if (!broken) {
      broken = true;
      try {
        connection.beginAttempt(System.nanoTime() + LAST_WORDS.toNanos());
        connection.beginStep(LAST_WORDS);
        connection.queue("QUIT");
        connection.flush();
      } catch (IOException e) {
        connection.rest();
      }
    }
    connection.abort();
  }
}
