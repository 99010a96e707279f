package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.feedback.reply.TenantReplyRules;
import relay.domain.journal.AttemptLedger;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.mail.Lane;
import relay.domain.mail.Notify;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.Router;
import relay.domain.routing.RoutingSettings;
import relay.domain.routing.StreamRoutes;
import relay.domain.settings.Settings;
import relay.domain.suppression.InMemorySuppressionDesk;
import relay.domain.suppression.SuppressionDoor;
import relay.domain.suppression.SuppressionReason;
import relay.domain.suppression.SuppressionScope;
import relay.domain.suppression.SuppressionSettings;
import relay.domain.tenancy.Tenancy;

class SuppressionJudgeTest {
  private static final Instant NOW = MailBuilder.NOON.plusSeconds(1);
  private final InMemorySuppressionDesk list = new InMemorySuppressionDesk();
  private final SuppressionDoor door =
      list.door(SuppressionSettings.from(Settings.of(SuppressionSettings.ALL, Map.of(), Map.of())));
  private final RetryRules rules =
      RetryRules.of(RetrySettings.from(Settings.of(RetrySettings.ALL, Map.of(), Map.of())));

  @Test
  void shouldEndWhoIsSuppressedAndKeepTheOthersWithoutAnAttempt() {
    list.suppress("bob@example.org", SuppressionScope.GLOBAL, SuppressionReason.COMPLAINT);
    QueuedMail mail = aMail().to("al@example.org", "bob@example.org").build();

    Judgement judgement = judge(mail);

    assertThat(judgement.events())
        .extracting(e -> e.type())
        .containsExactly(EventType.SUPPRESSED, EventType.REPORTED);
    assertThat(judgement.events().get(0).recipient())
        .map(Object::toString)
        .contains("bob@example.org");
    assertThat(judgement.events().get(0).details())
        .containsEntry(EventField.SUPPRESSION_REASON, "complaint")
        .containsKey(EventField.REPORT);
    QueuedMail left = judgement.remaining().orElseThrow();
    assertThat(left.entry()).isEqualTo(mail.entry().afterWait());
    assertThat(left.envelope().recipients()).hasSize(1);
    assertThat(left.dueAt()).contains(NOW);
  }

  @Test
  void shouldTellNobodyWhoAskedForNoReport() {
    list.suppress("bob@example.org", SuppressionScope.GLOBAL, SuppressionReason.COMPLAINT);

    Judgement judgement = judge(aMail().notifying("bob@example.org", Notify.NEVER).build());

    assertThat(judgement.reports()).isEmpty();
    assertThat(judgement.remaining()).isEmpty();
    assertThat(judgement.events().get(0).details()).containsEntry(EventField.DECISION, "no-report");
  }

  /** The broker knows the copy by its id: another one would be a second mail. */
  @Test
  void shouldComeToTheSameAfterACrash() {
    list.suppress("bob@example.org", SuppressionScope.GLOBAL, SuppressionReason.COMPLAINT);
    for (int waits = 0; waits < 2; waits++) {
      QueuedMail mail =
          aMail().lane(Lane.BULK).attempts(2).to("al@example.org", "bob@example.org").build();
      mail = waits == 0 ? mail : mail.afterWait(NOW);
      Judgement first = judge(mail);
      var ledger = new AttemptLedger(100);
      ledger.note(first.events());
      assertThat(ledger.isFresh(mail.entry())).isFalse();

      Judgement again = attempts().afterCrash(mail, ledger, NOW);

      assertThat(again.events()).isEmpty();
      assertThat(again.remaining().map(QueuedMail::entry))
          .isEqualTo(first.remaining().map(QueuedMail::entry));
      assertThat(again.remaining().orElseThrow().envelope())
          .isEqualTo(first.remaining().orElseThrow().envelope());
      assertThat(again.reports()).extracting(Report::id).isEqualTo(reportIds(first));
    }
  }

  private static List<Object> reportIds(Judgement judgement) {
    return List.copyOf(judgement.reports().stream().map(Report::id).toList());
  }

  private AttemptJudge attempts() {
    var routing =
        RoutingSettings.from(
            Settings.of(RoutingSettings.ALL, Map.of("route.default", "mx"), Map.of()));
    return new AttemptJudge(
        rules,
        new RetrySchedule(rules, new Random(1)),
        new StreamRoutes(new Router(() -> routing), () -> Tenancy.EMPTY),
        TenantReplyRules.NONE);
  }

  private Judgement judge(QueuedMail mail) {
    var heldBack = door.heldBack(mail.owner(), mail.lane(), mail.envelope().recipients(), NOW);
    return new SuppressionJudge(rules).end(mail, heldBack, NOW);
  }
}
