package relay.domain.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.administration.SettingsList.Row;
import relay.domain.administration.SettingsList.Source;
import relay.domain.audit.Actor;
import relay.domain.configuration.LiveSettings;
import relay.domain.control.ControlUnavailable;
import relay.domain.control.InMemoryControlStore;
import relay.domain.control.Refusal;
import relay.domain.mail.Lane;
import relay.domain.routing.NextHop;

class SettingsDeskTest {
  private static final Actor ANN = new Actor("ann", "192.0.2.1");
  private static final ChangeOrder NOW = new ChangeOrder(Expectation.NONE, false, ANN);
  private static final ChangeOrder TRIAL = new ChangeOrder(Expectation.NONE, true, ANN);
  private static final String DELAYS = "retry.bulk.delays";
  private final InMemoryControlStore store = SettingsDesks.store();
  private final SettingsDesks node =
      SettingsDesks.over(
          store,
          Map.of("traffic.connections-max", "7", "route.sink.hosts", "sink.example"),
          Map.of("RELAY_RETRY_JITTER_PERCENT", "3"));

  @Test
  void shouldHoldAtOnceOnEveryNode() {
    SettingsDesks other = SettingsDesks.over(store, Map.of());

    done(set(DELAYS, "5s,6s"));

    for (SettingsDesks each : List.of(node, other)) {
      assertThat(each.current.get().retry().of(Lane.BULK).delays())
          .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }
    assertThat(store.audit()).containsExactly("ann create settings live");
  }

  @Test
  void shouldPutTheFileBehindAndTheEnvironmentBefore() {
    done(set("traffic.connections-max", "9"));

    assertThat(node.current.get().traffic().connectionsMax()).isEqualTo(9);
    assertThat(row("traffic.connections-max").source()).isEqualTo(Source.LIVE);
    assertThat(node.current.get().retry().jitterPercent()).isEqualTo(3);
    assertThat(row("retry.jitter-percent").source()).isEqualTo(Source.ENVIRONMENT);
    assertThat(row("route.sink.hosts").source()).isEqualTo(Source.FILE);
    assertThat(row(DELAYS).source()).isEqualTo(Source.DEFAULT);
  }

  @Test
  void shouldGoByTheFileAgainWhenTakenBack() {
    done(set("traffic.connections-max", "9"));

    done(node.desk.change(Map.of("traffic.connections-max", Optional.empty()), NOW));

    assertThat(node.current.get().traffic().connectionsMax()).isEqualTo(7);
    assertThat(node.current.live().version()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no.such-key             | 1       | is not a setting",
        "node.host-name          | a.b     | is read at start only",
        "retry.jitter-percent    | 5       | is given by the variable RELAY_RETRY_JITTER_PERCENT",
        "traffic.connections-max | many    | = many: must be a whole number from 1 to 1000",
        "route.default           | lost    | = lost: must be mx, sandbox or a route",
        "route.lost.user         | ann     | = ...: needs route.lost.hosts",
        "route.sink.tls          | perhaps | = perhaps: must be one of"
      })
  void shouldRefuseWithKeyAndRule(String key, String value, String rule) {
    assertThat(set(key, value))
        .isInstanceOfSatisfying(
            ChangeResult.Refused.class,
            refused -> {
              Refusal.Invalid invalid = (Refusal.Invalid) refused.why();
              assertThat(invalid.field()).isEqualTo(key);
              assertThat(invalid.rule()).startsWith(rule);
            });
    assertThat(store.audit()).isEmpty();
  }

  @Test
  void shouldRefuseACombinationThatDoesNotGoTogetherAndKeepNothingOfIt() {
    var wishes =
        Map.of(
            DELAYS,
            Optional.of("5s"),
            "route.a.hosts",
            Optional.of("a.example"),
            "route.a.domains",
            Optional.of("x.example"),
            "route.b.hosts",
            Optional.of("b.example"),
            "route.b.domains",
            Optional.of("x.example"));

    assertThat(node.desk.change(wishes, NOW)).isInstanceOf(ChangeResult.Refused.class);

    assertThat(node.current.live()).isEqualTo(LiveSettings.NONE);
  }

