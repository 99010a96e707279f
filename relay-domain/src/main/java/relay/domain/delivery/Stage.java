package relay.domain.delivery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import relay.domain.feedback.reply.Moment;

/** How far a transaction had come when the last word about a recipient was said. */
public enum Stage {
  /** Before any connection: DNS, route, policy of ours. */
  LOOKUP,
  CONNECT,
  GREETING,
  EHLO,
  /** STARTTLS, the handshake, or our own rule about them. */
  TLS,
  AUTH,
  MAIL,
  RCPT,
  /** The DATA command or the content, before the final dot. */
  DATA,
  /** After the final dot. */
  FINAL_DOT;

  /** The word in journal lines. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Empty for a word that this version does not know. */
  public static Optional<Stage> labelled(String label) {
    return Arrays.stream(values()).filter(stage -> stage.label().equals(label)).findFirst();
  }

  /** The same in the words of rules about replies. */
  public Moment moment() {
    return switch (this) {
      case LOOKUP -> Moment.UNKNOWN;
      case CONNECT, GREETING, EHLO, TLS, AUTH -> Moment.CONNECTION;
      case MAIL -> Moment.SENDER;
      case RCPT -> Moment.RECIPIENT;
      case DATA, FINAL_DOT -> Moment.CONTENT;
    };
  }

  /**
   * Whether a reply at this stage is about the host and not about the mail or its recipients: such
   * a reply sends us to the next host.
   */
  public boolean isAboutHost() {
    return compareTo(CONNECT) >= 0 && compareTo(AUTH) <= 0;
  }
}
