package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.brake.SomeBrakes.NOON;
import static relay.domain.brake.SomeBrakes.aBrake;
import static relay.domain.reception.Clients.SOMEWHERE;
import static relay.domain.reception.Clients.on;
import static relay.domain.reception.Clients.stranger;
import static relay.domain.reception.Clients.user;
import static relay.domain.reception.ReceptionSettingsFixture.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.brake.Brake;
import relay.domain.brake.BrakeBook;
import relay.domain.brake.BrakeKind;
import relay.domain.control.ControlState;
import relay.domain.control.Responsible;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.MailOwner;
import relay.domain.mail.ReversePath;
import relay.domain.tenancy.Tenancy;

/** The door while something is stopped. */
class StopSignTest {
  private static final ReversePath ALICE = ReversePath.parse("alice@sender.example");
  private static final EmailAddress OURS = EmailAddress.parse("info@ours.example");
  private static final EmailAddress ELSEWHERE = EmailAddress.parse("bob@elsewhere.example");

  private final ReceptionPolicy open =
      new ReceptionPolicy(settings().with("domains", "ours.example").build(), Set.of());

  @Test
  void shouldRefuseEverybodysMailForNowWhenEverythingIsStopped() {
    ReceptionPolicy stopped = under(aBrake(BrakeKind.STOP).id("b7").build());

    for (ClientSession client : new ClientSession[] {user("al"), stranger()}) {
      assertThat(stopped.mail(client, ALICE, 0))
          .isInstanceOfSatisfying(
              Verdict.Refused.class,
              refused -> {
                assertThat(refused.reply().toString())
                    .isEqualTo(
                        "451 4.3.2 The postmaster has stopped this mail (brake b7); keep it and"
                            + " send it again later, or ask the postmaster");
                assertThat(refused.by()).contains(new Responsible("brake", "b7"));
              });
    }
    assertThat(stopped.mail(user("al"), ReversePath.NULL, 0)).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void shouldRefuseOnlyTheSenderOrRecipientThatIsStopped() {
    ReceptionPolicy stopped =
        under(
            aBrake(BrakeKind.STOP).id("b1").senderDomain("spam.example").build(),
            aBrake(BrakeKind.STOP).id("b2").recipientDomain("elsewhere.example").build());

    assertThat(stopped.mail(user("al"), ALICE, 0)).isEqualTo(Verdict.ALLOWED);
    assertThat(stopped.mail(user("al"), ReversePath.parse("x@spam.example"), 0))
        .isInstanceOf(Verdict.Refused.class);
    assertThat(stopped.rcpt(user("al"), ALICE, OURS, 0)).isEqualTo(Verdict.ALLOWED);
    assertThat(stopped.rcpt(user("al"), ALICE, ELSEWHERE, 1)).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void shouldRefuseTheTenantThatIsStoppedAndNoOther() {
    ReceptionPolicy stopped = under(aBrake(BrakeKind.STOP).tenant("acme").build());

    assertThat(
            under(aBrake(BrakeKind.STOP).tenant(MailOwner.DEFAULT_TENANT).build())
                .mail(user("al"), ALICE, 0))
        .isInstanceOf(Verdict.Refused.class);
    assertThat(stopped.mail(user("al"), ALICE, 0)).isEqualTo(Verdict.ALLOWED);
    assertThat(stopped.mail(stranger(), ALICE, 0)).isEqualTo(Verdict.ALLOWED);
  }

  /** A stop must not turn what will never be taken into something to try again. */
  @Test
  void shouldTellFirstWhatIsWrongForGood() {
    ReceptionPolicy stopped = under(aBrake(BrakeKind.STOP).build());

    assertThat(code(stopped.rcpt(stranger(), ALICE, ELSEWHERE, 0))).isEqualTo(550);
    assertThat(code(stopped.mail(user("al"), ALICE, Long.MAX_VALUE))).isEqualTo(552);
    assertThat(code(stopped.mail(on("submission", ListenerRole.SUBMISSION, SOMEWHERE), ALICE, 0)))
        .isEqualTo(530);
  }

  @Test
  void shouldTakeWhatOtherBrakesAreAbout() {
    for (BrakeKind kind : BrakeKind.values()) {
      if (kind != BrakeKind.STOP) {
        assertThat(under(aBrake(kind).build())).as(kind.label()).isSameAs(open);
      }
    }
  }

  @Test
  void shouldTakeMailAgainAfterTheStop() {
    ReceptionPolicy stopped = under(aBrake(BrakeKind.STOP).build());

    assertThat(stopped.under(BrakeBook.EMPTY).mail(user("al"), ALICE, 0))
        .isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void shouldStayStoppedWhenTenantsChange() {
    Tenancy changed = new Tenancy(ControlState.EMPTY.with(1, List.of(), List.of()));

    assertThat(under(aBrake(BrakeKind.STOP).build()).over(changed).mail(user("al"), ALICE, 0))
        .isInstanceOf(Verdict.Refused.class);
  }

  private ReceptionPolicy under(Brake... brakes) {
    return open.under(BrakeBook.of(Arrays.asList(brakes), NOON));
  }

  private static int code(Verdict verdict) {
    return ((Verdict.Refused) verdict).reply().code();
  }
}
