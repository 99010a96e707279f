package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.Lane;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.settings.Settings;
import relay.domain.tenancy.Tenancy;

class LockedContentJudgeTest {
  private static final Instant NOW = MailBuilder.NOON.plusSeconds(10);
  private static final Duration WAIT = Duration.ofMinutes(15);
  private static final String TROUBLE = "the key k1 is missing";
  private final LockedContentJudge judge = new LockedContentJudge(rules());

  @Test
  void shouldWaitWithoutAnAttemptAndNameTheTrouble() {
    QueuedMail mail = aMail().to("bob@example.org", "carol@example.org").build();

    Judgement judgement = judge.wait(mail, TROUBLE, NOW.plus(WAIT), NOW);

    QueuedMail waiting = judgement.remaining().orElseThrow();
    assertThat(waiting.entry()).isEqualTo(mail.entry().afterWait());
    assertThat(waiting.dueAt()).contains(NOW.plus(WAIT));
    assertThat(waiting.envelope()).isEqualTo(mail.envelope());
    assertThat(waiting.content()).isSameAs(mail.content());
    assertThat(judgement.reports()).isEmpty();
    MailEvent event = judgement.events().get(0);
    assertThat(judgement.events()).hasSize(1);
    assertThat(event.type()).isEqualTo(EventType.HELD);
    assertThat(event.attempt()).isZero();
    assertThat(event.details())
        .containsEntry(EventField.REASON, "content-locked")
        .containsEntry(EventField.REPLY, "451 4.3.0 the key k1 is missing")
        .containsEntry(EventField.NEXT_ATTEMPT, NOW.plus(WAIT).toString())
        .containsEntry(EventField.RECIPIENTS, List.of("bob@example.org", "carol@example.org"));
  }

  @ParameterizedTest
  @EnumSource(Lane.class)
  void shouldNeverExpireHoweverOldItIs(Lane lane) {
    QueuedMail mail = aMail().lane(lane).build();
    Instant late = mail.expiresAt().plus(Duration.ofDays(30));

    Judgement judgement = judge.wait(mail, TROUBLE, late.plus(WAIT), late);

    assertThat(judgement.remaining()).isPresent();
    assertThat(judgement.events()).extracting(MailEvent::type).containsExactly(EventType.HELD);
  }

  @Test
  void shouldGiveBackTheTimeOfTheWait() {
    QueuedMail mail = aMail().build();

    QueuedMail waiting = judge.wait(mail, TROUBLE, NOW.plus(WAIT), NOW).remaining().orElseThrow();

    assertThat(waiting.expiresAt()).isEqualTo(mail.expiresAt().plus(WAIT));
  }

  @Test
  void shouldKeepTheWayThatACopyHas() {
    QueuedMail part = aMail().build().part(2, "hop", aMail().build().envelope().recipients());

    QueuedMail waiting = judge.wait(part, TROUBLE, NOW.plus(WAIT), NOW).remaining().orElseThrow();

    assertThat(waiting.hop()).contains("hop");
    assertThat(waiting.signed()).isEqualTo(part.signed());
  }

  private static RetryRules rules() {
    var settings = RetrySettings.from(Settings.of(RetrySettings.ALL, Map.of(), Map.of()));
    return new RetryRules(() -> settings, () -> Tenancy.EMPTY);
  }
}
