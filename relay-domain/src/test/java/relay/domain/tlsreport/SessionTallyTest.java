package relay.domain.tlsreport;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tlsreport.TlsReporting.NONE;
import static relay.domain.tlsreport.TlsReporting.STS;
import static relay.domain.tlsreport.TlsReporting.failure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import relay.domain.transport.TlsFault;

class SessionTallyTest {
  private Instant now = Instant.parse("2026-11-20T23:59:59.999Z");
  private TlsReportSettings settings = TlsReporting.settings();
  private final SessionTally tally = new SessionTally(() -> settings, () -> now);

  @Test
  void shouldCountSessionsThatEndAlikeTogether() {
    tally.note("example.org", STS, Optional.empty());
    tally.note("example.org", STS, Optional.empty());
    tally.note(
        "example.org", STS, Optional.of(failure(TlsFault.CERTIFICATE_EXPIRED, "mx.example.org")));

    assertThat(tally.take())
        .containsExactlyInAnyOrder(
            TlsReporting.good("example.org", STS, 2),
            TlsReporting.bad(
                "example.org", STS, failure(TlsFault.CERTIFICATE_EXPIRED, "mx.example.org"), 1));
    assertThat(tally.take()).isEmpty();
  }

  @Test
  void shouldCountEachDayOfTheUniversalTimeForItself() {
    tally.note("example.org", NONE, Optional.empty());
    now = now.plusMillis(1);
    tally.note("example.org", NONE, Optional.empty());

    assertThat(tally.take())
        .extracting(TalliedSessions::day)
        .containsExactlyInAnyOrder(LocalDate.of(2026, 11, 20), LocalDate.of(2026, 11, 21));
  }

  @Test
  void shouldCountNothingWhileNobodySendsReports() {
    settings = TlsReporting.settings("tls-reports.from", "");

    tally.note("example.org", NONE, Optional.empty());

    assertThat(tally.isOn()).isFalse();
    assertThat(tally.take()).isEmpty();
  }

  @Test
  void shouldObeyASettingThatIsMadeWhileItRuns() {
    settings = TlsReporting.settings("tls-reports.from", "");
    tally.note("example.org", NONE, Optional.empty());
    settings = TlsReporting.settings();
    tally.note("example.org", NONE, Optional.empty());

    assertThat(tally.take()).containsExactly(TlsReporting.good("example.org", NONE, 1));
  }

  @Test
  void shouldLeaveOutFurtherKindsAndGoOnCountingThoseItHasWhenItIsFull() {
    settings = TlsReporting.settings("tls-reports.kinds-max", "10");
    for (int i = 0; i < 13; i++) {
      tally.note("d" + i + ".example", NONE, Optional.empty());
    }
    tally.note("d0.example", NONE, Optional.empty());

    List<TalliedSessions> taken = tally.take();

    assertThat(taken).hasSize(10);
    assertThat(taken.stream().mapToLong(TalliedSessions::sessions).sum()).isEqualTo(11);
    assertThat(tally.leftOut()).isEqualTo(3);
  }

  @Test
  void shouldShowWhatItCountedWithoutTakingItAway() {
    tally.note("example.org", NONE, Optional.empty());

    assertThat(tally.look()).isEqualTo(tally.look()).hasSize(1);
    assertThat(tally.take()).hasSize(1);
  }

  /** No session is lost or counted twice, whoever takes counts away meanwhile. */
  @Test
  void shouldLoseNoSessionOfAnyThread() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<TalliedSessions> taken = new ArrayList<>();
    try {
      List<Future<?>> noting = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        noting.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < 2000; n++) {
                    tally.note("d" + n % 7 + ".example", NONE, Optional.empty());
                  }
                }));
      }
      while (noting.stream().anyMatch(f -> !f.isDone())) {
        taken.addAll(tally.take());
      }
      for (Future<?> each : noting) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    taken.addAll(tally.take());

    assertThat(taken.stream().mapToLong(TalliedSessions::sessions).sum()).isEqualTo(6000);
    assertThat(tally.leftOut()).isZero();
  }
}
