package relay.ejb.feedback;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import relay.domain.configuration.CurrentConfiguration;
import relay.domain.feedback.review.UnknownReplies;
import relay.domain.feedback.review.UnknownReplyCount;
import relay.domain.timer.RelayTimer;
import relay.ejb.rounds.Rounds;

/** Keeps the counts of unknown replies, once a minute. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReviewSchedule {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  @Inject RelayTimer timer;
  @Inject UnknownReplyCount counts;
  @Inject UnknownReplies replies;
  @Inject CurrentConfiguration configuration;

  private Rounds rounds;

  @PostConstruct
  void start() {
    var keeping =
        new UnknownReplyKeeping(counts, replies, () -> configuration.get().review().kindsMax());
    rounds = new Rounds("the list of unknown replies", timer, () -> PAUSE);
    rounds.start(
        PAUSE,
        () -> {
          keeping.round();
          return PAUSE;
        });
  }

  @PreDestroy
  void stop() {
    rounds.stop();
  }
}
