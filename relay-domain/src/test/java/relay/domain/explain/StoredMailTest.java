package relay.domain.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.brake.SomeBrakes.aBrake;
import static relay.domain.explain.ExplainFixture.NOON;
import static relay.domain.explain.ExplainFixture.step;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.brake.BrakeKind;
import relay.domain.control.Responsible;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.view.MessageRow;
import relay.domain.view.MessageStory;
import relay.domain.view.Reception;
import relay.domain.view.RecipientChange;
import relay.domain.view.RecipientRow;
import relay.domain.view.RecipientState;

/** What is told of mails that are there. */
class StoredMailTest {
  private static final QueueId ID = new QueueId("0khr3vqs0abcdefghjkn");
  private final ExplainFixture relay = new ExplainFixture();

  @Test
  void shouldTellWhyADeferredMailWaitsAndWhatComesNext() {
    mx();

    Explanation found =
        relay.explain(
            mail(
                List.of("{\"expires\":\"2026-01-01T13:00:00Z\"}"),
                row("bob@b.example", deferred(2, NOON.plusSeconds(600)))));

    assertThat(found.summary())
        .startsWith("it waits until 2026-01-01T12:10:00Z: attempt 2 at mx.b.example")
        .contains("450 come later");
    assertThat(step(found, Topic.STATE).by())
        .containsExactly(Responsible.setting("retry.transactional.delays"));
    assertThat(step(found, Topic.HOSTS).says()).contains("mx.b.example 198.51.100.9:25");
    assertThat(step(found, Topic.RETRY).says())
        .contains("again at 2026-01-01T12:15:00Z, 2026-01-01T12:25:00Z, 2026-01-01T12:45:00Z (")
        .endsWith("its time is over at 2026-01-01T13:00:00Z");
  }

  @Test
  void shouldTellOfTheBrakeThatHoldsItAndTheOneThatWouldHoldItNext() {
    mx();
    relay.brake(aBrake(BrakeKind.SUSPEND).senderDomain("a.example").build());

    Explanation found =
        relay.explain(
            mail(
                List.of(),
                row(
                    "bob@b.example",
                    change(
                        RecipientState.HELD,
                        "brake b1",
                        "hold b1 by ann: wrong price",
                        Optional.of(NOON.plusSeconds(60))))));

    assertThat(step(found, Topic.STATE).by()).containsExactly(new Responsible("brake", "b1"));
    assertThat(step(found, Topic.STATE).says()).contains("hold b1 by ann: wrong price");
    assertThat(step(found, Topic.BRAKE).by())
        .containsExactly(new Responsible("brake", "suspend-1"));
  }

  @Test
  void shouldSayInWordsForWhatElseAMailIsHeld() {
    assertThat(held("quota")).contains("above a limit");
    assertThat(held("held-by-sender")).contains("its sender wished");
    assertThat(held("destination_busy")).contains("has all that it may have of us");
    assertThat(held("brake_slow b1")).isEqualTo("a brake lets such mail go slowly only");
    assertThat(held("")).isEqualTo("held until its time comes");
    assertThat(held("moon")).isEqualTo("held: moon");
  }

  @Test
  void shouldSayNothingOfTheFutureOfWhatIsDone() {
    Explanation found =
        relay.explain(
            mail(
                List.of(),
                row(
                    "bob@b.example",
                    change(RecipientState.DELIVERED, "", "250 ok", Optional.empty()))));

    assertThat(found.recipients().get(0).steps())
        .extracting(Step::topic)
        .containsExactly(Topic.STATE, Topic.RETENTION);
    assertThat(step(found, Topic.STATE).says())
        .startsWith("delivered at mx.b.example")
        .endsWith("250 ok");
    assertThat(relay.dns.questions()).isZero();
  }

  @Test
  void shouldSayThatAMailHasEnded() {
    Explanation found =
        relay.explain(
            mail(
                List.of(),
                row(
                    "bob@b.example",
                    change(RecipientState.BOUNCED, "", "550 no", Optional.empty()))));

    assertThat(found.effect()).isEqualTo(Effect.END);
    assertThat(found.summary()).startsWith("it comes to its end: bounced");
  }

  @Test
  void shouldTellOfThoseFirstWhoAreStillOpen() {
    mx();
    List<RecipientRow> rows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      rows.add(
          row(
              "x" + i + "@b.example",
              change(RecipientState.DELIVERED, "", "250 ok", Optional.empty())));
    }
    rows.add(row("bob@b.example", deferred(1, NOON.plusSeconds(60))));

    Explanation found = relay.explain(mail(List.of(), rows.toArray(RecipientRow[]::new)));

    assertThat(found.recipients()).hasSize(MailExplainer.RECIPIENTS_MAX);
    assertThat(found.recipients().get(0).recipient()).hasToString("bob@b.example");
  }

  @Test
  void shouldKnowTheNullPath() {
    var story =
        new MessageStory(
            new MessageRow(ID, reception(""), List.of()),
            List.of("{\"event\":\"RECEIVED\"}"),
            true);

    StoredMail mail = StoredMail.of(story);

    assertThat(mail.traits().senderDomain()).isEmpty();
    assertThat(mail.expiresAt()).isEmpty();
    assertThat(mail.lane()).isEqualTo(Lane.TRANSACTIONAL);
    assertThat(relay.explain(mail).summary()).isEqualTo("nothing is to be done");
  }

  private String held(String reason) {
    mx();
    return step(
            relay.explain(
                mail(
                    List.of(),
                    row(
                        "bob@b.example",
                        change(RecipientState.HELD, reason, "", Optional.of(NOON))))),
            Topic.STATE)
        .says();
  }

  private void mx() {
    relay.dns.mx("b.example", 10, "mx.b.example");
    relay.dns.address("mx.b.example", "198.51.100.9");
  }

  private static StoredMail mail(List<String> events, RecipientRow... recipients) {
    return StoredMail.of(
        new MessageStory(
            new MessageRow(ID, reception("al@a.example"), List.of(recipients)), events, true));
  }

  private static Reception reception(String sender) {
    return new Reception(
        NOON.minusSeconds(600),
        sender,
        "hello",
        "",
        100,
        "transactional",
        "submission",
        "",
        new MailOwner("default", "transactional", ""));
  }

  private static RecipientRow row(String address, RecipientChange standing) {
    return new RecipientRow(address, standing);
  }

  private static RecipientChange deferred(int attempts, Instant next) {
    return new RecipientChange(
        RecipientState.DEFERRED,
        NOON,
        attempts,
        "b.example",
        "mx.b.example",
        "",
        "450 come later",
        "greylisted",
        Optional.of(next));
  }

  private static RecipientChange change(
      RecipientState state, String reason, String reply, Optional<Instant> next) {
    return new RecipientChange(
        state, NOON, 1, "b.example", "mx.b.example", "", reply, reason, next);
  }
}
