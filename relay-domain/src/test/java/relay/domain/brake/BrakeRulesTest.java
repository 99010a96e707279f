package relay.domain.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.brake.SomeBrakes.NOON;
import static relay.domain.brake.SomeBrakes.aBrake;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.json.JsonText;
import relay.domain.mail.InvalidAddress;
import relay.domain.queue.MailBuilder;

/** One brake: when it holds, whom it means, what becomes of two accounts of it. */
class BrakeRulesTest {
  private static final Instant END = NOON.plusSeconds(3_600);

  @ParameterizedTest
  @CsvSource({"-1, true", "0, false", "1, false"})
  void shouldEndAtItsTimeAndNotAfter(int secondsFromEnd, boolean active) {
    Brake brake = aBrake(BrakeKind.HOLD).until(END).build();

    assertThat(brake.isActiveAt(END.plusSeconds(secondsFromEnd))).isEqualTo(active);
  }

  @Test
  void shouldEndWhenItIsLiftedEvenForTimesBefore() {
    Brake lifted = aBrake(BrakeKind.HOLD).until(END).build().lift(NOON, "bea");

    assertThat(lifted.isActiveAt(NOON.minusSeconds(1))).isFalse();
    assertThat(lifted.endsAt()).isEqualTo(NOON);
    assertThat(aBrake(BrakeKind.HOLD).until(END).build().endsAt()).isEqualTo(END);
  }

  @ParameterizedTest
  @CsvSource({
    "1, false, 2, false, false", "1, true, 2, false, true", "2, false, 1, true, true",
    "1, true, 1, true, true", "0, false, 0, true, true", "3, true, 1, false, true",
  })
  void shouldRememberTheEndThatEitherAccountKnows(
      long one, boolean oneLifted, long two, boolean twoLifted, boolean lifted) {
    Brake first = account(one, oneLifted, "ann");
    Brake second = account(two, twoLifted, "bea");

    assertThat(first.with(second).lifted().isPresent()).isEqualTo(lifted);
    assertThat(second.with(first).lifted().isPresent()).isEqualTo(lifted);
    assertThat(first.with(second).version()).isEqualTo(Math.max(one, two));
    assertThat(second.with(first).version()).isEqualTo(Math.max(one, two));
  }

