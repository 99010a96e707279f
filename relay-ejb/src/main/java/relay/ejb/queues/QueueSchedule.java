package relay.ejb.queues;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import relay.domain.journal.Journal;
import relay.domain.queue.QueueDepths;
import relay.domain.timer.RelayTimer;
import relay.domain.timer.Repeated;

/**
 * Runs what the queues need from time to time: the pump, the end of sends that hang, the watch over
 * dead letters and mail in doubt. Starts and stops with the application.
 */
@Singleton
@Startup
public class QueueSchedule {
  private static final Duration PUMP = Duration.ofMillis(200);
  private static final Duration DOUBT = Duration.ofSeconds(5);
  private static final Duration WATCH = Duration.ofSeconds(2);

  @Inject private RelayTimer timer;
  @Inject private WaitingRoomPump pump;
  @Inject private WaitingMailCalls calls;
  @Inject private SenderPool senders;
  @Inject private BrokerInDoubtMails inDoubt;
  @Inject private QueueDepths depths;
  @Inject private Journal journal;
  @Inject private InstantSource clock;
  private final List<Repeated> running = new ArrayList<>();

  @PostConstruct
  void start() {
    var watch = new DeadLetterWatch(depths, journal, clock);
    every(PUMP, "the pump of the waiting rooms", pump::run);
    every(WATCH, "the call of mail whose flow has more", calls::run);
    every(WATCH, "the end of sends that hang", senders::closeOverdue);
    every(WATCH, "the watch over dead letters", watch::look);
    every(DOUBT, "the end of the wait of mail in doubt", inDoubt::look);
  }

  private void every(Duration pause, String what, Runnable task) {
    running.add(Repeated.start(what, timer, pause, pause, task));
  }

  @PreDestroy
  void stop() {
    running.forEach(Repeated::stop);
    pump.close();
  }
}
