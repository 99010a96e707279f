package relay.domain.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.control.ControlState;
import relay.domain.secret.InMemoryVault;
import relay.domain.settings.InvalidSetting;

/** Environment before live settings before file before default, and what becomes of wrong ones. */
class CurrentConfigurationTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final String CONNECTIONS = "traffic.connections-max";
  private static final String SECRET = "route.hub.password";
  @TempDir Path folder;
  private final InMemoryVault vault = new InMemoryVault();
  private ControlState state = ControlState.EMPTY;
  private LiveSettings live = LiveSettings.NONE;
  private int opened;

  @Test
  void shouldTakeTheFileWhileNothingIsLive() {
    CurrentConfiguration current = over(Map.of(CONNECTIONS, "7"), Map.of());

    assertThat(current.get().traffic().connectionsMax()).isEqualTo(7);
    assertThat(current.inForce()).isEmpty();
    assertThat(current.live()).isEqualTo(LiveSettings.NONE);
    assertThat(current.trouble()).isEmpty();
  }

  @Test
  void shouldMakeTheSettingsOnceForEachChange() {
    CurrentConfiguration current = over(Map.of(CONNECTIONS, "7"), Map.of());
    change(Map.of(CONNECTIONS, "9"));

    RelayConfiguration first = current.get();

    assertThat(first.traffic().connectionsMax()).isEqualTo(9);
    assertThat(current.get()).isSameAs(first);
    state = state.with(99, List.of(), List.of());
    assertThat(current.get()).as("another object has changed").isSameAs(first);
  }

  @Test
  void shouldLetTheEnvironmentWin() {
    CurrentConfiguration current =
        over(Map.of(CONNECTIONS, "7"), Map.of("RELAY_TRAFFIC_CONNECTIONS_MAX", "3"));
    change(Map.of(CONNECTIONS, "9"));

    assertThat(current.get().traffic().connectionsMax()).isEqualTo(3);
    assertThat(current.boot().isFixed(CONNECTIONS)).isTrue();
    assertThat(current.boot().isFixed("traffic.patience")).isFalse();
  }

  @Test
  void shouldKeepTheNewestVersionThatCanBeUsed() {
    CurrentConfiguration current = over(Map.of(CONNECTIONS, "7"), Map.of());
    change(Map.of(CONNECTIONS, "8"));
    change(Map.of(CONNECTIONS, "9"));
    change(Map.of(CONNECTIONS, "many"));

    assertThat(current.get().traffic().connectionsMax()).isEqualTo(9);
    assertThat(current.inForce()).containsEntry(CONNECTIONS, "9");
    assertThat(current.live().version()).isEqualTo(3);
    assertThat(current.trouble().orElseThrow()).contains(CONNECTIONS).contains("many");
  }

  @Test
  void shouldBeWellAgainWithTheNextVersion() {
    CurrentConfiguration current = over(Map.of(), Map.of());
    change(Map.of(CONNECTIONS, "many"));
    assertThat(current.trouble()).isPresent();

    change(Map.of(CONNECTIONS, "5"));

    assertThat(current.get().traffic().connectionsMax()).isEqualTo(5);
    assertThat(current.trouble()).isEmpty();
  }

  @Test
  void shouldGoOnAsBeforeWhenNoVersionThatIsRememberedCanBeUsed() {
    CurrentConfiguration current = over(Map.of(CONNECTIONS, "7"), Map.of());
    for (int i = 0; i < 25; i++) {
      change(Map.of(CONNECTIONS, "many" + i));
    }

    assertThat(current.get().traffic().connectionsMax()).isEqualTo(7);
    assertThat(current.trouble().orElseThrow()).contains("many24");
  }

  @Test
  void shouldPassOverKeysOfAnotherVersionOfTheRelay() {
    CurrentConfiguration current = over(Map.of(), Map.of());
    change(Map.of("no.such-key", "1", "node.host-name", "b.example", CONNECTIONS, "4"));

    assertThat(current.get().traffic().connectionsMax()).isEqualTo(4);
    assertThat(current.trouble()).isEmpty();
  }

  @Test
  void shouldOpenSecretsOnlyWhenThereAreSome() {
    CurrentConfiguration current = over(Map.of("route.hub.hosts", "hub.example"), Map.of());
    change(Map.of(CONNECTIONS, "4"));
    current.get();
    assertThat(opened).isZero();

    change(Map.of("route.hub.user", "ann", SECRET, current.sealed(SECRET, "pass word")));

    current.get();
    assertThat(current.trouble()).isEmpty();
    assertThat(opened).isPositive();
    assertThat(current.inForce().get(SECRET)).doesNotContain("pass word");
  }

  @Test
  void shouldNotOpenASecretThatWasSealedForAnotherKey() {
    CurrentConfiguration current = over(Map.of("route.hub.hosts", "hub.example"), Map.of());
    String other = current.sealed("route.other.password", "pass word");
    change(Map.of("route.hub.user", "ann", SECRET, other));

    current.get();

    assertThat(current.trouble()).isPresent();
    assertThat(current.inForce()).isEmpty();
  }

  @Test
  void shouldSayThatNothingIsSealedWithoutADatabase() {
    CurrentConfiguration current = CurrentConfiguration.of(new BootSettings(Map.of(), Map.of()));

    assertThatThrownBy(() -> current.sealed(SECRET, "x"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("settings file");
  }

  @Test
  void shouldReadTheFileThatThePropertyNamesBeforeTheVariable() throws IOException {
    Path one = Files.writeString(folder.resolve("one"), CONNECTIONS + " = 5\n");
    Path two = Files.writeString(folder.resolve("two"), CONNECTIONS + " = 6\n");
    Properties process = new Properties();
    Map<String, String> environment = Map.of("RELAY_SETTINGS", two.toString());

    BootSettings byVariable = BootSettings.load(process, environment);
    process.setProperty("relay.settings", one.toString());
    process.setProperty("relay.data", "/data/here");
    BootSettings byProperty = BootSettings.load(process, environment);

    assertThat(byVariable.file()).containsEntry(CONNECTIONS, "6");
    assertThat(byProperty.file()).containsEntry(CONNECTIONS, "5");
    assertThat(byProperty.environment()).containsEntry("RELAY_DATA", "/data/here");
    assertThat(BootSettings.load(new Properties(), Map.of()).file()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.b = 1%na.b = 2             | a.b",
        "a.b = 1%na.b = 1             | a.b",
        "a.b=1%n# a.b=2%na.b : 3      | a.b",
        "a\\\\u002eb = 1%na.b = 2       | a.b",
      })
  void shouldRefuseAKeyThatStandsTwice(String text, String key) throws IOException {
    Path file =
        Files.writeString(folder.resolve("f"), text.replace("%n", "\n").replace("\\\\", "\\"));

    assertThatThrownBy(() -> SettingsFile.read(file))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining(key)
        .hasMessageContaining("twice");
  }

  @Test
  void shouldReadTheFileAsUtf8WithItsBlanksAndFoldedLines() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("f"),
            "# remark\n! remark\na.b = Gr\u00fc\u00dfe\nc.d = one, \\\n   two\ne.f\n");

    assertThat(SettingsFile.read(file))
        .containsExactly(
            Map.entry("a.b", "Gr\u00fc\u00dfe"),
            Map.entry("c.d", "one, two"),
            Map.entry("e.f", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", ".", "latin"})
  void shouldNameTheFileThatCannotBeRead(String name) throws IOException {
    Files.write(folder.resolve("latin"), "a.b = \u00fc".getBytes(StandardCharsets.ISO_8859_1));
    Path file = folder.resolve(name);

    assertThatThrownBy(() -> SettingsFile.read(file))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("relay.settings")
        .hasMessageContaining(file.toString());
  }

  private CurrentConfiguration over(Map<String, String> file, Map<String, String> environment) {
    return new CurrentConfiguration(
        new BootSettings(file, environment),
        () -> state,
        () -> {
          opened++;
          return vault;
        });
  }

  /** As the store does it: the next version, at the next revision. */
  private void change(Map<String, String> texts) {
    live = live.changed(texts, NOON, "ann", 50).withVersion(live.version() + 1);
    state = state.with(live.version(), List.of(live), List.of());
  }
}
