package relay.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.delivery.Judging.BUSY;
import static relay.domain.delivery.Judging.MX;
import static relay.domain.delivery.Judging.end;
import static relay.domain.delivery.Judging.only;
import static relay.domain.delivery.Judging.over;
import static relay.domain.delivery.Judging.types;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.mail.InDoubtPolicy;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.queue.QueuedMail;
import relay.domain.tenancy.StreamBuilder;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;
import relay.domain.tenancy.Tenant;

/** What a stream says about retries and doubt holds for its mail, now. */
class StreamPatienceTest {
  private static final MailOwner NEWS = new MailOwner("acme", "news", "");
  private final Judging judging = new Judging();
  private Tenancy tenancy = Tenancies.with(Tenant.of("acme"), news().build());

  @Test
  void shouldWaitAsTheStreamSays() {
    with(news().retry(Duration.ofHours(5), Duration.ofSeconds(7), Duration.ofMinutes(9)));

    assertThat(deferred(mail(0)).dueAt()).contains(end().plusSeconds(7));
    assertThat(deferred(mail(1)).dueAt()).contains(end().plus(Duration.ofMinutes(9)));
    assertThat(deferred(mail(6)).dueAt()).contains(end().plus(Duration.ofMinutes(9)));
  }

  @Test
  void shouldWaitAsTheLaneDoesWhenTheStreamSaysNothing() {
    judging.file.put("retry.transactional.delays", "42s");

    assertThat(deferred(mail(0)).dueAt()).contains(end().plusSeconds(42));
  }

  @Test
  void shouldObeyAChangeAtTheNextAttempt() {
    with(news().retry(Duration.ofHours(5), Duration.ofHours(1)));
    QueuedMail waiting = deferred(mail(0));
    assertThat(waiting.dueAt()).contains(end().plus(Duration.ofHours(1)));

    with(news().retry(Duration.ofHours(5), Duration.ofSeconds(5)));

    assertThat(deferred(waiting).dueAt()).contains(end().plusSeconds(5));
  }

  @Test
  void shouldExpireAsTheStreamSaidAtAcceptance() {
    with(news().retry(Duration.ofMinutes(30), Duration.ofMinutes(1)));
    var rules = new RetryRules(judging::settings, () -> tenancy);
    var schedule = new RetrySchedule(rules, new Random(1));

    assertThat(schedule.expiryOf(NEWS, Lane.TRANSACTIONAL, NOON, MailOptions.NONE))
        .isEqualTo(NOON.plus(Duration.ofMinutes(30)));
    assertThat(schedule.expiryOf(MailOwner.of(Lane.OTP), Lane.OTP, NOON, MailOptions.NONE))
        .isEqualTo(NOON.plus(Duration.ofMinutes(15)));
  }

  @Test
  void shouldGiveUpADoubtfulMailWhenTheStreamSaysSo() {
    with(news().inDoubt(InDoubtPolicy.GIVE_UP));

    Judgement judgement = doubtful(mail(0));

    assertThat(types(judgement)).contains(EventType.IN_DOUBT, EventType.BOUNCED);
    assertThat(judgement.remaining()).isEmpty();
    assertThat(judgement.events().get(0).details()).containsEntry(EventField.DECISION, "give-up");
  }

  @Test
  void shouldRetryADoubtfulMailWhenTheStreamSaysSoAgainstItsLane() {
    judging.file.put("retry.transactional.in-doubt", "give-up");
    with(news().inDoubt(InDoubtPolicy.RETRY));

    Judgement judgement = doubtful(mail(0));

    assertThat(types(judgement)).containsExactly(EventType.IN_DOUBT, EventType.DEFERRED);
    assertThat(judgement.remaining()).isPresent();
  }

  @Test
  void shouldTreatMailOfADeletedStreamLikeItsLaneAndSayWhy() {
    with(news().retry(Duration.ofHours(5), Duration.ofSeconds(7)));
    tenancy = Tenancies.with(Tenant.of("acme"));

    Judgement judgement = busy(mail(0));

    assertThat(judgement.remaining().orElseThrow().dueAt()).contains(end().plusSeconds(60));
    assertThat(only(judgement.events()).details())
        .containsEntry(EventField.FALLBACK, "stream news of tenant acme is gone; as its lane");
  }

  @Test
  void shouldSayWhyAMailThatIsPutOffDoesNotGoByTheStreamsRoute() {
    with(news().route("lost"));

    Judgement judgement = judge().putOff(mail(0), "example.org", NOON.plusSeconds(9), "busy", NOON);

    assertThat(only(judgement.events()).details())
        .containsEntry(
            EventField.FALLBACK, "route lost of stream news is gone; by the routes of the domains");
  }

  @Test
  void shouldSayNothingWhereNothingIsMissing() {
    with(news().route("sandbox").retry(Duration.ofHours(5), Duration.ofSeconds(7)));

    assertThat(only(busy(mail(0)).events()).details()).doesNotContainKey(EventField.FALLBACK);
  }

  private void with(StreamBuilder stream) {
    tenancy = Tenancies.with(Tenant.of("acme"), stream.build());
  }

  private static StreamBuilder news() {
    return aStream("acme", "news");
  }

  private static QueuedMail mail(int attempts) {
    return aMail().to("bob@example.org").owner(NEWS).attempts(attempts).build();
  }

  private AttemptJudge judge() {
    return judging.judge(tenancy);
  }

  private QueuedMail deferred(QueuedMail mail) {
    return busy(mail).remaining().orElseThrow();
  }

  private Judgement busy(QueuedMail mail) {
    return judge().afterAttempt(over(mail), report(mail, false));
  }

  private Judgement doubtful(QueuedMail mail) {
    return judge().afterAttempt(over(mail), report(mail, true));
  }

  private static TransmissionReport report(QueuedMail mail, boolean doubt) {
    var recipient = mail.envelope().recipients().get(0);
    return new TransmissionReport(
        List.of(
            new RecipientReply(
                recipient,
                doubt ? Judging.CUT : BUSY,
                doubt ? Stage.FINAL_DOT : Stage.RCPT,
                doubt,
                MX,
                false)));
  }
}
