package relay.ejb.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import relay.domain.settings.InvalidSetting;

class TrustAnchorsTest {
  @TempDir Path folder;

  /** As in https://data.iana.org/root-anchors/root-anchors.xml. */
  @Test
  void shouldShipThoseOfTheRootZone() throws IOException {
    List<String> anchors = new ArrayList<>();
    try (var zone = new Master(TrustAnchors.of(Optional.empty()), Name.root, 0)) {
      for (Record r = zone.nextRecord(); r != null; r = zone.nextRecord()) {
        assertThat(r.getName()).isEqualTo(Name.root);
        anchors.add(((DSRecord) r).getFootprint() + " " + ((DSRecord) r).getAlgorithm());
      }
    }

    assertThat(anchors).containsExactly("20326 8", "38696 8");
  }

  @Test
  void shouldTakeAFileInTheirPlace() throws IOException {
    Path file = Files.writeString(folder.resolve("anchors"), SignedZone.signed(".").anchor());

    assertThat(TrustAnchors.of(Optional.of(file.toString())).readAllBytes())
        .isEqualTo(Files.readAllBytes(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "; nothing\n", "example. 60 IN A 192.0.2.1\n", "what is this\n"})
  void shouldRefuseAFileWithoutAnyAnchor(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("anchors"), text);

    assertThatThrownBy(() -> TrustAnchors.of(Optional.of(file.toString())))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("dns.trust-anchors")
        .hasMessageContaining("must hold");
  }

  @Test
  void shouldRefuseAFileThatIsNotThere() {
    assertThatThrownBy(() -> TrustAnchors.of(Optional.of("/nowhere/anchors")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageContaining("cannot be read");
  }
}
