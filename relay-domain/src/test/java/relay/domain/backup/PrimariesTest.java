package relay.domain.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.delivery.HostProbe;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.Origin;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionReport;
import relay.domain.mail.DomainName;
import relay.domain.queue.MailBuilder;
import relay.domain.queue.QueuedMail;
import relay.domain.routing.HealthSettings;
import relay.domain.routing.NextHop;
import relay.domain.routing.TargetHealth;
import relay.domain.routing.TargetQuotas.LookAgain;
import relay.domain.settings.Settings;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.OtherMail;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;

/** A domain whose servers go away and come back, on a clock of the test's own. */
class PrimariesTest {
  private static final NextHop OURS = new NextHop.MailExchangers("kept.example");
  private static final SmtpReply NOBODY = SmtpReply.local(451, "4.4.1", "No connection");
  private Instant now = NOON;
  private Tenancy tenancy =
      Tenancies.with(backup("kept.example", Optional.empty()), plain("other.example"));
  private final TargetHealth health =
      new TargetHealth(
          () -> HealthSettings.from(Settings.of(HealthSettings.ALL, Map.of(), Map.of())),
          () -> now);
  private final Primaries primaries = over(health);

  private Primaries over(TargetHealth known) {
    var settings = BackupSettings.from(Settings.of(BackupSettings.ALL, Map.of(), Map.of()));
    return new Primaries(() -> tenancy, known, () -> settings, () -> now, new Random(1));
  }

  @Test
  void shouldLetMailGoWhileNothingIsKnownAgainstThePrimary() {
    assertThat(primaries.lookAgain(mail(), OURS)).isEmpty();
    assertThat(primaries.due()).isEmpty();
  }

  @Test
  void shouldKeepAllMailOnceThePrimaryIsAwayAndSayWhy() {
    goAway();

    for (int i = 0; i < 50; i++) {
      LookAgain wait = primaries.lookAgain(mail(), OURS).orElseThrow();
      assertThat(wait.reason()).isEqualTo("primary_away kept.example");
      assertThat(wait.at()).isBetween(now.plusSeconds(450), now.plusSeconds(900));
    }
  }

  @Test
  void shouldShowThatThePrimaryIsAwayUntilItIsBack() {
    assertThat(primaries.away(OURS)).isEmpty();

    goAway();

    assertThat(primaries.away(OURS).orElseThrow().trouble()).isEqualTo(NOBODY.toString());
    assertThat(primaries.away(new NextHop.Discard("kept.example"))).isEmpty();
  }

  @Test
  void shouldNotCallAwayWhoCannotBeReachedFromASourceOfOursThatIsGone() {
    SmtpReply gone = SmtpReply.local(451, Origin.OUR_FAULT, "no connection can be made from ...");
    for (int i = 0; i < 20; i++) {
      primaries.learn(OURS, report(gone, Stage.CONNECT));
    }

    assertThat(primaries.away(OURS)).isEmpty();
  }

  @Test
  void shouldAskAboutNoOtherDomainAndNoOtherWay() {
    goAway();

    assertThat(primaries.isPrimary(OURS)).isTrue();
    for (NextHop hop :
        List.of(
            new NextHop.MailExchangers("other.example"),
            new NextHop.MailExchangers("elsewhere.example"),
            new NextHop.MailExchangers("[192.0.2.1]"),
            new NextHop.Discard("kept.example"),
            new NextHop.Sandbox())) {
      assertThat(primaries.isPrimary(hop)).as(hop.name()).isFalse();
      assertThat(primaries.lookAgain(mail(), hop)).as(hop.name()).isEmpty();
      assertThat(primaries.learn(hop, unreached())).as(hop.name()).isEmpty();
    }
  }

  @Test
  void shouldNotCallAwayWhoAnswersAndOnlyPutsOff() {
    for (int i = 0; i < 20; i++) {
      assertThat(primaries.learn(OURS, greylisted())).isEmpty();
    }

    assertThat(primaries.lookAgain(mail(), OURS)).isEmpty();
  }

  @Test
  void shouldProbeOnceAtATimeAndLessAndLessOften() {
    goAway();
    assertThat(primaries.due()).isEmpty();
    Duration pause = Duration.ofSeconds(30);
    for (int i = 0; i < 8; i++) {
      now = now.plus(pause);
      assertThat(primaries.due()).as("after %s", pause).containsExactly("kept.example");
      assertThat(primaries.due()).as("while it is probed").isEmpty();
      assertThat(primaries.probed("kept.example", probe(false), Duration.ZERO)).isEmpty();
      pause =
          pause.multipliedBy(2).compareTo(Duration.ofMinutes(15)) > 0
              ? Duration.ofMinutes(15)
              : pause.multipliedBy(2);
      now = now.plus(pause).minusSeconds(1);
      assertThat(primaries.due()).as("too early").isEmpty();
      now = now.minus(pause).plusSeconds(1);
    }
  }

