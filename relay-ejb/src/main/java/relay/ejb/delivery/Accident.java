package relay.ejb.delivery;

import java.io.EOFException;
import java.io.IOException;
import javax.net.ssl.SSLException;
import relay.domain.smtp.SmtpReply;
import relay.ejb.transport.TlsFailures;

/** Puts what went wrong on a connection into a local reply; always a temporary one. */
final class Accident {
  private Accident() {}

  /**
   * @param overdue whether the step had used up its time, whatever the exception says
   */
  static SmtpReply reply(Step step, IOException cause, boolean overdue) {
    if (overdue) {
      return local(
          step == Step.CONNECT ? "4.4.1" : "4.4.2", "no answer to " + step.words() + " in time");
    }
    if (cause instanceof GarbledReply) {
      return local("4.5.0", "unusable answer to " + step.words() + ": " + cause.getMessage());
    }
    if (step == Step.CONNECT) {
      return local("4.4.1", "no connection: " + cause.getMessage());
    }
    if (step == Step.HANDSHAKE || cause instanceof SSLException) {
      return SmtpReply.local(454, "4.7.5", "TLS failed: " + TlsFailures.words(cause));
    }
    String what = cause instanceof EOFException ? "closed by the other side" : cause.getMessage();
    return local(
        "4.4.2", "connection lost while waiting for the answer to " + step.words() + ": " + what);
  }

  static SmtpReply garbled(Step step, String what) {
    return local("4.5.0", "unusable answer to " + step.words() + ": " + what);
  }

  private static SmtpReply local(String status, String text) {
    return SmtpReply.local(451, status, text);
  }
}
