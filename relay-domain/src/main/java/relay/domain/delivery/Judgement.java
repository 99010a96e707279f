package relay.domain.delivery;

import java.util.List;
import java.util.Optional;
import relay.domain.journal.MailEvent;
import relay.domain.queue.QueuedMail;

/**
 * What follows from an attempt or from the lack of one. To be carried out in this order: the events
 * made durable, then remaining mail and reports queued in one transaction, then the entry
 * acknowledged. Each step may be repeated after a crash: ids are the same again.
 *
 * @param events empty when they stand in the journal already and only the rest is to be repeated
 * @param remaining with the recipients who go on and the time of their next attempt; empty when
 *     nobody does
 * @param aside a copy for each recipient whom an operator is asked about
 */
public record Judgement(
    List<MailEvent> events,
    Optional<QueuedMail> remaining,
    List<QueuedMail> aside,
    List<Report> reports) {
  public Judgement {
    events = List.copyOf(events);
    aside = List.copyOf(aside);
    reports = List.copyOf(reports);
  }
}