  @Test
  void shouldLetMailGoInGrowingNumbersWhenSeveralProbesWentWell() {
    goAway();
    TargetHealth.Change change = comeBack();

    assertThat(Primaries.sentence(change)).contains("kept.example are back");
    int went = 0;
    for (int i = 0; i < 30; i++) {
      Optional<LookAgain> wait = primaries.lookAgain(mail(), OURS);
      went += wait.isEmpty() ? 1 : 0;
      wait.ifPresent(w -> assertThat(w.reason()).isEqualTo("primary_returning kept.example"));
    }
    assertThat(went).isBetween(1, 3);

    now = now.plus(Duration.ofMinutes(10));
    for (int i = 0; i < 30; i++) {
      assertThat(primaries.lookAgain(mail(), OURS)).isEmpty();
    }
  }

  @Test
  void shouldRememberOverARestartThatThePrimaryIsAwayAndThatItCameBackJustNow() {
    goAway();
    assertThat(restarted().lookAgain(mail(), OURS).orElseThrow().reason())
        .startsWith(Primaries.AWAY);

    comeBack();
    now = now.plusSeconds(1);
    Primaries again = restarted();
    again.lookAgain(mail(), OURS);
    again.lookAgain(mail(), OURS);
    assertThat(again.lookAgain(mail(), OURS))
        .map(LookAgain::reason)
        .contains("primary_returning kept.example");
  }

  @Test
  void shouldTryAMailOnceMoreBeforeItsTimeIsOver() {
    goAway();
    QueuedMail old = aMail().to("bob@kept.example").expiresAt(now.plusSeconds(60)).build();

    assertThat(primaries.lookAgain(old, OURS)).map(LookAgain::at).contains(now.plusSeconds(59));
    now = now.plusSeconds(59);
    assertThat(primaries.lookAgain(old, OURS)).isEmpty();
  }

  @Test
  void shouldProbeNobodyWhoseBackupItIsNoMore() {
    goAway();
    now = now.plusSeconds(60);
    tenancy = Tenancies.with(plain("kept.example"));

    assertThat(primaries.due()).isEmpty();
    assertThat(primaries.lookAgain(mail(), OURS)).isEmpty();
  }

  private void goAway() {
    assertThat(primaries.learn(OURS, unreached())).isEmpty();
    assertThat(primaries.learn(OURS, unreached())).isEmpty();
    assertThat(primaries.learn(OURS, unreached()))
        .map(Primaries::sentence)
        .hasValueSatisfying(says -> assertThat(says).contains("kept.example are away", "4.4.1"));
  }

  private TargetHealth.Change comeBack() {
    now = now.plusSeconds(30);
    Optional<TargetHealth.Change> change = Optional.empty();
    for (int i = 0; i < 3; i++) {
      assertThat(change).isEmpty();
      assertThat(primaries.due()).containsExactly("kept.example");
      change = primaries.probed("kept.example", probe(true), Duration.ofMillis(80));
    }
    return change.orElseThrow();
  }

  private Primaries restarted() {
    var known =
        new TargetHealth(
            () -> HealthSettings.from(Settings.of(HealthSettings.ALL, Map.of(), Map.of())),
            () -> now);
    known.restore(health.lines());
    return over(known);
  }

  private static QueuedMail mail() {
    return aMail().to("bob@kept.example").build();
  }

  private static TransmissionReport unreached() {
    return report(NOBODY, Stage.CONNECT);
  }

  private static TransmissionReport greylisted() {
    return report(SmtpReply.received(451, List.of("4.7.1 greylisted")), Stage.RCPT);
  }

  private static TransmissionReport report(SmtpReply reply, Stage stage) {
    var recipient = MailBuilder.aMail().build().envelope().recipients().get(0);
    return new TransmissionReport(
        List.of(new RecipientReply(recipient, reply, stage, false, HostTrace.NONE, false)));
  }

  private static List<HostProbe> probe(boolean good) {
    return List.of(
        new HostProbe(
            "mx.kept.example",
            "192.0.2.1 port 25",
            HostTrace.NONE,
            good ? "220 hello" : "",
            List.of(),
            false,
            good ? Optional.empty() : Optional.of(Stage.CONNECT),
            good ? Optional.empty() : Optional.of(NOBODY)));
  }

  static InboundDomain backup(String name, Optional<Duration> storeFor) {
    return domain(name, Optional.of(new InboundDomain.Backup(storeFor)));
  }

  private static InboundDomain plain(String name) {
    return domain(name, Optional.empty());
  }

  private static InboundDomain domain(String name, Optional<InboundDomain.Backup> backup) {
    return new InboundDomain(
        "default",
        DomainName.of(name),
        1,
        false,
        Optional.empty(),
        OtherMail.RELAY,
        Optional.empty(),
        Optional.empty(),
        backup);
  }
}
