package relay.domain.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import relay.domain.mail.Lane;
import relay.domain.mail.QueueId;
import relay.domain.queue.EntryId;
import relay.domain.queue.MailQueues;
import relay.domain.queue.QueuedMail;

/**
 * Durable queues that give out again what was not acknowledged when the relay died, and whose
 * memory of ids is short, as a broker's is.
 */
final class SimulatedBroker implements MailQueues {
  private static final int IDS_REMEMBERED = 50;
  private final VirtualClock clock;
  private final RandomGenerator dice;
  private final Runnable arrival;
  private final Map<Lane, Deque<QueuedMail>> lanes = new EnumMap<>(Lane.class);
  private final Map<EntryId, QueuedMail> waiting = new LinkedHashMap<>();
  private final Map<EntryId, QueuedMail> unacknowledged = new LinkedHashMap<>();
  private final Set<EntryId> remembered = new LinkedHashSet<>();
  private final Map<QueueId, List<QueuedMail>> byMail = new HashMap<>();
  private final List<QueuedMail> newcomers = new ArrayList<>();

  SimulatedBroker(VirtualClock clock, RandomGenerator dice, Runnable arrival) {
    this.clock = clock;
    this.dice = dice;
    this.arrival = arrival;
    for (Lane lane : Lane.values()) {
      lanes.put(lane, new ArrayDeque<>());
    }
  }

  @Override
  public void put(QueuedMail mail) {
    move(List.of(mail), clock.instant());
  }

  @Override
  public void move(List<QueuedMail> mails, Instant decidedAt) {
    for (QueuedMail mail : mails) {
      if (!isKnown(mail.entry())) {
        remember(mail.entry());
        if (!byMail.containsKey(mail.entry().mail())) {
          newcomers.add(mail);
        }
        byMail.computeIfAbsent(mail.entry().mail(), id -> new ArrayList<>()).add(mail);
        place(mail);
      }
    }
  }

  private void place(QueuedMail mail) {
    if (mail.dueAt().isEmpty()) {
      lanes.get(mail.lane()).add(mail);
      clock.at(clock.instant(), arrival);
      return;
    }
    waiting.put(mail.entry(), mail);
    Duration late = Duration.ofMillis(dice.nextInt(1_000));
    clock.at(
        mail.dueAt().get().plus(late),
        () -> {
          lanes.get(mail.lane()).add(waiting.remove(mail.entry()));
          arrival.run();
        });
  }

  private boolean isKnown(EntryId id) {
    boolean there = open(id.mail()).stream().anyMatch(m -> m.entry().equals(id));
    return there || remembered.contains(id);
  }

  private void remember(EntryId id) {
    remembered.add(id);
    if (remembered.size() > IDS_REMEMBERED) {
      remembered.remove(remembered.iterator().next());
    }
  }

  /** Null when the lane is empty. */
  QueuedMail take(Lane lane) {
    QueuedMail mail = lanes.get(lane).poll();
    if (mail != null) {
      unacknowledged.put(mail.entry(), mail);
    }
    return mail;
  }

  void acknowledge(QueuedMail mail) {
    unacknowledged.remove(mail.entry());
    byMail.get(mail.entry().mail()).removeIf(m -> m.entry().equals(mail.entry()));
  }

  /** The consumer is gone; what it had goes back to the head of its lane. */
  void consumerDied() {
    List<QueuedMail> again = new ArrayList<>(unacknowledged.values());
    Collections.reverse(again);
    again.forEach(mail -> lanes.get(mail.lane()).addFirst(mail));
    unacknowledged.clear();
  }

  /** Every entry of a mail, wherever it is. */
  List<QueuedMail> open(QueueId mail) {
    return byMail.getOrDefault(mail, List.of());
  }

  /** Mails never seen before, since the last time of asking. */
  List<QueuedMail> newcomers() {
    List<QueuedMail> since = List.copyOf(newcomers);
    newcomers.clear();
    return since;
  }

  boolean isEmpty() {
    return waiting.isEmpty()
        && unacknowledged.isEmpty()
        && lanes.values().stream().allMatch(Deque::isEmpty);
  }
}
