package relay.domain.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import relay.domain.settings.Setting;

/**
 * docs/settings.md is made from the declared settings. After a change run {@code mvn -pl
 * relay-domain test -Dtest=SettingsReferenceTest -Drelay.docs.write=true} and commit the page.
 */
class SettingsReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "settings.md");

  @Test
  void shouldFindThePageAsTheDeclarationsSay() throws IOException {
    String expected = page(RelayConfiguration.declared());
    if (Boolean.getBoolean("relay.docs.write")) {
      Files.writeString(PAGE, expected);
    }

    assertThat(PAGE)
        .as("docs/settings.md differs; the class comment says how to make it anew")
        .content()
        .isEqualTo(expected);
  }

  @Test
  void shouldDeclareEachKeyOnce() {
    assertThat(RelayConfiguration.declared()).extracting(Setting::key).doesNotHaveDuplicates();
  }

  @Test
  void shouldGroupEachConceptInOnePlace() {
    var concepts =
        RelayConfiguration.declared().stream().map(SettingsReferenceTest::concept).toList();

    assertThat(concepts.stream().distinct().toList()).isEqualTo(runs(concepts));
  }

  private static String page(List<Setting<?>> declared) {
    StringBuilder out =
        new StringBuilder(
            """
# Settings

One properties file, given with `--settings FILE`, `-Drelay.settings=FILE` or `RELAY_SETTINGS`. Each key can be overridden by an
environment variable: `delivery.connect-timeout` by `RELAY_DELIVERY_CONNECT_TIMEOUT`. A `*` in a key stands for a name that
you choose (`listener.mx.port`). All settings are checked at start; an unknown key or a bad value stops the start with one
sentence that names it. Those marked live can be changed while the relay runs (`/api/v1/settings`, docs/administration.md):
environment before live before file before default. This page is made from the declarations in the code; a test fails when it differs.
""");
    String concept = "";
    for (Setting<?> setting : declared) {
      if (!concept(setting).equals(concept)) {
        concept = concept(setting);
        out.append("\n## ")
            .append(concept)
            .append(
                "\n\n| key | default | allowed | live | what it does |\n|---|---|---|---|---|\n");
      }
      String shown =
          setting.defaultText().isEmpty() ? "(empty)" : "`" + setting.defaultText() + "`";
      out.append(
          List.of(
                  "`" + setting.key() + "`",
                  shown,
                  setting.type().rule(),
                  setting.live() ? "live" : "",
                  setting.sentence())
              .stream()
              .map(cell -> cell.replace("|", "\\|"))
              .collect(Collectors.joining(" | ", "| ", " |\n")));
    }
    return out.toString();
  }

  private static String concept(Setting<?> setting) {
    return setting.key().substring(0, setting.key().indexOf('.'));
  }

  /**
   * Neighbours that are equal fold into one, so a concept that stands in two places shows twice.
   */
  private static List<String> runs(List<String> concepts) {
    List<String> runs = new java.util.ArrayList<>();
    for (String concept : concepts) {
      if (runs.isEmpty() || !runs.get(runs.size() - 1).equals(concept)) {
        runs.add(concept);
      }
    }
    return runs;
  }
}
