package relay.domain.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import relay.domain.control.ControlKinds;

class LiveSettingsTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final int MOST = 3;

  @Test
  void shouldShowTheTextsOfEachVersion() {
    LiveSettings third = after(Map.of("a.b", "1"), Map.of("a.b", "2", "c.d", "x"), Map.of());

    assertThat(third.version()).isEqualTo(3);
    assertThat(third.textsAt(0)).contains(new TreeMap<>());
    assertThat(third.textsAt(1).orElseThrow()).isEqualTo(Map.of("a.b", "1"));
    assertThat(third.textsAt(2).orElseThrow()).isEqualTo(Map.of("a.b", "2", "c.d", "x"));
    assertThat(third.textsAt(3).orElseThrow()).isEmpty();
    assertThat(third.textsAt(4)).isEmpty();
  }

  @Test
  void shouldForgetTheOldestVersionsFirst() {
    LiveSettings fourth =
        after(Map.of("a.b", "1"), Map.of("a.b", "2"), Map.of("a.b", "3"), Map.of("a.b", "4"));

    assertThat(fourth.history()).hasSize(MOST);
    assertThat(fourth.oldest()).isEqualTo(1);
    assertThat(fourth.textsAt(0)).isEmpty();
    assertThat(fourth.textsAt(1).orElseThrow()).isEqualTo(Map.of("a.b", "1"));
  }

  @Test
  void shouldNameWhatDiffersInTheOrderOfKeys() {
    var differences =
        LiveSettings.differences(Map.of("z", "1", "same", "s"), Map.of("a", "2", "same", "s"));

    assertThat(differences).extracting(d -> d.key()).containsExactly("a", "z");
    assertThat(differences.get(0).before()).isEmpty();
    assertThat(differences.get(0).after()).contains("2");
    assertThat(differences.get(1).after()).isEmpty();
  }

  @Test
  void shouldComeBackFromItsJsonForm() {
    var kind = new LiveSettingsKind();
    LiveSettings second = after(Map.of("a.b", "1"), Map.of("c.d", "2"));

    assertThat(kind.read(LiveSettings.KEY, 2, kind.write(second))).isEqualTo(second);
  }

  @Test
  void shouldShowTheAuditNeitherSecretsNorHistory() {
    LiveSettings live = after(Map.of("route.x.password", "sealed:1:k:xyz", "route.x.hosts", "h"));

    var shown = new ControlKinds(List.of(new LiveSettingsKind())).masked(live);

    assertThat(shown.getString("route.x.password")).isEqualTo("***");
    assertThat(shown.getString("history")).isEqualTo("***");
    assertThat(shown.getString("route.x.hosts")).isEqualTo("h");
  }

  @SafeVarargs
  private static LiveSettings after(Map<String, String>... versions) {
    LiveSettings live = LiveSettings.NONE;
    for (Map<String, String> texts : versions) {
      live = live.changed(texts, NOON, "ann", MOST).withVersion(live.version() + 1);
    }
    return live;
  }
}
