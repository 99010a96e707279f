package relay.domain.figures;

import java.util.Locale;
import java.util.Optional;
import relay.domain.journal.EventType;

/** What is counted. */
public enum Figure {
  /** Mails committed. */
  ACCEPTED,
  /** Recipients of the mails committed. */
  RECIPIENTS,
  /** Mails or recipients refused at the door. */
  REJECTED,
  /** Recipients whose next hop took the mail. */
  DELIVERED,
  /** Attempts that have to be made again, by recipient. */
  DEFERRED,
  BOUNCED,
  EXPIRED,
  /** Recipients who are on the suppression list. */
  SUPPRESSED,
  IN_DOUBT,
  /** Reports sent to senders. */
  REPORTED,
  /** Recipients who did not get what their server had taken. */
  OUT_OF_BAND_BOUNCE,
  COMPLAINED,
  UNSUBSCRIBED,
  /** Automatic and other answers to mails of ours. */
  ANSWERED,
  /** Mails at our feedback addresses without a valid token. */
  FEEDBACK_IGNORED,
  /** DMARC and TLS reports that came by mail. */
  REPORT_RECEIVED,
  /** TLS reports to other domains that were handed over. */
  REPORT_SENT,
  /** Messages of producers that were no mail. */
  MALFORMED,
  LOGIN_FAILED,
  /** Accounts and addresses that reached the longest wait for guessers. */
  LOCKED_OUT,
  ALARM;

  /** The word in the API and the metrics: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Figure> of(EventType type) {
    return switch (type) {
      case RECEIVED -> Optional.of(ACCEPTED);
      case REJECTED -> Optional.of(REJECTED);
      case DELIVERED -> Optional.of(DELIVERED);
      case DEFERRED -> Optional.of(DEFERRED);
      case BOUNCED -> Optional.of(BOUNCED);
      case EXPIRED -> Optional.of(EXPIRED);
      case SUPPRESSED -> Optional.of(SUPPRESSED);
      case IN_DOUBT -> Optional.of(IN_DOUBT);
      case REPORTED -> Optional.of(REPORTED);
      case OUT_OF_BAND_BOUNCE -> Optional.of(OUT_OF_BAND_BOUNCE);
      case COMPLAINED -> Optional.of(COMPLAINED);
      case UNSUBSCRIBED -> Optional.of(UNSUBSCRIBED);
      case ANSWERED -> Optional.of(ANSWERED);
      case FEEDBACK_IGNORED -> Optional.of(FEEDBACK_IGNORED);
      case REPORT_RECEIVED -> Optional.of(REPORT_RECEIVED);
      case REPORT_SENT -> Optional.of(REPORT_SENT);
      case MALFORMED -> Optional.of(MALFORMED);
      case LOGIN_FAILED -> Optional.of(LOGIN_FAILED);
      case LOCKED_OUT -> Optional.of(LOCKED_OUT);
      case ALARM -> Optional.of(ALARM);
      default -> Optional.empty();
    };
  }
}
