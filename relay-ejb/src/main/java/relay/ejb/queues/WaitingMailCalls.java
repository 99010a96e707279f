package relay.ejb.queues;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import relay.domain.mail.Lane;
import relay.domain.queue.QueueGauge;
import relay.domain.queue.QueueNames;
import relay.domain.queue.QueueSearch;
import relay.domain.queue.QueueUnavailable;
import relay.domain.queue.WaitingRooms;
import relay.domain.traffic.Calls;
import relay.domain.traffic.Calls.Call;

/**
 * Takes mail out of the waiting rooms before its time where its flow may have more now: the broker
 * moves it to the queue of those that are to be looked at, from where it goes to its lane. What
 * waits longest comes first, for what comes soon anyway has its place already. Where the broker
 * cannot search, mail comes at its time. Run by one thread at a time.
 */
public final class WaitingMailCalls {
  private static final Logger LOG = System.getLogger(WaitingMailCalls.class.getName());

  // A sweep reads whole rooms: however long they are, it takes no more than this part of the time.
  private static final int PAUSE_PER_SWEEP = 10;

  /** One-time passwords are told times of some seconds. */
  private static final List<Lane> LANES = List.of(Lane.TRANSACTIONAL, Lane.BULK);

  private final Calls calls;
  private final QueueSearch search;
  private final QueueGauge gauge;
  private final InstantSource clock;
  private Instant notBefore = Instant.MIN;

  WaitingMailCalls(Calls calls, QueueSearch search, QueueGauge gauge, InstantSource clock) {
    this.calls = calls;
    this.search = search;
    this.gauge = gauge;
    this.clock = clock;
  }

  /** Calls what is to be called now; nearly nothing while nothing is. */
  public void run() {
    Instant now = clock.instant();
    if (now.isBefore(notBefore)) {
      return;
    }
    Optional<Call> call = calls.due(now);
    // What was called before has to be asked about first, or it would be called for nothing.
    if (call.isEmpty() || !LANES.stream().map(QueueNames::called).allMatch(gauge::isEmpty)) {
      return;
    }
    try {
      long found = sweep(call.get());
      Instant end = clock.instant();
      calls.answered(call.get(), found, end);
      notBefore = end.plus(Duration.between(now, end).multipliedBy(PAUSE_PER_SWEEP));
      if (found > 0) {
        LOG.log(Logger.Level.INFO, found + " waiting mails are called for " + call.get().flows());
      }
    } catch (QueueUnavailable e) {
      LOG.log(Logger.Level.WARNING, "waiting mail cannot be called before its time now", e);
    }
  }

  private long sweep(Call call) {
    String selector = selector(call.flows());
    List<Integer> rooms = new ArrayList<>(WaitingRooms.delaysSeconds());
    Collections.reverse(rooms);
    long found = 0;
    for (int seconds : rooms) {
      for (Lane lane : LANES) {
        String room = QueueNames.room(lane, seconds);
        if (found < call.most() && !gauge.isEmpty(room)) {
          int most = (int) (call.most() - found);
          OptionalLong moved = search.move(room, selector, QueueNames.called(lane), most);
          found += moved.orElse(0);
        }
      }
    }
    return found;
  }

  private static String selector(Set<String> flows) {
    return flows.stream()
        .map(flow -> "'" + flow.replace("'", "''") + "'")
        .collect(Collectors.joining(", ", MailMessage.FLOW + " IN (", ")"));
  }
}
