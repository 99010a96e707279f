package relay.domain.tlsreport;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * A report for one address, and how far it has come.
 *
 * @param id by which we know it
 * @param address URI that it goes to
 * @param reportId that stands in it
 * @param document its JSON
 * @param successful sessions told in it that were as safe as they were to be
 * @param failed those that were not
 * @param tries how often it was tried to be handed over
 * @param nextAt when it is tried next, while it waits
 * @param endedAt when it was handed over or given up
 * @param answer the last word about it, on one line; empty: there was none yet
 * @param queueId of the mail that carries it; empty: none does
 */
public record OutgoingReport(
    String id,
    LocalDate day,
    String domain,
    String address,
    String reportId,
    String document,
    long successful,
    long failed,
    State state,
    int tries,
    Instant createdAt,
    Instant nextAt,
    Optional<Instant> endedAt,
    String answer,
    String queueId) {
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(5);
  private static final int DOUBLINGS_MAX = 5;
  private static final int ANSWER_CHARS_MAX = 250;

  /** How far it has come. */
  public enum State {
    /** For its first or next try. */
    WAITING,
    /** Taken by the web server, or handed to the queue, which goes on from there. */
    SENT,
    /** Its time was over. */
    FAILED;

    /** As in the API and the database. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException when there is none of this word
     */
    public static State worded(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT));
    }
  }

  public OutgoingReport {
    answer = answer.replaceAll("[^\\x20-\\x7e]", "?");
    answer = answer.substring(0, Math.min(ANSWER_CHARS_MAX, answer.length()));
  }

  /** A new one. */
  public static OutgoingReport of(TlsReportDocument report, ReportAddress to, Instant now) {
    return new OutgoingReport(
        ReportNames.key(report.id(), to.uri()),
        report.day(),
        report.domain(),
        to.uri(),
        report.id(),
        report.json().toString(),
        report.successful(),
        report.failed(),
        State.WAITING,
        0,
        now,
        now,
        Optional.empty(),
        "",
        "");
  }

  /** As it goes out. */
  public byte[] packed() {
    return TlsReportDocument.packed(document);
  }

  /** It was handed over. */
  public OutgoingReport sent(String said, String mail, Instant now) {
    return after(State.SENT, nextAt, Optional.of(now), said, mail);
  }

  /**
   * It could not be handed over; RFC 8460 5.5: it is tried for a day, and no report is for ever.
   */
  public OutgoingReport troubled(String said, Duration retryFor, Instant now) {
    Instant next = now.plus(FIRST_PAUSE.multipliedBy(1L << Math.min(tries, DOUBLINGS_MAX)));
    boolean isOver = next.isAfter(createdAt.plus(retryFor));
    return isOver
        ? after(State.FAILED, nextAt, Optional.of(now), said, "")
        : after(State.WAITING, next, Optional.empty(), said, "");
  }

  private OutgoingReport after(
      State then, Instant next, Optional<Instant> end, String said, String mail) {
    return new OutgoingReport(
        id,
        day,
        domain,
        address,
        reportId,
        document,
        successful,
        failed,
        then,
        tries + 1,
        createdAt,
        next,
        end,
        said,
        mail);
  }
}
