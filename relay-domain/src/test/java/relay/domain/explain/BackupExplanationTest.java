package relay.domain.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.explain.ExplainFixture.step;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.mail.DomainName;
import relay.domain.routing.TargetExperience;
import relay.domain.tenancy.InboundDomain;
import relay.domain.tenancy.OtherMail;

/** Mail for a domain whose backup we are. */
class BackupExplanationTest {
  private final ExplainFixture relay = new ExplainFixture();

  @Test
  void shouldTellThatMailIsKeptForServersThatAreAway() {
    var backup = new InboundDomain.Backup(Optional.empty());
    relay.with(
        new InboundDomain(
            "default",
            DomainName.of("b.example"),
            1,
            false,
            Optional.empty(),
            OtherMail.RELAY,
            Optional.empty(),
            Optional.empty(),
            Optional.of(backup)));
    var gone = new TargetExperience(true, false, Duration.ZERO, "451 4.4.1 no connection");
    for (int i = 0; i < 3; i++) {
      relay.health.learn("backup-mx/b.example", gone);
    }

    Step step = step(relay.explain("{'from':'al@x.example','to':['bob@b.example']}"), Topic.LIMITS);

    assertThat(step.effect()).isEqualTo(Effect.WAIT);
    assertThat(step.says())
        .isEqualTo(
            "it is kept for the mail servers of b.example, which are away since "
                + "2026-01-01T12:00:00Z and are probed: 451 4.4.1 no connection");
  }
}
