package relay.ejb.delivery;

import java.time.Duration;
import java.util.function.Function;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionTimeouts;

/** A step of the conversation with a server; each has its own time limit. */
enum Step {
  CONNECT("the connection attempt", Stage.CONNECT, TransmissionTimeouts::connect),
  GREETING("the connection", Stage.GREETING, TransmissionTimeouts::greeting),
  EHLO("EHLO", Stage.EHLO, TransmissionTimeouts::ehlo),
  STARTTLS("STARTTLS", Stage.TLS, TransmissionTimeouts::handshake),
  HANDSHAKE("the TLS handshake", Stage.TLS, TransmissionTimeouts::handshake),
  AUTH("AUTH", Stage.AUTH, TransmissionTimeouts::login),
  MAIL("MAIL", Stage.MAIL, TransmissionTimeouts::mail),
  RCPT("RCPT", Stage.RCPT, TransmissionTimeouts::rcpt),
  DATA("DATA", Stage.DATA, TransmissionTimeouts::data),
  CONTENT("the content", Stage.DATA, TransmissionTimeouts::contentBlock),
  FINAL_DOT("the end of the content", Stage.FINAL_DOT, TransmissionTimeouts::finalDot);

  private final String words;
  private final Stage stage;
  private final Function<TransmissionTimeouts, Duration> limit;

  Step(String words, Stage stage, Function<TransmissionTimeouts, Duration> limit) {
    this.words = words;
    this.stage = stage;
    this.limit = limit;
  }

  /** What the server was to answer, for texts. */
  String words() {
    return words;
  }

  Stage stage() {
    return stage;
  }

  Duration limit(TransmissionTimeouts timeouts) {
    return limit.apply(timeouts);
  }
}
