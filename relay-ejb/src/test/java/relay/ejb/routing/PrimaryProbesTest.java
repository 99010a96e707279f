package relay.ejb.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.queue.MailBuilder.NOON;
import static relay.domain.queue.MailBuilder.aMail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.backup.Primaries;
import relay.domain.backup.SomePrimaries;
import relay.domain.delivery.HostProbe;
import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.Stage;
import relay.domain.delivery.TransmissionReport;
import relay.domain.journal.EventField;
import relay.domain.journal.EventType;
import relay.domain.journal.Journal;
import relay.domain.journal.MailEvent;
import relay.domain.mail.DomainName;
import relay.domain.routing.NextHop;
import relay.domain.smtp.SmtpReply;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.OtherMail;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;

/** Servers that were away are asked, without mail, until they are back. */
class PrimaryProbesTest {
  private static final NextHop KEPT = new NextHop.MailExchangers("kept.example");
  private static final SmtpReply NOBODY = SmtpReply.local(451, "4.4.1", "No connection");
  private Instant now = NOON;
  private boolean isThere;
  private boolean isStopped;
  private final List<String> probed = new ArrayList<>();
  private final List<MailEvent> events = new ArrayList<>();
  private final Tenancy tenancy = Tenancies.with(backup());
  private final Primaries primaries = SomePrimaries.of(() -> tenancy, () -> now, Map.of());
  private final PrimaryProbes probes =
      new PrimaryProbes(
          primaries,
          (hop, origin, limit) -> probe(hop, limit),
          new Noted(events),
          () -> Duration.ofSeconds(20),
          () -> now);

  @Test
  void shouldProbeNobodyWhileAllAreThere() {
    probes.run(() -> isStopped);

    assertThat(probed).isEmpty();
    assertThat(events).isEmpty();
  }

  @Test
  void shouldProbeUntilTheServersAreBackAndTellTheOperator() {
    goAway();
    now = now.plusSeconds(30);
    probes.run(() -> isStopped);
    probes.run(() -> isStopped);
    assertThat(probed).containsExactly("kept.example PT20S");
    assertThat(primaries.lookAgain(aMail().to("bob@kept.example").build(), KEPT)).isPresent();

    isThere = true;
    now = now.plusSeconds(60);
    for (int i = 0; i < 3; i++) {
      assertThat(events).isEmpty();
      probes.run(() -> isStopped);
    }

    assertThat(events).hasSize(1);
    assertThat(events.get(0).type()).isEqualTo(EventType.ALARM);
    assertThat(events.get(0).details().get(EventField.REASON).toString())
        .contains("kept.example are back");
  }

  @Test
  void shouldBeginNoProbeOnceItIsStopped() {
    goAway();
    now = now.plusSeconds(30);
    isStopped = true;

    probes.run(() -> isStopped);

    assertThat(probed).isEmpty();
  }

  private void goAway() {
    var recipient = aMail().build().envelope().recipients().get(0);
    var nobody = new RecipientReply(recipient, NOBODY, Stage.CONNECT, false, HostTrace.NONE, false);
    for (int i = 0; i < 3; i++) {
      primaries.learn(KEPT, new TransmissionReport(List.of(nobody)));
    }
  }

  private List<HostProbe> probe(NextHop hop, Duration limit) {
    probed.add(hop.name() + " " + limit);
    return List.of(
        isThere
            ? new HostProbe(
                "mx.kept.example",
                "192.0.2.1 port 25",
                HostTrace.NONE,
                "220 hello",
                List.of(),
                false,
                Optional.empty(),
                Optional.empty())
            : HostProbe.nowhere("mx.kept.example", NOBODY));
  }

  private static InboundDomain backup() {
    return new InboundDomain(
        "default",
        DomainName.of("kept.example"),
        1,
        false,
        Optional.empty(),
        OtherMail.RELAY,
        Optional.empty(),
        Optional.empty(),
        Optional.of(new InboundDomain.Backup(Optional.empty())));
  }

  /** What was written down. */
  private record Noted(List<MailEvent> events) implements Journal {
    @Override
    public void write(List<MailEvent> some) {
      events.addAll(some);
    }

    @Override
    public void writeDurably(List<MailEvent> some) {
      events.addAll(some);
    }
  }
}
