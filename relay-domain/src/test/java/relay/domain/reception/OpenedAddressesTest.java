package relay.domain.reception;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import relay.domain.journal.EventType;
import relay.domain.journal.MailEvent;
import relay.domain.mail.IpLiteral;
import relay.domain.tenancy.Tenancies;
import relay.domain.tenancy.Tenancy;

class OpenedAddressesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final InetAddress HERE = address("192.0.2.7");
  private static final InetAddress THERE = address("192.0.2.8");
  private static final AuthenticatedUser ALICE =
      new AuthenticatedUser("alice", Optional.empty(), "acme", Optional.of("c-1"));
  private static final AuthenticatedUser BOB = new AuthenticatedUser("bob", Optional.empty());
  private final OpenedAddresses opened =
      new OpenedAddresses(Duration.ofMinutes(10), 2, address -> !address.isLoopbackAddress());

  @Test
  void shouldKnowNobodyAtAnAddressWhereNobodyLoggedIn() {
    opened.open(HERE, ALICE, NOW);

    assertThat(opened.userAt(THERE, NOW)).isEmpty();
    assertThat(opened.userAt(HERE, NOW)).contains(ALICE);
  }

  @Test
  void shouldCloseWhenTheTimeIsOver() {
    opened.open(HERE, ALICE, NOW);

    assertThat(opened.userAt(HERE, NOW.plusSeconds(599))).contains(ALICE);
    assertThat(opened.userAt(HERE, NOW.plusSeconds(600))).isEmpty();
    assertThat(opened.count(NOW.plusSeconds(599))).isEqualTo(1);
    assertThat(opened.count(NOW.plusSeconds(600))).isZero();
  }

  @Test
  void shouldBeginTheTimeAnewWithEachLogin() {
    opened.open(HERE, ALICE, NOW);
    opened.open(HERE, ALICE, NOW.plusSeconds(300));

    assertThat(opened.userAt(HERE, NOW.plusSeconds(800))).contains(ALICE);
  }

  @Test
  void shouldBelongToWhoeverLoggedInLast() {
    opened.open(HERE, ALICE, NOW);
    opened.open(HERE, BOB, NOW.plusSeconds(1));

    assertThat(opened.userAt(HERE, NOW.plusSeconds(2))).contains(BOB);
  }

  @Test
  void shouldCloseTheAddressLongestUnusedWhenThereAreTooMany() {
    opened.open(HERE, ALICE, NOW);
    opened.open(THERE, ALICE, NOW);
    opened.userAt(HERE, NOW);
    opened.open(address("192.0.2.9"), BOB, NOW);

    assertThat(opened.userAt(HERE, NOW)).contains(ALICE);
    assertThat(opened.userAt(THERE, NOW)).isEmpty();
    assertThat(opened.count(NOW)).isEqualTo(2);
  }

  @Test
  void shouldNotOpenWhatMayNotBeOpened() {
    assertThat(opened.open(address("127.0.0.1"), ALICE, NOW)).isEmpty();
    assertThat(opened.userAt(address("127.0.0.1"), NOW)).isEmpty();
    assertThat(OpenedAddresses.NONE.open(HERE, ALICE, NOW)).isEmpty();
  }

  @Test
  void shouldTellTheJournalWhoOpenedWhatUntilWhen() {
    MailEvent event = opened.open(HERE, ALICE, NOW).orElseThrow();

    assertThat(event.type()).isEqualTo(EventType.ADDRESS_OPENED);
    assertThat(event.details())
        .isEqualTo(
            Map.of(
                "user", "alice",
                "tenant", "acme",
                "credential", "c-1",
                "client", "192.0.2.7",
                "expires", "2026-01-01T00:10:00Z"));
  }

  @Test
  void shouldStayOpenWhenTheTenancyChanges() {
    ReceptionPolicy policy =
        new ReceptionPolicy(ReceptionSettingsFixture.settings().build(), Set.of()).with(opened);
    opened.open(HERE, ALICE, NOW);

    assertThat(policy.over(Tenancies.with()).opened().userAt(HERE, NOW)).contains(ALICE);
    assertThat(policy.over(Tenancy.EMPTY).opened()).isSameAs(opened);
  }

  private static InetAddress address(String text) {
    return IpLiteral.parse(text).orElseThrow();
  }
}
