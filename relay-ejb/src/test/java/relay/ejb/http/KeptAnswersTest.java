package relay.ejb.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.http.IdempotencyKey;
import relay.domain.http.IdempotencyKeys.Claim;

class KeptAnswersTest {
  private static final IdempotencyKey KEY = new IdempotencyKey("user shop", "k 1\n", "digest");
  @TempDir Path folder;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void shouldGiveTheSameAnswerAfterARestart() {
    var before = opened();
    before.claim(KEY);
    before.answered(KEY, "{\"id\":\"ü\"}");

    var after = opened();

    assertThat(after.claim(KEY)).isEqualTo(new Claim.Answered("{\"id\":\"ü\"}"));
  }

  @Test
  void shouldForgetARequestThatWasCutOffBeforeItsAnswer() {
    opened().claim(KEY);

    assertThat(opened().claim(KEY)).isEqualTo(new Claim.Granted());
  }

  @Test
  void shouldForgetAnswersAndFilesAfterTheirTime() throws IOException {
    var keys = opened();
    keys.claim(KEY);
    keys.answered(KEY, "answer");

    now = now.plusSeconds(29 * 3600);

    assertThat(keys.claim(KEY)).isEqualTo(new Claim.Granted());
    assertThat(opened().claim(KEY)).isEqualTo(new Claim.Granted());
    assertThat(files()).isZero();
  }

  @Test
  void shouldSkipALineThatACrashCut() throws IOException {
    var keys = opened();
    keys.claim(KEY);
    keys.answered(KEY, "answer");
    keys.close();
    try (var all = Files.list(folder.resolve("http"))) {
      Files.writeString(all.findFirst().orElseThrow(), "176 abc", StandardOpenOption.APPEND);
    }

    assertThat(opened().claim(KEY)).isEqualTo(new Claim.Answered("answer"));
  }

  private KeptAnswers opened() {
    var settings = RelayConfiguration.of(Map.of("node.data-folder", folder.toString()), Map.of());
    var keys = new KeptAnswers(settings, () -> now);
    keys.open();
    return keys;
  }

  private long files() throws IOException {
    try (var all = Files.list(folder.resolve("http"))) {
      return all.count();
    }
  }
}
