package relay.domain.brake;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.brake.BrakeKind.BOUNCE;
import static relay.domain.brake.BrakeKind.EXPIRE;
import static relay.domain.brake.BrakeKind.HOLD;
import static relay.domain.brake.BrakeKind.RELEASE;
import static relay.domain.brake.BrakeKind.SLOW;
import static relay.domain.brake.BrakeKind.STOP;
import static relay.domain.brake.BrakeKind.SUSPEND;
import static relay.domain.brake.SomeBrakes.NOON;
import static relay.domain.brake.SomeBrakes.aBrake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import relay.domain.brake.BrakeVerdict.Ended;
import relay.domain.brake.BrakeVerdict.Free;
import relay.domain.brake.BrakeVerdict.Held;
import relay.domain.queue.MailBuilder;

/** Brakes that name an egress source, over mail that may leave from one or from several. */
class SourceBrakesTest {
  private static final MailTraits MAIL =
      new MailTraits("acme", "news", "", "acme.example", MailBuilder.ID, NOON);
  private static final MailTraits OTHER =
      new MailTraits("beta", "news", "", "beta.example", MailBuilder.ID, NOON);
  private List<String> pool = List.of("mail-1", "mail-2");

  @ParameterizedTest
  @EnumSource(
      value = BrakeKind.class,
      names = {"STOP", "HOLD", "SUSPEND"})
  void shouldHoldMailThatCanLeaveFromNoOtherSource(BrakeKind kind) {
    Brake brake = aBrake(kind).source("mail-2").build();
    pool = List.of("mail-2");

    assertThat(verdict(MAIL, brake)).isEqualTo(new Held(brake));
    assertThat(verdict(OTHER, brake)).isEqualTo(BrakeVerdict.FREE);
  }

  @Test
  void shouldSendFromTheOtherSourcesOfThePool() {
    Brake brake = aBrake(SUSPEND).source("mail-2").build();

    assertThat(verdict(MAIL, brake)).isEqualTo(free("mail-2"));
  }

  @Test
  void shouldDoWhatIsSaidOfTheFirstSourceWhereAllAreClosed() {
    Brake ended = aBrake(BOUNCE).source("mail-1").build();
    Brake held = aBrake(HOLD).source("mail-2").build();

    assertThat(verdict(MAIL, ended, held)).isEqualTo(new Ended(ended));
    pool = List.of("mail-2", "mail-1");
    assertThat(verdict(MAIL, ended, held)).isEqualTo(new Held(held));
  }

  @Test
  void shouldReturnNothingThatCanStillLeaveFromElsewhere() {
    Brake brake = aBrake(EXPIRE).source("mail-1").build();

    assertThat(verdict(MAIL, brake)).isEqualTo(free("mail-1"));
  }

  @Test
  void shouldReleaseFromTheNamedSourceAlone() {
    Brake hold = aBrake(HOLD).tenant("acme").build();
    Brake release = aBrake(RELEASE).source("mail-2").build();
    Brake slow = aBrake(SLOW).tenant("acme").build();

    assertThat(verdict(MAIL, hold, release)).isEqualTo(free("mail-1"));
    assertThat(verdict(MAIL, slow, release))
        .as("what is released knows no pace")
        .isEqualTo(free("mail-1"));
    pool = List.of("mail-1");
    assertThat(verdict(MAIL, hold, release)).isEqualTo(new Held(hold));
  }

  @Test
  void shouldObeyAnOrderOverAllSourcesFirst() {
    Brake stop = aBrake(STOP).id("all").build();

    assertThat(verdict(MAIL, stop, aBrake(RELEASE).source("mail-1").build()))
        .isEqualTo(new Held(stop));
  }

  @Test
  void shouldAskForSourcesOnlyWhereABrakeThatFitsNamesOne() {
    Brake brake = aBrake(HOLD).tenant("acme").source("mail-1").build();
    List<MailTraits> asked = new ArrayList<>();
    BrakeBook book =
        BrakeBook.of(List.of(brake, aBrake(SUSPEND).id("other").tenant("zeta").build()), NOON)
            .asking(
                domain -> Optional.empty(),
                mail -> {
                  asked.add(mail);
                  return pool;
                });

    book.verdict(OTHER, "x.example", NOON);
    assertThat(asked).isEmpty();
    book.verdict(MAIL, "x.example", NOON);
    assertThat(asked).containsOnly(MAIL);
  }

  @Test
  void shouldRefuseNothingAtTheDoor() {
    assertThat(book(aBrake(STOP).source("mail-1").build()).hasStops()).isFalse();
  }

  @Test
  void shouldSelectOnlyMailThatMayLeaveFromTheSource() {
    Brake brake = aBrake(BOUNCE).recipientDomain("x.example").source("mail-1").build();
    List<BrakeScope> users =
        List.of(BrakeScope.ofStream("acme", "news"), BrakeScope.ofSenderDomain("acme.example"));

    assertThat(BrakeSelector.of(brake, NOON, source -> users))
        .isEqualTo(
            "(envelope LIKE '%@x.example%' ESCAPE '!')"
                + " AND ((tenant = 'acme' OR tenant IS NULL) AND (stream = 'news' OR stream IS NULL)"
                + " OR (sender LIKE '%@acme.example' ESCAPE '!'))");
    Brake alone = aBrake(BOUNCE).source("mail-1").build();
    assertThat(BrakeSelector.of(alone, NOON, source -> List.of())).isEqualTo("queueId IS NULL");
    assertThat(BrakeSelector.of(alone, NOON, source -> List.of(BrakeScope.EVERYTHING)))
        .isEqualTo("queueId IS NOT NULL");
  }

  @Test
  void shouldBeWrittenAndReadAgain() {
    Brake brake = aBrake(HOLD).source("mail-1").provider("google").build();

    assertThat(BrakeJson.read(BrakeJson.write(brake).build())).isEqualTo(brake);
    assertThat(brake.scope()).hasToString("provider google, egress source mail-1");
    assertThat(brake.scope().knownLate()).containsExactly("provider", "egress_source");
    assertThat(brake.scope().isAboutDestination("x.example")).isFalse();
  }

  private static Free free(String closed) {
    return new Free(Optional.empty(), Optional.empty(), Set.of(closed));
  }

  private BrakeVerdict verdict(MailTraits mail, Brake... brakes) {
    return book(brakes).verdict(mail, "x.example", NOON);
  }

  private BrakeBook book(Brake... brakes) {
    return BrakeBook.of(Arrays.asList(brakes), NOON)
        .asking(
            domain -> Optional.empty(),
            mail -> mail.tenant().equals("acme") ? pool : List.of("default"));
  }
}