  @Test
  void shouldTellOnTrialWhatWouldChangeAndChangeNothing() {
    ChangeResult.Done told = done(node.desk.change(Map.of(DELAYS, Optional.of("5s")), TRIAL));

    assertThat(((LiveSettings) told.after().orElseThrow()).texts()).containsEntry(DELAYS, "5s");
    assertThat(node.current.live()).isEqualTo(LiveSettings.NONE);
  }

  @Test
  void shouldRefuseAVersionThatIsNotTheNewest() {
    done(set(DELAYS, "5s"));
    var order = new ChangeOrder(Expectation.oneOf(Set.of(0L)), false, ANN);

    assertThat(node.desk.change(Map.of(DELAYS, Optional.of("9s")), order))
        .isInstanceOf(ChangeResult.Unexpected.class);
  }

  @Test
  void shouldDoNothingWhereNothingChanges() {
    done(set(DELAYS, "5s"));

    assertThat(done(set(DELAYS, "5s")).action()).isEqualTo("none");

    assertThat(node.current.live().version()).isEqualTo(1);
  }

  @Test
  void shouldGoBackToAnEarlierVersion() {
    done(set(DELAYS, "5s"));
    done(set("traffic.connections-max", "9"));

    done(node.desk.rollback(1, NOW));

    assertThat(node.current.live().version()).isEqualTo(3);
    assertThat(node.current.live().texts()).isEqualTo(Map.of(DELAYS, "5s"));
    done(node.desk.rollback(0, NOW));
    assertThat(node.current.live().texts()).isEmpty();
    assertThat(node.desk.rollback(77, NOW)).isInstanceOf(ChangeResult.Refused.class);
  }

  @Test
  void shouldKeepASecretSealedAndUseIt() {
    var wishes =
        Map.of(
            "route.out.hosts", Optional.of("smtp.example"),
            "route.out.user", Optional.of("ann"),
            "route.out.password", Optional.of("hunter2hunter2"));

    done(node.desk.change(wishes, NOW));

    assertThat(node.current.live().texts().get("route.out.password")).startsWith("sealed:1:");
    var route = node.current.get().routing().table().named().get("out").fixed().orElseThrow();
    var login = ((NextHop.Smarthosts) route).hosts().get(0).login().orElseThrow();
    assertThat(login.password()).isEqualTo("hunter2hunter2");
    assertThat(row("route.out.password").value()).isEqualTo("***");
  }

  @Test
  void shouldKeepToTheLastOnesWhereTheFileOfANodeDoesNotGoWithTheNewOnes() {
    SettingsDesks other =
        SettingsDesks.over(
            store, Map.of("route.b.hosts", "b.example", "route.b.domains", "x.example"));
    done(set(DELAYS, "5s"));

    done(
        node.desk.change(
            Map.of(
                DELAYS,
                Optional.of("8s"),
                "route.a.hosts",
                Optional.of("a.example"),
                "route.a.domains",
                Optional.of("x.example")),
            NOW));

    assertThat(node.current.trouble()).isEmpty();
    assertThat(other.current.trouble().orElseThrow()).contains("has another route already");
    assertThat(other.current.get().retry().of(Lane.BULK).delays())
        .containsExactly(Duration.ofSeconds(5));
  }

  @Test
  void shouldGoOnWithWhatIsKnownWhileTheDatabaseIsDown() {
    done(set(DELAYS, "5s"));

    store.setDown(true);

    assertThat(node.current.get().retry().of(Lane.BULK).delays())
        .containsExactly(Duration.ofSeconds(5));
    assertThatThrownBy(() -> set(DELAYS, "6s")).isInstanceOf(ControlUnavailable.class);
  }

  private Row row(String key) {
    return new SettingsList(node.current)
        .rows().stream().filter(row -> row.key().equals(key)).findFirst().orElseThrow();
  }

  private ChangeResult set(String key, String value) {
    return node.desk.change(Map.of(key, Optional.of(value)), NOW);
  }

  private static ChangeResult.Done done(ChangeResult result) {
    assertThat(result).isInstanceOf(ChangeResult.Done.class);
    return (ChangeResult.Done) result;
  }
}
