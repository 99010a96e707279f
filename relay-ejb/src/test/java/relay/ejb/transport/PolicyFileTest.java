package relay.ejb.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.transport.StsEntry;
import relay.domain.transport.StsPolicy;
import relay.domain.transport.StsPolicy.Mode;

class PolicyFileTest {
  private static final Instant NOON = Instant.parse("2027-01-01T12:00:00.5Z");
  @TempDir Path folder;

  @Test
  void shouldReadWhatItWrote() throws IOException {
    var enforced = new StsPolicy(Mode.ENFORCE, List.of("mx.a.example", "*.b.example"), days(7));
    var none = new StsPolicy(Mode.NONE, List.of(), days(1));
    List<StsEntry> entries =
        List.of(
            new StsEntry("a.example", "id1", enforced, NOON),
            new StsEntry("b.example", "id2", none, NOON));
    var file = new PolicyFile(folder);

    file.write(entries);

    assertThat(new PolicyFile(folder).read()).isEqualTo(entries);
  }

  @Test
  void shouldStartWithoutAFile() {
    assertThat(new PolicyFile(folder).read()).isEmpty();
  }

  @Test
  void shouldStartWithADamagedFile() throws IOException {
    Files.writeString(folder.resolve("mta-sts"), "a.example\tid1\tyesterday\tENFORCE\t60\tmx\n");

    assertThat(new PolicyFile(folder).read()).isEmpty();
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }
}
