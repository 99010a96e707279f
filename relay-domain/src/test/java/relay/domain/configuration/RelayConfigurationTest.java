package relay.domain.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.settings.InvalidSetting;

class RelayConfigurationTest {
  @TempDir Path folder;

  @Test
  void shouldUseDefaultsWithoutFileAndEnvironment() {
    RelayConfiguration configuration = RelayConfiguration.load(new Properties(), Map.of());

    assertThat(configuration.node().hostName()).isEqualTo("localhost");
    assertThat(configuration.node().dataFolder()).isEqualTo(Path.of(".relay").toAbsolutePath());
  }

  @Test
  void shouldReadTheFileThatTheSystemPropertyNamesBeforeTheVariable() throws IOException {
    Path named = write("named.properties", "node.host-name=named.example\n");
    Path other = write("other.properties", "node.host-name=other.example\n");
    Properties process = new Properties();
    process.setProperty("relay.settings", named.toString());

    RelayConfiguration configuration =
        RelayConfiguration.load(process, Map.of("RELAY_SETTINGS", other.toString()));

    assertThat(configuration.node().hostName()).isEqualTo("named.example");
  }

  @Test
  void shouldReadTheFileThatTheVariableNames() throws IOException {
    Path other = write("other.properties", "node.host-name=other.example\n");

    RelayConfiguration configuration =
        RelayConfiguration.load(new Properties(), Map.of("RELAY_SETTINGS", other.toString()));

    assertThat(configuration.node().hostName()).isEqualTo("other.example");
  }

  @Test
  void shouldPreferTheDataFolderOfTheSystemPropertyToVariableAndFile() throws IOException {
    Path file = write("data.properties", "node.data-folder=/from/file\n");
    Properties process = new Properties();
    process.setProperty("relay.settings", file.toString());
    Map<String, String> environment = Map.of("RELAY_DATA", "/from/variable");

    assertThat(RelayConfiguration.load(process, Map.of()).node().dataFolder())
        .isEqualTo(Path.of("/from/file"));
    assertThat(RelayConfiguration.load(process, environment).node().dataFolder())
        .isEqualTo(Path.of("/from/variable"));

    process.setProperty("relay.data", "/from/property");
    assertThat(RelayConfiguration.load(process, environment).node().dataFolder())
        .isEqualTo(Path.of("/from/property"));
  }

  @Test
  void shouldRefuseAKeyThatStandsTwice() throws IOException {
    Path file = write("twice.properties", "node.host-name=a\nnode.host-name=b\n");

    assertThatThrownBy(() -> loadFrom(file))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("node.host-name")
        .hasMessageContaining("twice");
  }

  @Test
  void shouldNameTheFileThatCannotBeRead() {
    Path missing = folder.resolve("missing.properties");

    assertThatThrownBy(() -> loadFrom(missing))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining(missing.toString());
  }

  @Test
  void shouldRefuseAFileWithABrokenEscape() throws IOException {
    Path file = write("broken.properties", "node.host-name=\\u00zz\n");

    assertThatThrownBy(() -> loadFrom(file)).isInstanceOf(InvalidSetting.class);
  }

  private RelayConfiguration loadFrom(Path file) {
    Properties process = new Properties();
    process.setProperty("relay.settings", file.toString());
    return RelayConfiguration.load(process, Map.of());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