  @ParameterizedTest
  @EnumSource(BrakeKind.class)
  void shouldBeWrittenAndReadAsTheSame(BrakeKind kind) {
    Brake full =
        aBrake(kind).tenant("acme").stream("news")
            .senderDomain("*.shop.example")
            .recipientDomain("b\u00fccher.example")
            .provider("google")
            .mail(MailBuilder.ID)
            .olderThan(Duration.ofMinutes(90))
            .route("hub")
            .build();

    for (Brake brake : new Brake[] {full, aBrake(kind).build(), full.lift(NOON, "bea")}) {
      String text = BrakeJson.write(brake).build().toString();
      assertThat(BrakeJson.read(JsonText.object(text))).as(text).isEqualTo(brake);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"kind\":\"hold\",\"kind\":\"halt\"",
        "\"until\":\"2026-01-01\",\"until\":\"later\"",
      })
  void shouldNotReadWhatNobodyWrote(String change) {
    String text = BrakeJson.write(aBrake(BrakeKind.HOLD).build()).build().toString();
    String name = change.substring(0, change.indexOf(':') + 1);
    String broken = text.replaceFirst(name + "\"[^\"]*\"", name + "\"never\"");

    assertThatThrownBy(() -> BrakeJson.read(JsonText.object(broken)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void shouldKnowEachKindByItsLabelAndNoOther() {
    for (BrakeKind kind : BrakeKind.values()) {
      assertThat(BrakeKind.labelled(kind.label())).contains(kind);
      assertThat(kind.sentence()).isNotBlank();
      assertThat(BrakeKind.labelled(kind.label().toUpperCase(java.util.Locale.ROOT))).isEmpty();
    }
    assertThat(BrakeKind.labelled("")).isEmpty();
    assertThat(BrakeKind.labelled("retry_now")).isEmpty();
  }

  @Test
  void shouldNeverLetMailWaitAndCallItAtOnce() {
    Set<BrakeKind> holding = EnumSet.noneOf(BrakeKind.class);
    for (BrakeKind kind : BrakeKind.values()) {
      assertThat(kind.holdsMail() && kind.callsWaitingMail()).as(kind.label()).isFalse();
      assertThat(kind.stopsTheClock() && !kind.holdsMail()).as(kind.label()).isFalse();
      if (kind.holdsMail()) {
        holding.add(kind);
      }
    }

    assertThat(holding).containsExactly(BrakeKind.STOP, BrakeKind.HOLD, BrakeKind.SUSPEND);
  }

  @ParameterizedTest
  @CsvSource({
    "A.Example, a.example, true", "a.example, b.a.example, false", "*.a.example, b.a.example, true",
    "*.a.example, a.example, false", "*.a.example, ba.example, false", "a.example, '', false",
    "*.a.example, '', false", "*.example, x.y.example, true",
  })
  void shouldMeanADomainOrThoseBelow(String pattern, String domain, boolean meant) {
    assertThat(new DomainPattern(pattern).matches(domain)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "*.", "a*.example", "*.*.example", "a..example", "a b.example"})
  void shouldRefuseWhatIsNoDomain(String pattern) {
    assertThatThrownBy(() -> new DomainPattern(pattern)).isInstanceOf(InvalidAddress.class);
  }

  @Test
  void shouldMeanMailThatIsOlderAndNotAsOld() {
    BrakeScope scope = aBrake(BrakeKind.EXPIRE).olderThan(Duration.ofHours(1)).build().scope();

    assertThat(scope.matches(acceptedAt(NOON.minusSeconds(3_600)), "b.example", NOON)).isFalse();
    assertThat(scope.matches(acceptedAt(NOON.minusSeconds(3_601)), "b.example", NOON)).isTrue();
  }

  @Test
  void shouldNotMeanArrivingMailByAnIdOrStreamThatItDoesNotHave() {
    MailTraits arriving = new MailTraits("acme", "", "", "", null, NOON);

    assertThat(
            aBrake(BrakeKind.HOLD)
                .mail(MailBuilder.ID)
                .build()
                .scope()
                .matches(arriving, "b.example", NOON))
        .isFalse();
    assertThat(
            aBrake(BrakeKind.HOLD).stream("news")
                .build()
                .scope()
                .matches(arriving, "b.example", NOON))
        .isFalse();
    assertThat(
            aBrake(BrakeKind.HOLD)
                .tenant("acme")
                .build()
                .scope()
                .matches(arriving, "b.example", NOON))
        .isTrue();
    assertThat(BrakeScope.EVERYTHING.matches(arriving, "", NOON)).isTrue();
  }

  @Test
  void shouldSayWhatItIsAboutInTheOrderOfItsConditions() {
    BrakeScope scope =
        aBrake(BrakeKind.HOLD)
            .olderThan(Duration.ofMinutes(2))
            .recipientDomain("gmail.com")
            .tenant("acme")
            .build()
            .scope();

    assertThat(scope).hasToString("tenant acme, recipient domain gmail.com, older than 120 s");
    assertThat(BrakeScope.EVERYTHING).hasToString("all mail");
    assertThat(scope.isEverything()).isFalse();
    assertThat(aBrake(BrakeKind.STOP).build().scope().isEverything()).isTrue();
  }

  private static MailTraits acceptedAt(Instant at) {
    return new MailTraits("acme", "news", "", "a.example", MailBuilder.ID, at);
  }

  private static Brake account(long version, boolean lifted, String by) {
    Brake brake = aBrake(BrakeKind.HOLD).build().withVersion(version);
    return lifted ? brake.lift(NOON, by) : brake;
  }

  @Test
  void shouldKeepTheFirstLiftOfTheNewerAccount() {
    Brake newer = account(2, true, "bea");

    assertThat(account(1, true, "ann").with(newer).lifted().map(Brake.Lift::by))
        .isEqualTo(Optional.of("bea"));
  }
}
